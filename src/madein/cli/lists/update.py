"""`madein lists update`: the lists fetched from their publishers."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from madein.cli.lists.add import end, tell
from madein.cli.lists.held import held_lists, store_folder
from madein.cli.output import json_option, note
from madein.cli.parties.hand import now
from madein.errors import Fault, RequestError, SourceError
from madein.lists.adding import Compared, add, compare
from madein.lists.fetch import fetch
from madein.lists.looking import Seen, Told, look_at
from madein.lists.publishers import FILE, Catalogue, PublishedList, catalogue


@click.command()
@click.argument("ids", nargs=-1)
@click.option(
    "--publishers",
    default=FILE,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Another file of lists and their addresses.",
)
@click.option("--confirm", default="", help="Why a copy that looks cut is whole.")
@json_option
def update(
    ids: tuple[str, ...], publishers: Path, confirm: str, *, as_json: bool
) -> None:
    """Fetch lists from their publishers: those named, or all that are held.

    The only command that uses the network. A list that cannot be fetched does not keep
    the others from it.
    """
    known, store = catalogue(publishers), store_folder()
    told = Told(confirmed=" ".join(confirm.split()))
    fetched: list[Compared] = []
    faults: list[Fault] = []
    for listed in _wanted(ids, known, store):
        try:
            found, wrong = _updated(listed, known, store, replace(told, list=listed.id))
            fetched += found
            faults += wrong
        except SourceError as error:
            faults += error.faults
    tell(fetched, store, as_json=as_json)
    end(faults)


def _wanted(ids: Sequence[str], known: Catalogue, store: Path) -> list[PublishedList]:
    """The lists to fetch.

    Raises:
        RequestError: None is named, and none is held; or one has no address.
    """
    held = [name for name in held_lists(store) if known.by_id(name) is not None]
    wanted = [known.named(name) for name in ids or held]
    if not wanted:
        named = ", ".join(one.id for one in known.lists if one.addresses)
        raise RequestError(
            Fault(
                what="no list is held that could be fetched again",
                where=str(store),
                fix=f"name the lists you want: {named}",
            )
        )
    absent = [one for one in wanted if not one.addresses]
    if absent and ids:
        raise RequestError(
            *(
                Fault(
                    what=f"no lasting address is known for {one.id}",
                    where=f"{one.publisher}",
                    fix=f"save it by hand; then: madein lists add --list {one.id} FILE",
                )
                for one in absent
            )
        )
    for one in absent:
        note(f"{one.id}: no address is known; add its copies with madein lists add")
    return [one for one in wanted if one.addresses]


def _updated(
    listed: PublishedList, known: Catalogue, store: Path, told: Told
) -> tuple[list[Compared], list[Fault]]:
    """The files of a list, fetched and added; those that do not say when are of now.

    Returns:
        What was added, and what is wrong with the rest.
    """
    note(f"fetching {listed.id} ...")
    at = now()
    with tempfile.TemporaryDirectory() as scratch:
        seen: list[Seen] = []
        faults: list[Fault] = []
        from_: dict[str, str] = {}
        for place, address in enumerate(listed.addresses):
            folder = Path(scratch) / str(place)
            folder.mkdir()
            file = fetch(address, folder)
            from_[str(file)] = address
            try:
                seen.append(
                    look_at(
                        file, told, known, store, at, origin=address, ask=lambda _: at
                    )
                )
            except SourceError as error:
                faults += error.faults
        compared, wrong = compare(seen, store, told)
        add(compared, store, told, at)
        return compared, [_where(fault, from_) for fault in (*faults, *wrong)]


def _where(fault: Fault, from_: Mapping[str, str]) -> Fault:
    """A fault with the address in place of the file, which is gone by then."""
    for file, address in from_.items():
        if fault.where.startswith(file):
            return replace(fault, where=address + fault.where.removeprefix(file))
    return fault
