"""The store of a case: builds beside each other, and one file that names the current.

A build is made in a folder of its own and named only when it is whole, so that a
failed one leaves the last good one as it was.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from madein.engine import Engine
from madein.errors import Fault, StoreError
from madein.records.stage import name_standing
from madein.tables import TABLES
from madein.verdicts.views import name_verdicts

PERSISTED = tuple(name for name in TABLES if name != "country")


@dataclass(frozen=True, kw_only=True)
class Store:
    """The folder `.madein` of a case.

    Attributes:
        folder: The folder.
    """

    folder: Path

    @property
    def raw(self) -> Path:
        """Where evidence copies lie."""
        return _made(self.folder / "raw")

    @property
    def scratch(self) -> Path:
        """Where the engine may put what does not fit into memory."""
        return _made(self.folder / "scratch")

    def edition(self) -> str | None:
        """Name of the current build; None where there is none."""
        pointer = self.folder / "current"
        if not pointer.is_file():
            return None
        edition = pointer.read_text(encoding="utf-8").strip()
        is_there = (self.folder / "builds" / edition / "build.json").is_file()
        return edition if edition and is_there else None

    def current(self) -> Path:
        """Folder of the current build.

        Raises:
            StoreError: There is none.
        """
        edition = self.edition()
        if edition is None:
            raise StoreError(
                Fault(
                    what="the case is not built",
                    where=str(self.folder.parent),
                    fix=f"run `madein build {self.folder.parent}`",
                )
            )
        return self.folder / "builds" / edition

    def parties(self) -> Path | None:
        """Spellings and their parties in the current build; None where there is none."""
        edition = self.edition()
        file = self.folder / "builds" / str(edition) / "party_name.parquet"
        return file if file.is_file() else None

    def note(self) -> dict[str, Any]:
        """What the current build was made from."""
        text = (self.current() / "build.json").read_text(encoding="utf-8")
        return json.loads(text)

    @contextmanager
    def new_build(self, edition: str) -> Generator[Path]:
        """A folder for a build, which becomes the current one if all goes well.

        Args:
            edition: Name of the build.

        Yields:
            The folder.
        """
        with self._locked():
            target = self.folder / "builds" / edition
            part = self.folder / "builds" / f"{edition}.part"
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            try:
                yield part
            except BaseException:
                shutil.rmtree(part, ignore_errors=True)
                raise
            shutil.rmtree(target, ignore_errors=True)
            part.rename(target)
            self._point_to(edition)

    def _point_to(self, edition: str) -> None:
        pointer = self.folder / "current"
        before = self.edition()
        new = pointer.with_suffix(".new")
        with new.open("w", encoding="utf-8") as handle:
            handle.write(f"{edition}\n")
            handle.flush()
            os.fsync(handle.fileno())
        new.replace(pointer)
        for build in (self.folder / "builds").iterdir():
            if build.name not in {edition, before}:
                shutil.rmtree(build, ignore_errors=True)

    @contextmanager
    def _locked(self) -> Generator[None]:
        lock = _made(self.folder) / "lock"
        with lock.open("a+", encoding="utf-8") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                handle.seek(0)
                owner = handle.read().strip() or "unknown"
                raise StoreError(
                    Fault(
                        what=f"process {owner} is building this case",
                        where=str(lock),
                        fix="wait until it is done",
                    )
                ) from error
            handle.truncate(0)
            handle.write(str(os.getpid()))
            handle.flush()
            yield


def save(engine: Engine, build: Path) -> None:
    """Write every table of a build that is not on disk yet.

    Args:
        engine: The engine, with all tables.
        build: Folder of the build.
    """
    for name in PERSISTED:
        if not list(build.glob(f"{name}*.parquet")):
            engine.write(f'from "{name}"', build / f"{name}.parquet")


def load(engine: Engine, build: Path) -> None:
    """Name the tables of a build in the engine.

    Args:
        engine: The engine.
        build: Folder of the build.

    Raises:
        StoreError: A table is missing.
    """
    for name in PERSISTED:
        files = sorted(
            [*build.glob(f"{name}.parquet"), *build.glob(f"{name}-*.parquet")]
        )
        if not files:
            raise StoreError(
                Fault(
                    what=f"table '{name}' is missing",
                    where=str(build),
                    fix="delete the folder .madein and build the case again",
                )
            )
        engine.view(TABLES[name], files)
    name_standing(engine)
    name_verdicts(engine)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
