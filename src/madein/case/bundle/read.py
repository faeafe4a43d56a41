"""A bundle opened in a folder of its own, which goes when it is closed."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from madein.case.bundle.contents import RAW_TEXT
from madein.case.bundle.manifest import FORM, NAME
from madein.case.bundle.zipped import unzip
from madein.case.store import PERSISTED
from madein.engine import Engine, literal
from madein.errors import Fault, SourceError, StoreError
from madein.records.stage import name_standing
from madein.tables import TABLES
from madein.verdicts.views import name_verdicts

PARTS = {
    "edition": str,
    "title": str,
    "made_from": dict,
    "evidence": dict,
    "left_out": list,
    "members": dict,
}


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """A bundle, unpacked.

    Attributes:
        file: The zip file.
        folder: Where it is unpacked.
        names: Names of its files, but for `bundle.json`.
        text: The text of its `bundle.json`.
        said: The same, read.
    """

    file: Path
    folder: Path
    names: tuple[str, ...]
    text: str
    said: dict[str, Any]

    @property
    def case_folder(self) -> Path:
        """The case folder, as far as the bundle holds it."""
        return self.folder / "case"

    def table(self, name: str) -> Path:
        """The file of a table.

        Args:
            name: Name of the table.
        """
        return self.folder / "tables" / f"{name}.parquet"

    @contextmanager
    def tables(self) -> Generator[Engine]:
        """An engine with the tables of the bundle, which can read nothing else.

        Yields:
            The engine.

        Raises:
            StoreError: A table is missing.
        """
        absent = [n for n in (*PERSISTED, RAW_TEXT) if not self.table(n).is_file()]
        if absent:
            raise StoreError(
                *(
                    Fault(
                        what=f"table '{name}' is missing",
                        where=str(self.file),
                        fix="use the madein that wrote it, or ask for another bundle",
                    )
                    for name in absent
                )
            )
        with Engine(self.folder) as engine:
            for name in (*PERSISTED, RAW_TEXT):
                file = literal(str(self.table(name)))
                engine.run(f'create table "{name}" as from read_parquet({file})')
                if name in TABLES:
                    engine.check(TABLES[name])
            # A stranger wrote the tables: nothing in them shall reach a file.
            engine.run("set enable_external_access = false")
            engine.run("set lock_configuration = true")
            name_standing(engine)
            name_verdicts(engine)
            yield engine


@contextmanager
def open_bundle(file: Path) -> Generator[Bundle]:
    """A bundle, unpacked into a folder for as long as it is open.

    Args:
        file: The zip file.

    Yields:
        The bundle.

    Raises:
        SourceError: It is damaged, or no bundle.
    """
    with TemporaryDirectory(prefix="madein-bundle-") as place:
        folder = Path(place)
        names = unzip(file, folder)
        if NAME not in names:
            raise SourceError(_no_bundle(file, f"it holds no '{NAME}'"))
        text = (folder / NAME).read_bytes().decode("utf-8", "replace")
        names.remove(NAME)
        yield Bundle(
            file=file,
            folder=folder,
            names=tuple(names),
            text=text,
            said=_said(file, text),
        )


def _said(file: Path, text: str) -> dict[str, Any]:
    """What `bundle.json` says.

    Raises:
        SourceError: It says too little.
    """
    try:
        said = json.loads(text)
    except ValueError as error:
        raise SourceError(_no_bundle(file, f"its '{NAME}' is no JSON")) from error
    if not isinstance(said, dict) or said.get("bundle") != FORM:
        raise SourceError(_no_bundle(file, f"its '{NAME}' is not of form {FORM}"))
    wrong = [key for key, kind in PARTS.items() if not isinstance(said.get(key), kind)]
    if wrong:
        why = f"its '{NAME}' does not say {', '.join(wrong)}"
        raise SourceError(_no_bundle(file, why))
    return said


def _no_bundle(file: Path, why: str) -> Fault:
    return Fault(
        what=f"this is no bundle that madein can read: {why}",
        where=str(file),
        fix="name a bundle that `madein export` wrote",
    )
