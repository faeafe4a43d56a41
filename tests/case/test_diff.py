"""Two editions of one case: what moved, and which change it was."""

from decimal import Decimal

import pytest

from case.bundling import changed
from case.editions import bundle, by_a_list, by_files, by_people, first
from madein.case.diff.compare import compare
from madein.errors import SourceError, StoreError

DECISION = (
    "decision d1 (line 1 of decisions.jsonl): same 'AVRUS TRADE LLC' / 'AURUS LLC' by "
    "ann: added"
)
CORRECTION = (
    "correction of files/b.csv, line 3: statistical_usd '7.00' -> '70.00': added"
)
WORDING = "claim C2 asks something else: says: at least 100 USD -> at most 20 USD"
COPY = "copy of a list lists/own_2022-06-01.csv: added"


@pytest.fixture(scope="module")
def files():
    """The first edition beside the one of other files."""
    with compare(first(), by_files()) as found:
        yield found


@pytest.fixture(scope="module")
def people():
    """The first edition beside the one that people changed."""
    with compare(first(), by_people()) as found:
        yield found


def rows_of(found):
    """Each row that came, went or changed, with what it shows and what could be why."""
    says = {change.number: change.says for change in found.changes}
    return {
        row.seen[-1].item: (
            row.how.value,
            {name for name in found.evidence.fields(row) if name != "importer"},
            [says[number] for number in found.evidence.causes(row)],
        )
        for one in found.figures
        if one.shown["id"] == "F1"
        for row in one.rows
    }


def causes(found, moved):
    says = {change.number: change.says for change in found.changes}
    return {one.shown["id"]: [says[n] for n in one.causes] for one in moved}


def test_an_edition_beside_itself_moves_nothing():
    with compare(first(), first()) as found:
        assert (found.changes, found.figures, found.claims) == ((), (), ())
        assert not found.moved


def test_files_are_the_cause_of_their_own_rows(files):
    replaced, added = (change.says for change in files.changes)

    assert replaced.startswith("file files/a.csv: replaced (SHA-256 ")
    assert added == "file files/c.csv: added"
    assert rows_of(files) == {
        ("A/1", "2"): ("of another value", {"usd"}, [replaced]),
        ("C/9", "1"): ("gained", set(), [added]),
    }


def test_a_figure_moves_by_its_rows_and_a_share_by_its_parts(files):
    says = [change.says for change in files.changes]
    moved = {one.shown["id"]: one for one in files.figures}
    why = causes(files, files.figures)

    total = moved["F1"]
    assert total.after["at_least"] - total.before["at_least"] == Decimal(53)
    assert why["F1"] == says
    shares = [name for name, one in moved.items() if one.shown["formula"]]
    assert shares
    assert all(why[name] == says for name in shares)


def test_what_was_produced_in_korea_did_not_move(files):
    moved = {
        one.shown["cell"]: one.rows
        for one in files.figures
        if one.shown["measure"] == "origins"
    }

    assert "CN" in moved
    assert "KR" not in moved


def test_a_claim_moves_with_its_figure(files):
    assert causes(files, files.claims) == {"C1": [one.says for one in files.changes]}


def test_decisions_and_corrections_are_the_cause_of_the_rows_they_are_about(people):
    rows = rows_of(people)

    how, _, why = rows.pop(("B/1", "1"))
    assert how in {"gained", "now certain"}
    assert why == [DECISION]
    assert rows == {("B/2", "1"): ("of another value", {"usd"}, [CORRECTION])}


def test_another_wording_is_the_cause_of_its_claim_beside_the_rows(people):
    why = causes(people, people.claims)

    says = {change.says for change in people.changes}
    assert says == {DECISION, CORRECTION, WORDING}
    assert why["C1"] == [DECISION, CORRECTION]
    assert why["C2"] == [DECISION, WORDING]  # no Korean row was corrected


def test_a_copy_of_a_list_moves_verdicts_and_no_total():
    with compare(first(), by_a_list()) as found:
        why = causes(found, found.figures)

    assert why
    assert "F1" not in why
    assert all(causes == [COPY] for causes in why.values())


def test_a_bundle_stands_for_the_folder_it_was_written_from(people):
    with compare(bundle(with_files=False), by_people()) as found:
        assert rows_of(found) == rows_of(people)
        assert causes(found, found.figures) == causes(people, people.figures)


def test_what_was_taken_away_is_named_from_the_other_side():
    with compare(by_files(), first()) as found:
        says = [change.says for change in found.changes]
        rows = rows_of(found)

    assert says[1] == "file files/c.csv: removed"
    assert rows[("C/9", "1")] == ("lost", set(), [says[1]])


def test_a_build_that_does_not_say_what_it_was_made_from_is_refused(tmp_path):
    folder = tmp_path / "old"
    build = folder / ".madein" / "builds" / "x"
    build.mkdir(parents=True)
    (folder / "case.yml").write_bytes((first() / "case.yml").read_bytes())
    (folder / ".madein" / "current").write_text("x\n", encoding="utf-8")
    (build / "build.json").write_text('{"edition": "x"}', encoding="utf-8")

    with pytest.raises(StoreError) as refused, compare(folder, first()):
        pass

    assert str(refused.value) == (
        "the build does not say what it was made from\n"
        f"  at {folder}\n"
        f"  try: an earlier madein made it; run `madein build {folder}`"
    )


def test_a_bundle_that_was_changed_is_not_compared(tmp_path):
    file = tmp_path / "changed.zip"
    changed(bundle(with_files=False), file, "figures.csv", lambda held: held + b"\n")

    with (
        pytest.raises(SourceError, match="not as it was written"),
        compare(file, first()),
    ):
        pass
