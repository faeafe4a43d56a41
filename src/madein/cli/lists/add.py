"""`madein lists add`: copies of lists taken into the store, or into a case."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from madein.case.reading import read_case
from madein.cli.lists.held import list_folder, store_folder
from madein.cli.output import json_option, note, print_json, print_table
from madein.cli.parties.hand import now
from madein.errors import CaseError, Fault, SourceError
from madein.lists.adding import Compared, compare
from madein.lists.adding import add as add_copies
from madein.lists.looking import Seen, Told, look_at
from madein.lists.publishers import catalogue
from madein.lists.store import Holds
from madein.question import ListFolder


class Moment(click.ParamType[datetime]):
    """A day, or a day and a time with or without a zone."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """What a person typed, read.

        Args:
            value: What she typed.
            param: Click's parameter.
            ctx: Click's context.
        """
        try:
            return datetime.fromisoformat(str(value))
        except ValueError:
            message = f"'{value}' is no day; write it like 2024-02-23, or 2024-02-23T18:43:23Z"
            self.fail(message, param, ctx)


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option("--list", "list_id", default="", help="Id of the list, like us-ofac-sdn.")
@click.option("--regime", default="", help="Whose list it is, for one of your own.")
@click.option(
    "--taken", type=Moment(), help="When, like 2024-02-23 or 2024-02-23T18:43:23Z."
)
@click.option(
    "--case",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Keep the copies in this case, and name the list in its case.yml.",
)
@click.option("--confirm", default="", help="Why a copy that looks cut is whole.")
@json_option
def add(
    files: tuple[Path, ...],
    list_id: str,
    regime: str,
    taken: datetime | None,
    case: Path | None,
    confirm: str,
    *,
    as_json: bool,
) -> None:
    """Keep copies of sanctions lists, as they came, with the day they are of.

    Format and list are found by the content. A file that is no whole copy of a list is
    left out and named at the end.
    """
    told = Told(
        list=list_id, regime=regime, taken=taken, confirmed=" ".join(confirm.split())
    )
    store = store_folder() if case is None else case / "lists"
    at = now()
    seen, faults = _looked_at(files, told, store, at)
    compared, wrong = compare(seen, store, told)
    named = [] if case is None else _new_lists(case, [one.seen for one in compared])
    add_copies(compared, store, told, at)
    if case is not None and named:
        _name_lists(case, named)
    tell(compared, store, as_json=as_json)
    end([*faults, *wrong])


def tell(compared: Sequence[Compared], store: Path, *, as_json: bool) -> None:
    """Print what was added.

    Args:
        compared: The copies.
        store: Folder of the store.
        as_json: Whether to print JSON.
    """
    if as_json:
        print_json("copies", [_row(one) for one in compared])
        return
    print_table([_row(one) for one in compared], ["entries", "new", "gone"])
    for one in compared:
        days = ", ".join(map(str, one.held_on))
        if one.is_held:
            note(f"{one.seen.file.name}: held already; nothing was added")
        elif one.held_on:
            note(f"{one.seen.file.name}: the same bytes as on {days}; the day is noted")
    for name in dict.fromkeys(one.seen.list.id for one in compared):
        note(f"{name}: kept in {store / name}")


def end(faults: Sequence[Fault]) -> None:
    """Say what was left out, once all the rest is kept.

    Args:
        faults: What is wrong with it.

    Raises:
        SourceError: There is something.
    """
    if faults:
        raise SourceError(*faults)


def _looked_at(
    files: Sequence[Path], told: Told, store: Path, at: datetime
) -> tuple[list[Seen], list[Fault]]:
    """What each file is, and what is open; a day is asked on a terminal."""
    seen: list[Seen] = []
    faults: list[Fault] = []
    ask = _ask if sys.stdin.isatty() else None
    for file in files:
        try:
            seen.append(look_at(file, told, catalogue(), store, at, ask=ask))
        except SourceError as error:
            faults += error.faults
    return seen, faults


def _ask(file: Path) -> datetime:
    question = f"when was '{file.name}' taken (2024-02-23, or 2024-02-23T18:43:23Z)"
    return click.prompt(question, type=Moment(), err=True)


def _row(one: Compared) -> dict[str, object]:
    holds = one.seen.holds
    count = one.entries if holds is Holds.ENTRIES else f"{one.entries} {holds}"
    return {
        "file": one.seen.file.name,
        "list": one.seen.list.id,
        "day": one.seen.taken.date(),
        "entries": count,
        "new": None if one.before is None else one.new,
        "gone": None if one.before is None else one.gone,
        "against the copy of": one.before,
    }


def _new_lists(case: Path, seen: Sequence[Seen]) -> list[ListFolder]:
    """Lists that case.yml does not name yet.

    Raises:
        CaseError: It names one of them, with another folder.
    """
    told = {one.name: one.folder for one in read_case(case).lists}
    wanted = {one.list.id: one.list for one in seen}
    new: list[ListFolder] = []
    for name, listed in wanted.items():
        one = list_folder(name, listed.regime, f"lists/{name}")
        if one.name not in told:
            new.append(one)
        elif Path(told[one.name]) != Path(one.folder):
            raise CaseError(
                Fault(
                    what=f"the case has a list '{one.name}' in '{told[one.name]}'",
                    where=str(case / "case.yml"),
                    fix=f"take its line out of `lists`; then its copies can be added, "
                    f"too, and lie in {one.folder}",
                )
            )
    return new


def _name_lists(case: Path, lists: Sequence[ListFolder]) -> None:
    """Write lists into case.yml; its comments and order stay as they are."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.width = 100
    file = case / "case.yml"
    tree = yaml.load(file.read_text(encoding="utf-8"))
    new = [
        {name: value for name, value in asdict(one).items() if value} for one in lists
    ]
    tree["lists"] = [*(tree.get("lists") or []), *new]
    part = file.with_suffix(".yml.part")
    with part.open("w", encoding="utf-8") as handle:
        yaml.dump(tree, handle)
    part.replace(file)
