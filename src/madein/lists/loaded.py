"""The listings of a store, kept beside the copies until one of them changes.

Reading hundreds of copies takes a minute; what they say is the same every time.
"""

import os
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from madein.engine import Engine
from madein.lists.history import TABLES, fill_listings
from madein.lists.store import ACTIONS, JOURNAL, address_files, alias_files, copies
from madein.provenance import digest, file_sha256
from madein.question import ListFolder

KEPT = ".tables-"  # begins the name of the folder they are kept in
PACKAGE = Path(__file__).parent.parent
CODE = ("lists/**/*.py", "lists/**/*.csv", "lists/**/*.yml", "tables/world.py")


def load_listings(engine: Engine, folders: Sequence[ListFolder]) -> None:
    """The tables of `fill_listings`, for lists whose folders have a journal.

    What was read once is read again when a copy, a notice, or madein itself is another.
    The digest of every copy is checked each time: a changed one is a `SourceError`.

    Shape:
        `list_snapshot`, `listing`, `list_name`, `list_id` and `list_address` out.

    Args:
        engine: Where the tables are made.
        folders: The lists, each with the full path of its folder.
    """
    if not all(os.access(one.folder, os.W_OK) for one in folders):
        fill_listings(engine, folders, Path())
        return
    kept = [_kept(folder) for folder in folders]
    for table in TABLES:
        engine.view(table, [place / f"{table.name}.parquet" for place in kept])


def _kept(folder: ListFolder) -> Path:
    """Where the tables of one list lie; they are made if they are not there."""
    place = Path(folder.folder)
    for read in (copies, alias_files, address_files):
        read(place)  # a changed copy stops here
    told = [place / name for name in (JOURNAL, ACTIONS)]
    facts = [file_sha256(file) if file.is_file() else "" for file in told]
    target = (
        place / f"{KEPT}{digest([_code(), folder.name, folder.regime, *facts])[:12]}"
    )
    if target.is_dir():
        return target
    part = target.with_name(f"{target.name}.{os.getpid()}")
    part.mkdir()
    try:
        with Engine() as engine:
            fill_listings(engine, [folder], Path())
            for table in TABLES:
                engine.write(f"from {table.name}", part / f"{table.name}.parquet")
        # A suffix is the number of a process that is still at work.
        old = [one for one in place.glob(f"{KEPT}*") if not one.suffix]
        if not target.is_dir():
            part.rename(target)
        for one in old:
            shutil.rmtree(one, ignore_errors=True)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return target


@cache
def _code() -> str:
    """Digest of what decides how copies are read."""
    files = sorted(file for glob in CODE for file in PACKAGE.glob(glob))
    return digest([file_sha256(file) for file in files])
