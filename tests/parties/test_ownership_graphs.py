"""Graphs of owners worked out by hand, and random ones against a naive solver."""

import csv
import random
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from madein.lists.standing import Span
from madein.parties.ownership.holding import Holding, Party
from madein.parties.ownership.shares import ANY_SHARE, Days, read_days, read_share
from madein.parties.ownership.spans import ownership_spans
from madein.parties.ownership.stakes import graph_of
from madein.rules.reading import held_rules
from madein.verdict import Measure, PartyWord, Reason

HERE = Path(__file__).parent
FREEZE = Measure.ASSET_FREEZE
DAY = date(2023, 6, 1)
EVER = Days()
PEOPLE = "nm"
SIGNS = {
    "+": (PartyWord.OWNED, None),
    "-": (PartyWord.NOT_LISTED, None),
    "off": (PartyWord.NOT_IN_FORCE, None),
}
SHARES = (PartyWord.UNKNOWN, Reason.OWNERSHIP_UNKNOWN)
LISTING = (PartyWord.UNKNOWN, Reason.LIST_GAP)
RULE = (PartyWord.UNKNOWN, Reason.RULE_UNKNOWN)


def table(name):
    """Lines of a file without its notes."""
    text = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in text if not line.startswith("#")))


def party(name):
    return Party(key=name, name=name, tax_id=name, is_person=name in PEOPLE)


def holding(text):
    """A statement like `X 50 A 2020..2023-05-31 @2`."""
    owner, share, owned, *more = text.split()
    source = next((one for one in more if one.startswith("@")), "s")
    days = sure = EVER
    for one in more:
        if ".." in one:
            since, until = one.split("..")
            days, sure = read_days([since], [until])
    return Holding(
        owner=party(owner),
        owned=party(owned),
        share=ANY_SHARE if share == "?" else read_share(share),
        days=days,
        sure=sure,
        source=source,
        where="s:1",
    )


def graph(text, others):
    told = [holding(one) for one in text.split(";")]
    if others == "others":
        for firm in sorted({h.owned.key for h in told}):
            rest = 1 - sum(h.share.low for h in told if h.owned.key == firm)
            told += [holding(f"others-of-{firm} {rest} {firm}")] if rest else []
    return graph_of(told, None if others == "open" else EVER)


def words(told, firm, regime, measure, day, listed="", perhaps=""):
    """Word and reason of the span that holds the day."""

    def spans(tax_id):
        word, reason = PartyWord.NOT_LISTED, None
        if tax_id in listed:
            word = PartyWord.LISTED
        elif tax_id in perhaps:
            word, reason = PartyWord.UNKNOWN, Reason.LIST_GAP
        return [Span(since=date.min, until=date.max, word=word, reason=reason)]

    rules = held_rules().ownership
    every = ownership_spans(told, rules, regime, measure, spans, party(firm))
    (found,) = (span for span in every if span.since <= day < span.until)
    return found.word, found.reason


def test_the_hand_made_graphs_come_out_as_worked_out():
    wrong, seen = [], 0
    for row in table("ownership_graphs.csv"):
        told = graph(row["graph"], row["others"])
        for regime in ("US", "EU", "UK"):
            for firm, sign in row[regime].split():
                expected = {**SIGNS, "?": SHARES, "~": LISTING}[sign]
                found = words(
                    told, firm, regime, FREEZE, DAY, row["listed"].split(), "Q"
                )
                seen += 1
                if found != expected:
                    wrong.append((regime, firm, row["graph"], sign, *found))

    assert wrong == []
    assert seen > 900


def test_there_are_more_than_two_hundred_hand_made_graphs_and_none_twice():
    graphs = [
        (r["graph"], r["listed"], r["others"]) for r in table("ownership_graphs.csv")
    ]

    assert len(graphs) > 200
    assert len(set(graphs)) == len(graphs)


DAYS = table("ownership_days.csv")


@pytest.mark.parametrize(
    "row", DAYS, ids=lambda r: f"{r['regime']} {r['day']} {r['measure']}"
)
def test_each_rule_changes_on_its_day(row):
    day, measure = date.fromisoformat(row["day"]), Measure(row["measure"])
    graphs = [name for name in row if name and name.startswith("X")]

    found = {
        text: words(
            graph(text, "others"),
            "B" if text.endswith("B") else "A",
            row["regime"],
            measure,
            day,
            "XY",
        )
        for text in graphs
    }

    assert found == {text: {**SIGNS, "?": RULE}[row[text]] for text in graphs}
    assert len(graphs) == 6


