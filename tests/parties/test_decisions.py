"""decisions.jsonl: read with all its faults, appended to, and never against itself."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madein.errors import CaseError, RequestError
from madein.parties.decisions.file import (
    Action,
    Decision,
    Decisions,
    Side,
    append,
    place,
    read_decisions,
    read_unchecked,
)
from madein.parties.decisions.lines import as_line, read_lines
from madein.parties.decisions.making import (
    Hand,
    decided,
    sitting_taken_back,
    taken_back,
)

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ED = Hand(by="ed", at=AT, sitting="s-1")
LATER = Hand(by="ann", at=AT + timedelta(hours=1), sitting="s-2")
KAMAZ = Side(name="KAMAZ", country="RU")
SOLLERS = Side(name="SOLLERS", country="RU")
VOSTOK = Side(name="VOSTOK", country="RU")
LINE = (
    '{"v": 1, "id": "d-0017", "action": "same", '
    '"left": {"name": "PRIMER RUS LLC", "country": "ru", "tax_id": null}, '
    '"right": {"name": "ООО ПРИМЕР РУС", "country": "ru", "tax_id": "7700000000"}, '
    '"reason": "id on the invoice", "evidence": ["vendor_a/2022.xlsx#1204"], '
    '"by": "ed", "at": "2026-11-21T09:00:00Z", "supersedes": null}'
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "decisions.jsonl"


def line(action, left=KAMAZ, right=SOLLERS, **more):
    usual = {"by": "ed", "at": AT, "left": left, "right": right, "action": action}
    return Decision(**(usual | more))


def write(file, *lines):
    append(
        file, *(replace(one, id=one.id or f"d-{n}") for n, one in enumerate(lines, 1))
    )


def same(left, right, **more):
    return line(Action.SAME, left, right, id="", **more)


def different(left, right, **more):
    return line(Action.DIFFERENT, left, right, id="", **more)


def undo(what):
    return line(Action.UNDO, id="", supersedes=what)


def wrong(file, *lines):
    """The faults of some lines, each as what, line and fix."""
    file.write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")
    with pytest.raises(CaseError) as told:
        read_decisions(file)
    return [
        (f.what, f.where.removeprefix(f"{file}:"), f.fix) for f in told.value.faults
    ]


def changed(**keys):
    tree = json.loads(LINE) | keys
    return json.dumps(
        {k: v for k, v in tree.items() if v is not ...}, ensure_ascii=False
    )


def saved(file, new):
    append(file, *new)
    return read_decisions(file)


def said(decisions):
    return [
        (one.action.value, one.left.name, one.right.name) for one in decisions.standing
    ]


# --- reading ------------------------------------------------------------------------


def test_a_line_is_read_whole(file):
    file.write_text(f"{LINE}\n", encoding="utf-8")

    assert read_decisions(file).standing == (
        Decision(
            id="d-0017",
            action=Action.SAME,
            left=Side(name="PRIMER RUS LLC", country="RU", tax_id=""),
            right=Side(name="ООО ПРИМЕР РУС", country="RU", tax_id="7700000000"),
            reason="id on the invoice",
            evidence=("vendor_a/2022.xlsx#1204",),
            by="ed",
            at=AT,
            line=1,
        ),
    )


def test_no_file_is_no_decision(file):
    assert read_decisions(file) == Decisions(file=file)


def test_blank_lines_and_a_byte_order_mark_are_passed_over(file):
    file.write_text(f"\ufeff\n{LINE}\n\n", encoding="utf-8")

    assert [one.line for one in read_decisions(file).lines] == [2]


def test_all_faults_are_told_at_once_each_with_its_line(file):
    found = wrong(
        file, "{", changed(id="a", colour="red"), changed(id="b", action="join")
    )

    assert found == [
        (
            "this is no JSON (Expecting property name enclosed in double quotes): {",
            "1",
            (
                "write one JSON object on the line; two versions of a file that git could "
                "not join are joined by keeping the lines of both"
            ),
        ),
        (
            "'colour' is no key of a decision",
            "2",
            (
                "use: v, id, action, left, right, reason, evidence, by, at, supersedes, "
                "sitting"
            ),
        ),
        (
            "'action' is \"join\"",
            "3",
            "write one of same, different, unsure, not_sanctioned, split, undo",
        ),
    ]


SIDE = '{"name": "...", "country": "KR", "tax_id": null}, as the records write them'


@pytest.mark.parametrize(
    ("keys", "what", "fix"),
    [
        ({"v": 2}, "'v' is 2, and this madein knows 1", "use a newer madein"),
        ({"by": ...}, "'by' is missing", "write a name"),
        (
            {"at": "2026-11-21T09:00:00"},
            "'at' is \"2026-11-21T09:00:00\"",
            "write a time with its zone, like 2026-11-21T09:00:00Z",
        ),
        ({"right": None}, "'same' without 'right'", f"write {SIDE}"),
        (
            {"right": {"name": ""}},
            '\'right\' is {"name": ""}',
            f"write {SIDE}; or null",
        ),
        (
            {"left": {"name": "A", "inn": "1"}},
            '\'left\' is {"name": "A", "inn": "1"}',
            f"write {SIDE}",
        ),
        ({"evidence": "a.csv"}, "'evidence' is \"a.csv\"", "write a list of texts"),
        (
            {"supersedes": "d-9"},
            "it supersedes 'd-9', and no line above has that id",
            "write the id of a line above it",
        ),
        (
            {"action": "undo", "left": None, "right": None},
            "an undo without 'supersedes'",
            "name the line it takes back",
        ),
    ],
)
def test_what_does_not_fit_is_quoted(file, keys, what, fix):
    assert wrong(file, changed(**keys)) == [(what, "1", fix)]


def test_two_lines_with_one_id_are_told(file):
    assert wrong(file, LINE, LINE) == [
        ("the id 'd-0017' is that of line 1", "2", "give the line another id")
    ]


def test_a_key_that_stands_twice_is_told(file):
    (found,) = wrong(file, LINE.replace('"by": "ed"', '"by": "ed", "by": "ann"'))

    assert found[0].startswith("this is no JSON (a key stands twice): ")


def test_a_list_is_no_decision(file):
    assert wrong(file, "[1]") == [
        ("this is no decision: [1]", "1", "write a JSON object")
    ]


def test_a_line_after_a_wrong_one_may_name_it(file):
    found = wrong(file, changed(by=...), changed(id="b", supersedes="d-0017"))

    assert [what for what, _, _ in found] == ["'by' is missing"]


# --- round trip ---------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
WORD = TEXT.filter(str.strip)
SIDES = st.builds(
    Side,
    name=WORD,
    country=st.sampled_from(("", "RU", "KR")),
    tax_id=st.just("") | WORD,
)
MOMENTS = st.datetimes(
    timezones=st.sampled_from((UTC, timezone(timedelta(hours=9)))),
)


@st.composite
def files(draw):
    """Lines of a file, of all kinds, each with an id of its own."""
    lines = []
    for number in range(draw(st.integers(1, 5))):
        action = draw(st.sampled_from(list(Action)))
        old = draw(st.none() | st.sampled_from(lines)) if lines else None
        if action is Action.UNDO and old is None:
            action = Action.UNSURE
        is_undo = action is Action.UNDO
        right = draw(SIDES) if action in ("same", "different", "unsure") else None
        lines.append(
            Decision(
                id=f"d-{number}",
                action=action,
                left=old.left if is_undo else draw(SIDES),
                right=old.right if is_undo else right,
                reason=draw(st.just("") | TEXT),
                evidence=tuple(draw(st.lists(WORD, max_size=2))),
                by=draw(WORD),
                at=draw(MOMENTS),
                supersedes=old and old.id,
                sitting=draw(st.none() | WORD),
                line=number + 1,
            )
        )
    return lines


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=files())
def test_what_is_written_is_read_again(tmp_path, lines):
    file = tmp_path / "round.jsonl"
    file.unlink(missing_ok=True)
    for one in lines:
        append(file, one)

    assert read_unchecked(file).lines == tuple(lines)


@settings(max_examples=40)
@given(text=st.text(st.sampled_from('{}[]"":,\n 1anulev'), max_size=40))
def test_no_text_is_read_without_an_answer(text):
    lines, faults = read_lines(text, file="decisions.jsonl")
    full = [one for one in text.split("\n") if one.strip()]

    assert lines == ()
    assert bool(faults) is bool(full)


def test_a_line_is_never_glued_to_one_left_open(file):
    file.write_text(LINE, encoding="utf-8")

    append(file, line(Action.SAME, id="d-2"))

    assert [one.id for one in read_decisions(file).lines] == ["d-0017", "d-2"]


def test_a_line_is_written_as_the_page_says(file):
    (one,) = read_lines(LINE, file)[0]

    written = json.loads(as_line(one))
    told = json.loads(LINE.replace('"ru"', '"RU"'))
    assert written == {**told, "sitting": None}
    assert list(written) == [*told, "sitting"]


# --- what holds ---------------------------------------------------------------------


def test_the_line_that_supersedes_holds(file):
    write(file, same(KAMAZ, SOLLERS), different(KAMAZ, SOLLERS, supersedes="d-1"))

    assert said(read_decisions(file)) == [("different", "KAMAZ", "SOLLERS")]


def test_an_undo_takes_a_line_back_and_an_undo_of_it_brings_it_again(file):
    write(file, same(KAMAZ, SOLLERS), undo("d-1"))
    assert said(read_decisions(file)) == []

    append(file, line(Action.UNDO, id="d-3", supersedes="d-2"))
    assert said(read_decisions(file)) == [("same", "KAMAZ", "SOLLERS")]


def test_what_was_replaced_stays_so_when_its_replacement_is_replaced(file):
    write(
        file,
        same(KAMAZ, SOLLERS),
        different(KAMAZ, SOLLERS, supersedes="d-1"),
        line(Action.UNSURE, id="", supersedes="d-2"),
    )

    assert said(read_decisions(file)) == [("unsure", "KAMAZ", "SOLLERS")]


def test_when_a_change_of_mind_is_taken_back_the_first_word_holds(file):
    write(
        file,
        same(KAMAZ, SOLLERS),
        different(KAMAZ, SOLLERS, supersedes="d-1"),
        undo("d-2"),
    )

    assert said(read_decisions(file)) == [("same", "KAMAZ", "SOLLERS")]


# --- contradictions -----------------------------------------------------------------


def contradiction(file):
    with pytest.raises(CaseError) as told:
        read_decisions(file)
    (fault,) = told.value.faults
    return str(fault)


def test_same_and_different_of_one_pair_name_both_lines(file):
    write(file, same(KAMAZ, SOLLERS), different(SOLLERS, KAMAZ))

    assert contradiction(file) == (
        "decisions contradict each other: line 2: 'SOLLERS' (RU) is not 'KAMAZ' (RU); "
        "line 1: 'KAMAZ' (RU) is 'SOLLERS' (RU)\n"
        f"  at {file}:1, {file}:2\n"
        f"  try: take one back: madein parties {file.parent} undo d-2 or undo d-1"
    )


def test_a_chain_names_all_its_lines_and_no_other(file):
    other = Side(name="MOSKVICH", country="RU")
    write(
        file,
        same(other, KAMAZ),
        same(KAMAZ, SOLLERS),
        different(VOSTOK, KAMAZ),
        same(VOSTOK, SOLLERS),
    )

    told = contradiction(file)

    assert f"  at {file}:2, {file}:3, {file}:4\n" in told
    assert (
        "line 3: 'VOSTOK' (RU) is not 'KAMAZ' (RU); line 4: 'VOSTOK' (RU) is 'SOLLERS' "
        "(RU); line 2: 'KAMAZ' (RU) is 'SOLLERS' (RU)"
    ) in told


def test_a_pair_in_other_spelling_of_the_same_name_is_the_same_pair(file):
    write(
        file, same(KAMAZ, SOLLERS), different(Side(name="КАМАЗ", country="RU"), SOLLERS)
    )

    assert f"{file}:1, {file}:2" in contradiction(file)


def test_one_name_cannot_be_different_from_itself(file):
    write(file, different(KAMAZ, Side(name="Kamaz", country="RU")))

    assert "both are read as one name, and nothing beside it tells them apart" in (
        contradiction(file)
    )


def test_a_spelling_split_from_one_it_is_joined_to_is_a_contradiction(file):
    write(file, same(KAMAZ, SOLLERS), line(Action.SPLIT, KAMAZ, SOLLERS, id=""))

    assert "line 2: 'KAMAZ' (RU) is split from 'SOLLERS' (RU)" in contradiction(file)


def test_the_same_name_in_two_countries_may_be_different(file):
    write(file, different(KAMAZ, replace(KAMAZ, country="KZ")))

    assert len(read_decisions(file).standing) == 1


def test_unsure_contradicts_nothing(file):
    write(file, same(KAMAZ, SOLLERS), line(Action.UNSURE, id=""))

    assert len(read_decisions(file).standing) == 2


# --- new lines ----------------------------------------------------------------------


def test_a_change_of_mind_supersedes_what_was_said_of_the_pair(file):
    one = saved(file, decided(Decisions(file=file), Action.SAME, KAMAZ, SOLLERS, ED))
    two = saved(file, decided(one, Action.DIFFERENT, SOLLERS, KAMAZ, LATER))

    assert said(two) == [("different", "SOLLERS", "KAMAZ")]
    assert two.standing[0].supersedes == one.standing[0].id
    assert (two.standing[0].by, two.standing[0].sitting) == ("ann", "s-2")


def test_a_change_of_mind_supersedes_all_that_was_said_of_the_pair(file):
    write(file, same(KAMAZ, SOLLERS), same(SOLLERS, KAMAZ))
    found = saved(
        file, decided(read_decisions(file), Action.DIFFERENT, KAMAZ, SOLLERS, LATER)
    )

    assert said(found) == [("different", "KAMAZ", "SOLLERS")]
    assert said(saved(file, sitting_taken_back(found, "s-2", ED))) == [
        ("same", "KAMAZ", "SOLLERS"),
        ("same", "SOLLERS", "KAMAZ"),
    ]


def test_what_holds_is_not_written_again(file):
    one = saved(file, decided(Decisions(file=file), Action.SAME, KAMAZ, SOLLERS, ED))

    assert decided(one, Action.SAME, SOLLERS, KAMAZ, LATER) == ()


def test_a_decision_against_a_chain_is_refused_with_the_lines(file):
    write(file, same(KAMAZ, SOLLERS), same(SOLLERS, VOSTOK))

    with pytest.raises(CaseError) as told:
        decided(read_decisions(file), Action.DIFFERENT, KAMAZ, VOSTOK, LATER)

    assert str(told.value) == (
        "decisions contradict each other: ann: 'KAMAZ' (RU) is not 'VOSTOK' (RU); "
        "line 1: 'KAMAZ' (RU) is 'SOLLERS' (RU); line 2: 'SOLLERS' (RU) is 'VOSTOK' (RU)\n"
        f"  at {file}:1, {file}:2\n"
        f"  try: take one back: madein parties {file.parent} undo d-1 or undo d-2"
    )


def test_a_split_takes_the_place_of_the_joins_and_a_join_of_the_split(file):
    write(file, same(KAMAZ, SOLLERS), same(KAMAZ, VOSTOK))
    apart = saved(
        file, decided(read_decisions(file), Action.SPLIT, KAMAZ, SOLLERS, LATER)
    )
    assert said(apart) == [("split", "KAMAZ", "SOLLERS")]

    again = saved(file, decided(apart, Action.SAME, KAMAZ, VOSTOK, LATER))
    assert said(again) == [("same", "KAMAZ", "VOSTOK")]


def test_a_name_that_tells_no_firm_apart_is_refused(file):
    with pytest.raises(RequestError) as told:
        decided(Decisions(file=file), Action.SAME, Side(name="-"), KAMAZ, ED)

    assert told.value.faults[0].what == (
        "'-' has no word and no id that tells a firm apart"
    )


def test_what_does_not_hold_cannot_be_taken_back(file):
    write(file, same(KAMAZ, SOLLERS), undo("d-1"))
    found = read_decisions(file)

    with pytest.raises(RequestError) as told:
        taken_back(found, found.lines[0], ED)

    assert str(told.value) == (
        "'d-1' does not hold: 'd-2' took its place\n"
        f"  at {file}:2\n"
        "  try: undo d-2, and it holds again"
    )


def test_a_contradiction_can_be_taken_back(file):
    write(file, same(KAMAZ, SOLLERS), different(SOLLERS, KAMAZ))
    found = read_unchecked(file)

    append(file, *taken_back(found, found.lines[1], ED))

    assert said(read_decisions(file)) == [("same", "KAMAZ", "SOLLERS")]


def test_a_sitting_is_taken_back_whole_and_nothing_else(file):
    found = saved(file, decided(Decisions(file=file), Action.SAME, KAMAZ, SOLLERS, ED))
    found = saved(file, decided(found, Action.DIFFERENT, KAMAZ, SOLLERS, LATER))
    found = saved(file, decided(found, Action.UNSURE, KAMAZ, SOLLERS, LATER))
    found = saved(file, decided(found, Action.SAME, SOLLERS, VOSTOK, LATER))

    found = saved(file, sitting_taken_back(found, "s-2", ED))

    assert said(found) == [("same", "KAMAZ", "SOLLERS")]
    with pytest.raises(RequestError, match="no decision of a sitting 's-2' holds"):
        sitting_taken_back(found, "s-2", ED)


STEPS = st.lists(
    st.tuples(
        st.sampled_from((Action.SAME, Action.DIFFERENT, Action.UNSURE, Action.SPLIT)),
        st.permutations((KAMAZ, SOLLERS, VOSTOK, Side(name="MOSKVICH"))),
    ),
    max_size=8,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=STEPS, steps=STEPS)
def test_whatever_is_decided_the_file_never_contradicts_itself(tmp_path, before, steps):
    file = tmp_path / "steps.jsonl"
    file.unlink(missing_ok=True)
    found = follow(file, before, ED)

    after = follow(file, steps, LATER)
    assert len({one.id for one in after.lines}) == len(after.lines)

    if len(after.lines) > len(found.lines):
        after = saved(file, sitting_taken_back(after, "s-2", ED))
        assert said(after) == said(found)


def follow(file, steps, hand):
    """Decisions one after the other; those that others forbid are left."""
    found = read_decisions(file)
    for action, (left, right, *_) in steps:
        try:
            found = saved(file, decided(found, action, left, right, hand))
        except CaseError:
            continue
    return found


# --- what they are about --------------------------------------------------------------


def keys(*sides):
    return [side.mention().key for side in sides]


def placed(decisions, *sides):
    return [(one.left, one.right) for one in place(decisions, keys(*sides))]


def idle(decisions, *sides):
    found = place(decisions, keys(*sides))
    return [one.decision.left for one in found if one.is_idle]


def of(*lines):
    return Decisions(standing=tuple(replace(one, id="d") for one in lines))


def test_a_decision_applies_to_what_is_read_alike_in_any_order_of_rows():
    found = of(same(KAMAZ, SOLLERS))
    other = Side(name="«Камаз»", country="RU")

    assert placed(found, SOLLERS, VOSTOK, other) == placed(found, KAMAZ, SOLLERS)
    assert placed(found, KAMAZ, SOLLERS) == [tuple(keys(KAMAZ, SOLLERS))]


def test_a_spelling_in_another_country_is_another_one():
    assert placed(of(same(KAMAZ, SOLLERS)), replace(KAMAZ, country="KZ"), SOLLERS) == [
        (None, *keys(SOLLERS))
    ]


def test_a_bare_name_is_the_one_mention_of_that_name():
    bare = of(same(replace(KAMAZ, country=""), SOLLERS))

    assert placed(bare, KAMAZ, SOLLERS) == [tuple(keys(KAMAZ, SOLLERS))]


def test_a_bare_name_of_several_mentions_is_none_of_them():
    bare = of(same(replace(KAMAZ, country=""), SOLLERS))

    assert placed(bare, KAMAZ, replace(KAMAZ, country="KZ"), SOLLERS) == [
        (None, *keys(SOLLERS))
    ]


def test_a_bare_name_is_the_bare_mention_where_there_is_one():
    nowhere = replace(KAMAZ, country="")

    assert placed(of(same(nowhere, SOLLERS)), nowhere, KAMAZ, SOLLERS) == [
        tuple(keys(nowhere, SOLLERS))
    ]


def test_two_sides_told_apart_that_these_records_make_one_are_an_error():
    bare = replace(KAMAZ, country="")

    with pytest.raises(CaseError, match="both are read as one name"):
        place(of(different(bare, KAMAZ)), keys(KAMAZ))


def test_the_name_on_a_list_is_no_spelling_of_the_records():
    found = of(line(Action.NOT_SANCTIONED, KAMAZ, SOLLERS, id=""))

    assert placed(found, KAMAZ, SOLLERS) == [(*keys(KAMAZ), None)]
    assert idle(found, KAMAZ) == []


def test_decisions_that_cannot_be_applied_are_idle():
    first, second = same(KAMAZ, SOLLERS), same(SOLLERS, VOSTOK)
    found = of(first, second, line(Action.SPLIT, VOSTOK, KAMAZ, id=""))

    assert idle(found, KAMAZ, SOLLERS) == [SOLLERS, VOSTOK]
