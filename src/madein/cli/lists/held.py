"""What the store of lists holds."""

import os
from pathlib import Path

from madein.cli.output import note, print_json, print_table
from madein.lists.publishers import catalogue
from madein.lists.store import Holds, Snapshot, journal
from madein.question import ListFolder


def store_folder() -> Path:
    """Where lists are kept: MADEIN_LISTS, or the user's folder of data."""
    from platformdirs import user_data_path

    told = os.environ.get("MADEIN_LISTS", "")
    return Path(told) if told else user_data_path("madein") / "lists"


def held_lists(store: Path) -> dict[str, list[Snapshot]]:
    """The journals of a store, by id of the list.

    Args:
        store: Its folder.
    """
    if not store.is_dir():
        return {}
    journals = {folder.name: journal(folder) for folder in sorted(store.iterdir())}
    return {name: lines for name, lines in journals.items() if lines}


def list_folder(name: str, regime: str, folder: str) -> ListFolder:
    """A list of the store as a case would name it.

    Args:
        name: Its id.
        regime: Whose list it is.
        folder: Where its copies lie.
    """
    known = catalogue().by_id(name)
    title = name if known is None else known.title
    return ListFolder(name=title, regime=regime, folder=folder)


def stored_lists() -> list[ListFolder]:
    """The lists of the store, each with the full path of its folder."""
    store = store_folder()
    return [
        list_folder(name, lines[0].regime, str(store / name))
        for name, lines in held_lists(store).items()
    ]


def print_held(*, as_json: bool) -> None:
    """Print what the store holds.

    Args:
        as_json: Whether to print JSON.
    """
    store = store_folder()
    rows = [_row(name, lines) for name, lines in held_lists(store).items()]
    if as_json:
        print_json("lists", rows)
        return
    if not rows:
        note(f"no list is held in {store}; next: madein lists add FILES")
        return
    print_table(rows, ["copies", "entries"])
    note(f"in {store}; next: madein lists show TAX-ID --on 2024-02-22")


def _row(name: str, lines: list[Snapshot]) -> dict[str, object]:
    copies = sorted(
        (line for line in lines if line.holds == Holds.ENTRIES),
        key=lambda line: line.taken,
    )
    return {
        "list": name,
        "regime": lines[0].regime,
        "copies": len(copies),
        "first": copies[0].day if copies else None,
        "last": copies[-1].day if copies else None,
        "entries": copies[-1].entries if copies else None,
        "licence": lines[-1].licence or None,
    }
