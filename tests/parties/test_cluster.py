import random

from hypothesis import given, settings
from hypothesis import strategies as st

from madein.parties.matching.cluster import MOST_NAMES, TOO_MANY, cluster
from madein.parties.matching.graph import MACHINE, NAME, PERSON, TAX_ID, Edge, Node
from madein.parties.mention import Mention, Name

INN_A, INN_B = ("ru-inn", "7743237789"), ("ru-inn", "7711000924")
OGRN = ("ru-ogrn", "1027700132195")


def node(words, *, ids=(), country="", forms=(), rows=1, founded=0):
    name = Name(text=words.upper(), words=tuple(words.split()), forms=forms)
    mention = Mention(name=name, ids=tuple(sorted(ids)), country=country)
    return Node(key=mention.key, mention=mention, rows=rows, founded=founded)


def alike(left, right):
    """Names with the same first letter are alike; ids and countries that differ cost."""
    if left.ids and right.ids and left.ids != right.ids:
        return 0.0
    score = 0.95 if left.name.words[0][0] == right.name.words[0][0] else 0.1
    if left.country and right.country and left.country != right.country:
        score -= 0.1
    if left.name.forms and right.name.forms and left.name.forms != right.name.forms:
        score -= 0.1
    return score


def edges_of(nodes, how=NAME):
    found = []
    for left in range(len(nodes)):
        for right in range(left + 1, len(nodes)):
            ours, theirs = nodes[left].mention, nodes[right].mention
            if set(ours.ids) & set(theirs.ids):
                found.append(Edge(left, right, 1.0, TAX_ID))
            elif (score := alike(ours, theirs)) >= 0.92:
                found.append(Edge(left, right, score, how))
    return found


def firms(nodes, edges=None, apart=()):
    """Which nodes are together, each group by the keys of its nodes."""
    found = cluster(nodes, edges_of(nodes) if edges is None else edges, apart, alike)
    groups = {}
    for place in range(len(nodes)):
        groups.setdefault(found.founder(place), []).append(place)
    return sorted(groups.values())


def test_alike_names_are_one_firm_and_others_are_not():
    nodes = [node("aurus"), node("aurus motors"), node("sollers")]

    assert firms(nodes) == [[0, 1], [2]]


def test_two_ids_of_one_scheme_are_never_joined_by_the_machine():
    nodes = [node("aurus", ids=[INN_A]), node("aurus motors", ids=[INN_B])]

    assert firms(nodes, [Edge(0, 1, 0.99, MACHINE)]) == [[0], [1]]


def test_an_equal_id_joins_names_that_share_nothing():
    nodes = [node("aurus", ids=[INN_A]), node("sollers", ids=[INN_A])]

    assert firms(nodes) == [[0, 1]]


def test_an_equal_id_of_one_scheme_does_not_bridge_different_ids_of_another():
    nodes = [node("a", ids=[INN_A, OGRN]), node("b", ids=[INN_B, OGRN])]

    assert firms(nodes) == [[0], [1]]


def test_a_name_that_fits_two_ids_joins_neither():
    nodes = [
        node("aurus"),
        node("aurus", ids=[INN_A]),
        node("aurus", ids=[INN_B]),
    ]

    assert firms(nodes) == [[0], [1], [2]]


def test_names_that_fit_the_same_two_ids_may_be_one_firm():
    nodes = [
        node("aurus"),
        node("aurus motors"),
        node("aurus", ids=[INN_A]),
        node("aurus", ids=[INN_B]),
    ]

    assert firms(nodes) == [[0, 1], [2], [3]]


def test_a_name_that_fits_two_ids_does_not_keep_one_that_fits_only_one_from_it():
    nodes = [
        node("aurus"),
        node("aurus moto"),
        node("aurus", ids=[INN_A]),
        node("aurus", ids=[INN_B]),
    ]
    edges = [
        Edge(0, 1, 0.99, NAME),
        Edge(0, 2, 0.95, NAME),
        Edge(0, 3, 0.95, NAME),
        Edge(1, 2, 0.93, NAME),
    ]

    assert firms(nodes, edges) == [[0], [1, 2], [3]]


def test_a_name_that_tells_two_ids_joins_neither():
    nodes = [
        node("aurus", ids=[INN_A]),
        node("aurus", ids=[INN_A, INN_B]),
        node("aurus", ids=[INN_B]),
    ]

    assert firms(nodes) == [[0], [1], [2]]


def test_a_name_without_country_that_fits_two_countries_joins_neither():
    nodes = [node("acme"), node("acme", country="CN"), node("acme", country="KR")]

    assert firms(nodes) == [[0], [1], [2]]