# --- a second opinion: every feasible world, one by one, in whole 24ths -------------

REGIMES = {  # at least, or more than; all together, or one alone
    "US": (lambda share: share >= 12, True),
    "EU": (lambda share: share > 12, True),
    "UK": (lambda share: share > 12, False),
}


def worlds(firms, told, is_complete) -> Iterator[dict]:
    """Every way to hand out what is not known: to nobody, or to one owner whole."""
    choices = []
    for firm in firms:
        known = {o: s for o, f, s in told if f == firm and s is not None}
        unknown = [o for o, f, s in told if f == firm and s is None]
        rest = 24 - sum(known.values())
        if not unknown or not is_complete:
            unknown.append("?")
        choices.append([known] + [known | {owner: rest} for owner in unknown if rest])
    for world in product(*choices):
        yield dict(zip(firms, world, strict=True))


def taken(world, tops, is_enough):
    """Firms taken: everything is added up again until a round changes nothing."""
    before, now = set(), set(tops)
    while before != now:
        before = set(now)
        for firm, owners in world.items():
            if is_enough(sum(s for owner, s in owners.items() if owner in before)):
                now.add(firm)
    return now


def naive_words(firms, told, listed, perhaps, is_complete):
    """By regime and firm: what all feasible worlds agree on."""
    others = set() if is_complete else {o for o, *_ in told} - set(firms)
    found = {(regime, firm): set() for regime in REGIMES for firm in firms}
    for world in worlds([*firms, *sorted(others)], told, is_complete):
        reached = {}
        for tops in {(*listed,), (*listed, *perhaps)}:
            for (regime, firm), both in found.items():
                is_enough, is_added_up = REGIMES[regime]
                # The listing of the firm itself is another question.
                above = tuple(top for top in tops if top != firm)
                groups = [above] if is_added_up or not above else [(t,) for t in above]
                for group in groups:
                    if (regime, group) not in reached:
                        all_of = taken(world, [*group, "?"], is_enough)
                        reached[regime, group] = all_of
                both.add(any(firm in reached[regime, group] for group in groups))
    words = {
        (True,): PartyWord.OWNED,
        (False,): PartyWord.NOT_LISTED,
        (False, True): PartyWord.UNKNOWN,
    }
    return {key: words[tuple(sorted(both))] for key, both in found.items()}


def random_graph(seed):
    """Two to five firms, shares in 24ths so that halves, thirds and sixths meet."""
    dice = random.Random(seed)  # noqa: S311 - the same graphs each time
    is_complete = dice.random() < 0.75
    firms = "ABCDE"[: dice.choice((2, 3, 4, 5) if is_complete else (2, 2, 3))]
    listed = dice.choice(("X", "XY", "XYZ", "XA", "")) if is_complete else "X"
    perhaps = dice.choice(("", "", "", "Q"))
    people = [*(name for name in listed if name not in firms), *perhaps, "N"]
    told, unknown = [], 0
    for firm in firms:
        left = 24
        owners = [*people, *firms.replace(firm, "")]
        count = min(len(owners), dice.choice((1, 2, 3, 4)))
        for owner in dice.sample(owners, count):
            share = min(left, dice.choice((1, 2, 3, 4, 6, 8, 12, 12, 13, 16)))
            if dice.random() < 0.15 and unknown < 3:
                unknown += 1
                told.append((owner, firm, None))
            elif share:
                told.append((owner, firm, share))
                left -= share
    return firms, told, listed, perhaps, is_complete


def compare(seed):
    """Firms of which the two solvers say different things, and the words they say."""
    firms, told, listed, perhaps, is_complete = random_graph(seed)
    text = ";".join(f"{o} {'?' if s is None else f'{s}/24'} {f}" for o, f, s in told)
    built = graph(text, "named" if is_complete else "open")
    naive = naive_words(firms, told, listed, perhaps, is_complete)
    found = {
        (regime, firm): words(built, firm, regime, FREEZE, DAY, listed, perhaps)[0]
        for regime, firm in naive
    }
    wrong = [(seed, key, text, found[key]) for key in naive if found[key] != naive[key]]
    return wrong, set(found.values())


def test_random_graphs_come_out_as_a_naive_solver_has_them():
    found = [compare(seed) for seed in range(400)]

    assert [one for wrong, _ in found for one in wrong] == []
    assert set.union(*(met for _, met in found)) == {
        PartyWord.OWNED,
        PartyWord.NOT_LISTED,
        PartyWord.UNKNOWN,
    }
