"""`madein parties CASE merge | different | split | undo | decisions`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from madein.case.opened import Case, open_case
from madein.case.parties import one_party, party, side_of, speaker
from madein.cli.output import json_option, note, print_json, print_table
from madein.cli.parties.hand import (
    because_option,
    build_next,
    by_option,
    decisions_of,
    hand,
    write,
)
from madein.cli.parties.reading import (
    counted,
    decision_row,
    decision_tree,
    states,
    worth,
)
from madein.engine import Engine, Row
from madein.errors import Fault, RequestError
from madein.parties.decisions.file import (
    Action,
    Decision,
    Decisions,
    Side,
    held,
    read_unchecked,
)
from madein.parties.decisions.making import decided, sitting_taken_back, taken_back
from madein.parties.matching.compare import veto


def _about_two(name: str, action: Action, says: str) -> click.Command:
    """A command that says one thing of two parties."""

    @click.command(name, help=f"{says} Each is a party id, a name or a tax id.")
    @click.argument("left")
    @click.argument("right")
    @because_option
    @click.option(
        "--evidence", multiple=True, help="What you go by, like files/a.csv#1204."
    )
    @by_option
    @json_option
    @click.pass_obj
    def command(
        case: Path,
        left: str,
        right: str,
        because: str,
        evidence: tuple[str, ...],
        by: str,
        *,
        as_json: bool,
    ) -> None:
        opened = open_case(case)
        with opened.tables() as engine:
            one, ours = _named(engine, left, case)
            other, theirs = _named(engine, right, case)
        new = decided(
            decisions_of(opened),
            action,
            one,
            other,
            hand(by),
            reason=because,
            evidence=[line for line in evidence if line.strip()],
        )
        if action is Action.SAME:
            for line in _objections((one, ours), (other, theirs)):
                note(line)
        elif ours["party_id"] == theirs["party_id"]:
            note(
                f"both are in {ours['party_id']}: its other spellings go with either, as "
                f"the machine joins them; then see madein parties {case} changes"
            )
        _finish(opened, new, as_json=as_json)

    return command


def _named(engine: Engine, text: str, case: Path) -> tuple[Side, Row]:
    """The spelling that a text names, and its party."""
    found = one_party(engine, text, case)
    return speaker(found), party(engine, found[0]["party_id"])


def _objections(left: tuple[Side, Row], right: tuple[Side, Row]) -> Iterator[str]:
    """What the machine holds against two spellings that a person says are one firm."""
    mentions = [side.mention() for side, _ in (left, right)]
    if against := veto(*mentions):
        yield f"the machine would keep them apart: {against}"
        return
    of_parties = [
        replace(mention, ids=tuple(tuple(text.split(":", 1)) for text in row["ids"]))
        for mention, (_, row) in zip(mentions, (left, right), strict=True)
    ]
    if against := veto(*of_parties):
        alone = " and ".join(
            str(side)
            for (side, _), mention in zip((left, right), mentions, strict=True)
            if not mention.ids
        )
        yield (
            f"{alone} changes sides alone, as its party stays apart ({against}); to merge "
            f"the parties: {left[1]['party_id']} {right[1]['party_id']}"
        )


merge = _about_two("merge", Action.SAME, "Say that LEFT and RIGHT are one firm.")
different = _about_two(
    "different", Action.DIFFERENT, "Say that LEFT and RIGHT are two firms."
)


@click.command()
@click.argument("spelling")
@click.option(
    "--tax-id", default=None, help="Its tax id, where several are so written."
)
@click.option("--country", default=None, help="Its country, for the same.")
@because_option
@by_option
@json_option
@click.pass_obj
def split(
    case: Path,
    spelling: str,
    tax_id: str | None,
    country: str | None,
    because: str,
    by: str,
    *,
    as_json: bool,
) -> None:
    """Take SPELLING, a name as written in the records, out of its party.

    It stands alone then: the machine joins it to nothing, a person may.
    """
    opened = open_case(case)
    with opened.tables() as engine:
        gone, right = _spelling(engine, case, spelling, (tax_id, country))
    left = side_of(gone[0])
    note(f"with all that is read alike: {_amount(gone)}")
    new = decided(
        decisions_of(opened), Action.SPLIT, left, right, hand(by), reason=because
    )
    _finish(opened, new, as_json=as_json)


def _amount(rows: Sequence[Row]) -> str:
    usd, count = (sum(row[name] for row in rows) for name in ("usd", "rows"))
    return f"{counted(len(rows), 'spelling')}, {worth(usd, count)}"


def _spelling(
    engine: Engine, case: Path, name: str, beside: tuple[str | None, str | None]
) -> tuple[list[Row], Side]:
    """A spelling with those that are read alike, and the largest one of the rest.

    Raises:
        RequestError: There is none so written, several, or nothing else in its party.
    """
    rows = engine.rows(
        "from party_name where rows > 0 and name = $name and tax_id = coalesce($tax_id, tax_id) "
        "and country = coalesce($country, country) order by usd desc, tax_id, country",
        {"name": name, "tax_id": beside[0], "country": beside[1]},
    )
    read = {side_of(row).key: row for row in rows}
    if len(read) != 1:
        several = "; ".join(
            f"--country '{row['country']}' --tax-id '{row['tax_id']}'"
            for row in read.values()
        )
        raise RequestError(
            Fault(
                what=f"{len(read) or 'no'} spellings are written '{name}'",
                where=str(case),
                fix=f"say which: {several}"
                if several
                else f"see how it is written: madein parties {case} show NAME",
            )
        )
    key, row = next(iter(read.items()))
    mine = one_party(engine, row["party_id"], case)
    gone = [one for one in mine if side_of(one).key == key]
    rest = [one for one in mine if one not in gone]
    if not rest:
        raise RequestError(
            Fault(
                what=f"'{name}' is alone in its party {row['party_id']}",
                where=str(case),
                fix="there is nothing to split",
            )
        )
    return [row, *(one for one in gone if one != row)], side_of(rest[0])


@click.command()
@click.argument("decision", required=False)
@click.option("--sitting", default="", help="Take back a whole sitting.")
@by_option
@json_option
@click.pass_obj
def undo(
    case: Path, decision: str | None, sitting: str, by: str, *, as_json: bool
) -> None:
    """Take back a DECISION by its id, or the last one; what it replaced holds again."""
    opened = open_case(case)
    found = read_unchecked(case / "decisions.jsonl")
    if sitting:
        new = sitting_taken_back(found, sitting, hand(by))
    else:
        new = taken_back(found, _line(found, decision), hand(by))
    _finish(opened, new, as_json=as_json)


def _line(found: Decisions, decision: str | None) -> Decision:
    """The line that is to be taken back.

    Raises:
        RequestError: There is none.
    """
    holding = [line for line in held(found.lines) if line.action is not Action.UNDO]
    lines = holding[-1:] if decision is None else found.lines
    for line in lines:
        if decision in {None, line.id}:
            return line
    raise RequestError(
        Fault(
            what="no decision holds" if decision is None else f"no line '{decision}'",
            where=str(found.file),
            fix=f"see them: madein parties {found.file and found.file.parent} decisions",
        )
    )


def _finish(opened: Case, new: Sequence[Decision], *, as_json: bool) -> None:
    if new:
        write(opened, new)
        build_next(opened)
    else:
        note("that is decided already; nothing was written")
    if as_json:
        print_json("decisions", [decision_tree(line) for line in new])


@click.command()
@click.option(
    "--all", "everything", is_flag=True, help="Those that no longer hold, too."
)
@json_option
@click.pass_obj
def decisions(case: Path, *, everything: bool, as_json: bool) -> None:
    """List what people decided: who, when, and whether it touches the records."""
    opened = open_case(case)
    found = decisions_of(opened)
    state = _states(opened, found)
    lines = [line for line in found.lines if everything or line.id in state]
    rows = [(line, state.get(line.id, GONE)) for line in lines]
    if as_json:
        trees = [decision_tree(line) | {"state": word} for line, word in rows]
        print_json("decisions", trees)
        return
    print_table([decision_row(line, word) for line, word in rows])
    gone = len(found.lines) - len(state)
    more = f"; {counted(gone, 'line')} changed or taken back: --all" if gone else ""
    note(f"{counted(len(state), 'decision')} in force{more}")


GONE = "changed or taken back"


def _states(opened: Case, found: Decisions) -> dict[str, str]:
    if opened.store.edition() is None:
        return states(found, None)
    with opened.tables() as engine:
        return states(found, engine)