def test_a_name_without_country_joins_the_only_country_there_is():
    nodes = [node("acme"), node("acme", country="CN"), node("acme group", country="CN")]

    assert firms(nodes) == [[0, 1, 2]]


def test_a_name_without_legal_form_that_fits_two_forms_joins_neither():
    nodes = [node("acme"), node("acme", forms=("jsc",)), node("acme", forms=("llc",))]

    assert firms(nodes) == [[0], [1], [2]]


def test_a_persons_word_joins_what_ids_keep_apart():
    nodes = [node("aurus", ids=[INN_A]), node("sollers", ids=[INN_B])]

    assert firms(nodes, [Edge(0, 1, 0.0, PERSON)]) == [[0, 1]]


def test_both_ids_that_a_person_joined_take_further_names():
    nodes = [
        node("aurus", ids=[INN_A]),
        node("aurus motors", ids=[INN_B]),
        node("aurus plant", ids=[INN_A]),
        node("aurus works", ids=[INN_B]),
        node("aurus"),
    ]
    edges = [Edge(0, 1, 0.0, PERSON), *edges_of(nodes)]

    assert firms(nodes, edges) == [[0, 1, 2, 3, 4]]


def test_what_a_person_keeps_apart_no_third_name_brings_together():
    nodes = [node("acme"), node("acme group"), node("acme holding")]

    found = firms(nodes, apart=[(0, 2)])

    assert [0, 1, 2] not in found
    assert sum(0 in firm and 2 in firm for firm in found) == 0


def test_names_do_not_chain_where_the_usual_names_differ():
    def close(left, right):
        """Only neighbours in the alphabet are alike."""
        one, other = (ord(m.name.words[0]) for m in (left, right))
        return 0.95 if abs(one - other) <= 1 else 0.2

    letters = "abcdefgh"
    nodes = [node(letter, rows=9 - place) for place, letter in enumerate(letters)]
    edges = [Edge(at, at + 1, 0.95, MACHINE) for at in range(len(letters) - 1)]

    found = cluster(nodes, edges, (), close)

    assert [found.founder(place) for place in range(8)] == [0, 0, 2, 2, 4, 4, 6, 6]
    assert found.refused[1, 2] == "their usual names are less alike"


def likely(left, right):
    """Names are alike where all their words are the same."""
    if left.ids and right.ids and not set(left.ids) & set(right.ids):
        return 0.0
    return 0.98 if left.name.words == right.name.words else 0.3


def named_with_id(*others, bare=None):
    """Firms of spellings that give one id, and of one without id named like the first."""
    nodes = [
        node("fabula cargo", ids=[INN_A], country="RU"),
        bare or node("fabula cargo", forms=("llc",)),
        *(node(words, ids=[INN_A], country="RU", rows=9) for words in others),
    ]
    edges = [Edge(0, at, 1.0, TAX_ID) for at in range(2, len(nodes))]
    return nodes, [*edges, Edge(0, 1, 0.98, NAME)]


def together(nodes, edges, apart=()):
    found = cluster(nodes, edges, apart, likely)
    return found.founder(0) == found.founder(1), set(found.refused.values())


def test_the_words_of_a_name_that_stands_with_an_id_are_that_firms():
    assert together(*named_with_id("vydumka cargo")) == (True, set())


def test_a_name_that_shares_nothing_with_the_others_of_its_id_may_be_an_agents():
    reason = "their usual names are less alike"

    assert together(*named_with_id("vydumka gruzovik")) == (False, {reason})


def test_a_firm_of_one_spelling_with_an_id_takes_the_same_words_whatever_stands_beside():
    nodes, edges = named_with_id(bare=node("fabula cargo"))
    nodes.append(node("fabulas cargo", rows=9))

    joined, reasons = together(nodes, [Edge(1, 2, 0.99, MACHINE), *edges])

    assert (joined, reasons) == (True, set())


def test_two_spellings_with_the_words_are_no_slip_of_an_agent():
    nodes, edges = named_with_id("vydumka gruzovik")
    nodes.append(node("fabula cargo", ids=[INN_A, OGRN]))

    assert together(nodes, [*edges, Edge(0, 3, 1.0, TAX_ID)]) == (True, set())


def test_words_that_fit_a_firm_of_another_country_too_are_nobodys():
    nodes, edges = named_with_id("vydumka cargo", bare=node("fabula cargo"))
    nodes[0] = node("fabula cargo", ids=[INN_A])
    nodes.append(node("fabulas cargo", country="KR"))

    joined, reasons = together(nodes, [*edges, Edge(1, 3, 0.99, MACHINE)])

    assert not joined
    assert reasons == {"the name fits firms with different country"}


