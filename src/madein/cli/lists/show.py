"""`madein lists show`: what dated copies of lists say of a party on a day."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from madein.case.reading import read_case
from madein.cli.lists.asked import (
    Answer,
    Asked,
    Found,
    answers,
    asked_party,
    wide_gaps,
    words,
)
from madein.cli.lists.held import list_folder, store_folder, stored_lists
from madein.cli.output import json_option, note, print_json
from madein.cli.plain import say
from madein.engine import Engine
from madein.errors import Fault, RequestError
from madein.lists.history import fill_listings
from madein.lists.loaded import load_listings
from madein.lists.publishers import catalogue
from madein.lists.standing import Span
from madein.lists.store import copies, journal
from madein.question import ListFolder
from madein.values import day_words
from madein.verdict import PartyWord, StartKind

CAVEATS = (
    "This is not a legal opinion: it says what the copies held say, and no more.",
    "Goods are a question of their own: one not listed may buy what is controlled.",
)


class Day(click.ParamType[date]):
    """A day."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """What a person typed, read.

        Args:
            value: What she typed.
            param: Click's parameter.
            ctx: Click's context.
        """
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"'{value}' is no day; write it like 2024-02-22", param, ctx)


@click.command()
@click.argument("party")
@click.option(
    "--on",
    "days",
    multiple=True,
    required=True,
    type=Day(),
    help="Day, like 2024-02-22.",
)
@click.option(
    "--list", "wanted", multiple=True, help="One list alone; may be repeated."
)
@click.option(
    "--case",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Ask the lists of this case.",
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Ask the copies of one list that lie in this folder.",
)
@click.option("--known", type=Day(), help="Use only what was known up to this day.")
@click.option("--country", default="", help="Country of the party, like RU.")
@json_option
def show(
    party: str,
    days: tuple[date, ...],
    wanted: tuple[str, ...],
    case: Path | None,
    folder: Path | None,
    known: date | None,
    country: str,
    *,
    as_json: bool,
) -> None:
    """Say whether a party was listed on a day, by tax or registration number.

    A name is looked up, too, but never decides: firms share names.
    """
    lists, base = _lists(case, folder)
    lists = _chosen(lists, wanted)
    with Engine() as engine:
        if base is None:
            load_listings(engine, lists)
        else:
            fill_listings(engine, lists, base)
        asked = asked_party(engine, party, country.upper())
        found = list(answers(engine, asked, lists, sorted(set(days)), known))
        apart = wide_gaps(engine, lists, days, known)
    caveats = [*_notes(asked, lists, known), *apart, *CAVEATS]
    if as_json:
        print_json("listing", [_row(one) for one in found], caveats)
        return
    for day in sorted(set(days)):
        _print(asked, day, [one for one in found if one.day == day])
    for line in caveats:
        note(line)


def _lists(
    case: Path | None, folder: Path | None
) -> tuple[Sequence[ListFolder], Path | None]:
    """The lists to ask, and the folder that theirs are relative to; None for the store.

    Raises:
        RequestError: Both a case and a folder are named; or nothing is held.
    """
    if case is not None and folder is not None:
        raise RequestError(
            _fault("both --case and --folder are given", "--case", "leave one out")
        )
    if folder is not None:
        return [_list_in(folder)], Path()
    if case is not None:
        lists, where = read_case(case).lists, case / "case.yml"
    else:
        lists, where = stored_lists(), store_folder()
    if not lists:
        fix = "add copies: madein lists add FILES; see docs/lists.md"
        raise RequestError(_fault("no list is held", str(where), fix))
    return lists, case


def _list_in(folder: Path) -> ListFolder:
    """The list whose copies lie in a folder, by its journal or by the copies.

    Raises:
        RequestError: They are copies of no list known by name.
    """
    if lines := journal(folder):
        return list_folder(lines[0].list, lines[0].regime, str(folder))
    for copy in copies(folder):
        listed = catalogue().of_copy(copy.format.name, copy.part)
        if listed is not None:
            return list_folder(listed.id, listed.regime, str(folder))
    fix = "keep the copies with `madein lists add --list my-list --regime XX FILES`"
    raise RequestError(
        _fault("the copies do not show whose list it is", str(folder), fix)
    )


def _chosen(lists: Sequence[ListFolder], wanted: Sequence[str]) -> list[ListFolder]:
    """The lists that are wanted, by id or by name.

    Raises:
        RequestError: One of them is not there.
    """
    titles = {}
    for one in lists:
        known = catalogue().by_id(one.name)
        titles |= {one.name: one, **({} if known is None else {known.id: one})}
    absent = [name for name in wanted if name not in titles]
    if absent:
        fix = f"name one of {', '.join(titles)}; or leave --list out"
        raise RequestError(_fault(f"there is no list '{absent[0]}'", "--list", fix))
    return [titles[name] for name in wanted] or list(lists)


def _fault(what: str, where: str, fix: str) -> Fault:
    return Fault(what=what, where=where, fix=fix)


def _print(asked: Asked, day: date, found: Sequence[Answer]) -> None:
    """What the lists say of a day: first where an entry decides, then all the rest."""
    say(f"{asked.text} on {day}")
    for one in found:
        span = one.span
        if span.entry is None:
            continue
        say(f"  {one.regime}, {one.measure}: {words(span, day)}")
        say(f"    {span.party} ({span.list}, entry {span.entry})")
        dated = _dated_by(span)
        kind = "" if dated is None else f", dated by {dated}"
        say(f"    {span.says}{kind}")
        say(f"    copy relied on: {span.snapshot}")
    rest: dict[tuple[str, str], list[Answer]] = {}
    for one in found:
        if one.span.entry is None:
            rest.setdefault((one.regime, words(one.span, day)), []).append(one)
    for (regime, word), same in rest.items():
        say(f"  {regime}, {', '.join(one.measure for one in same)}: {word}")
        for says in dict.fromkeys(one.span.says for one in same):
            say(f"    {says}")
    say("")


def _dated_by(span: Span) -> StartKind | None:
    """What dates the beginning, where the word is about it."""
    is_start = span.word in {PartyWord.LISTED, PartyWord.LATER}
    return span.start_kind if is_start else None


def _row(one: Answer) -> dict[str, object]:
    span = one.span
    return {
        "day": one.day,
        "regime": one.regime,
        "measure": one.measure,
        "verdict": span.word,
        "days_until_listed": span.lag(one.day),
        "reason": span.reason,
        "list": span.list,
        "entry": span.entry,
        "name": span.party,
        "dated_by": _dated_by(span),
        "copy": span.snapshot,
        "says": span.says,
    }


def _notes(asked: Asked, lists: Sequence[ListFolder], known: date | None) -> list[str]:
    """What a reader must be told of this answer."""
    lines = []
    if known is not None:
        lines.append(f"As known on {known}: later copies and acts are left out.")
    if not asked.is_id:
        lines.append(
            f"'{asked.text}' is a name: firms share names, so it decides nothing "
            f"(NAME_ONLY); ask by tax or registration number."
        )
    elif len(asked.entries) > 1:
        told = "; ".join(f"{x.name} ({x.list} {x.entry})" for x in asked.entries)
        lines.append(f"The number stands in {len(asked.entries)} entries: {told}.")
    elif not asked.entries:
        lines.append(
            f"'{asked.text}' stands in no entry; lists do not give every firm's number: "
            "hold the name against them, too (madein screen)."
        )
    lines += filter(None, map(_stands, asked.entries))
    held = {one.regime for one in lists}
    absent = sorted(
        {one.regime for one in catalogue().lists} - held - {"OpenSanctions"}
    )
    if absent:
        lines.append(
            f"No list was asked of: {', '.join(absent)}. Of these nothing is said "
            "(LIST_NOT_LOADED)."
        )
    return lines


def _stands(entry: Found) -> str:
    """In which copies of an entry the number stands, where not in all of them."""
    since = "" if entry.since is None else f" from {day_words(entry.since)} on"
    until = "" if entry.until is None else f" up to {day_words(entry.until)}"
    if not since + until:
        return ""
    return (
        f"The number stands in entry {entry.entry} of {entry.list} only in copies"
        f"{since}{until}; see whether the entry means the same firm in the others."
    )