def test_words_that_stand_with_two_ids_are_nobodys():
    nodes, edges = named_with_id("vydumka cargo")
    nodes.append(node("fabula cargo", ids=[INN_B], country="RU"))

    joined, reasons = together(nodes, [*edges, Edge(1, 3, 0.98, NAME)])

    assert not joined
    assert reasons == {"the name fits firms with different ru-inn"}


def test_words_that_are_only_like_those_with_an_id_are_held_against_the_usual_name():
    nodes, edges = named_with_id("vydumka cargo")

    assert not together(nodes, [*edges[:-1], Edge(0, 1, 0.98, MACHINE)])[0]


def test_a_firm_of_too_many_names_stops_growing():
    nodes = [node(f"acme {number:03}") for number in range(MOST_NAMES + 5)]
    edges = [Edge(0, other, 0.99, MACHINE) for other in range(1, len(nodes))]

    found = cluster(nodes, edges, (), alike)

    sizes = [len(joined.names) for joined in found.of.values()]
    assert max(sizes) == MOST_NAMES
    assert list(found.refused.values()) == [TOO_MANY] * 5


def test_more_names_of_one_id_are_still_one_firm():
    nodes = [node(f"acme {number:03}", ids=[INN_A]) for number in range(40)]
    edges = [Edge(0, other, 1.0, TAX_ID) for other in range(1, 40)]

    assert firms(nodes, edges) == [list(range(40))]


def test_the_founder_is_the_node_of_the_earliest_source():
    nodes = [node("acme", founded=2), node("acme group", founded=1), node("b")]

    found = cluster(nodes, edges_of(nodes), (), alike)

    assert [found.founder(place) for place in range(3)] == [1, 1, 2]


def test_in_one_source_the_founder_is_a_node_with_an_id():
    nodes = [node("acme"), node("acme group", ids=[INN_A])]

    found = cluster(nodes, edges_of(nodes), (), alike)

    assert [found.founder(place) for place in range(2)] == [1, 1]


def lists_of(ids, countries=("",), forms=((),)):
    one = st.builds(
        node,
        st.sampled_from(("aurus", "aurus moto", "acme", "acme group", "b")),
        ids=st.sampled_from(ids),
        country=st.sampled_from(countries),
        forms=st.sampled_from(forms),
        rows=st.integers(1, 3),
    )
    lists = st.lists(one, max_size=8, unique_by=lambda found: found.key)
    return lists.map(lambda found: sorted(found, key=lambda one: one.key))


IDS = ((), (INN_A,), (INN_B,), (OGRN,), (INN_A, OGRN), (INN_B, OGRN), (INN_A, INN_B))
NODES = lists_of(IDS, ("", "CN", "KR"), ((), ("jsc",), ("llc",)))
FEW = settings(max_examples=60, deadline=None)


@FEW
@given(nodes=NODES, seed=st.integers(0, 9))
def test_the_order_of_the_edges_changes_nothing(nodes, seed):
    edges = edges_of(nodes)
    shuffled = random.Random(seed).sample(edges, len(edges))  # noqa: S311 - no secret

    assert firms(nodes, shuffled) == firms(nodes, edges)


@FEW
@given(nodes=NODES)
def test_no_firm_of_the_machine_has_two_ids_of_one_scheme(nodes):
    single = [
        one for one in nodes if len(dict(one.mention.ids)) == len(one.mention.ids)
    ]

    for firm in firms(single):
        ids = {one for place in firm for one in single[place].mention.ids}
        assert len(dict(ids)) == len(ids)


@FEW
@given(nodes=lists_of(IDS[:3]))
def test_no_bare_name_stands_with_one_id_while_it_fits_another(nodes):
    inns = [dict(one.mention.ids).get("ru-inn") for one in nodes]

    for firm in firms(nodes):
        for place in firm:
            letter = nodes[place].mention.name.words[0][0]
            fits = {
                inn
                for inn, one in zip(inns, nodes, strict=True)
                if inn and one.mention.name.words[0][0] == letter
            }
            if not nodes[place].mention.ids and len(fits) > 1:
                assert not any(inns[other] for other in firm)


def test_a_merge_by_a_person_takes_no_name_out_of_either_firm():
    nodes = [node("aurus", ids=[INN_A]), node("aurus motors"), node("zenit", rows=9)]
    merged = Edge(0, 2, 0.1, PERSON)

    assert firms(nodes, [*edges_of(nodes), merged]) == [[0, 1, 2]]


def test_what_is_like_either_name_of_a_merge_comes_to_it():
    nodes = [
        *(node("aurus"), node("aurus motors"), node("aurus trade")),
        *(node("zenit", rows=9), node("zenit motors", rows=99)),
    ]
    merged = Edge(0, 3, 0.1, PERSON)

    assert firms(nodes, [*edges_of(nodes), merged]) == [[0, 1, 2, 3, 4]]
