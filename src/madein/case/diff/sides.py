"""One of the two editions that are compared: a bundle, or a built case folder."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from madein.case.bundle.contents import read_csv
from madein.case.bundle.manifest import digests_of
from madein.case.bundle.read import Bundle, open_bundle
from madein.case.opened import open_case
from madein.engine import Engine, Row, literal
from madein.errors import Fault, SourceError, StoreError

RowId = tuple[str, int]  # source and row: for life, as it holds the digest of the file
TABLES = ("figure", "claim_result", "imports", "correction", "source")


@dataclass(frozen=True, kw_only=True)
class Behind:
    """A row behind a figure.

    Attributes:
        certain: Whether it certainly belongs.
        usd: Its value as the figure takes it; None where it has none.
        usd_basis: Where the value comes from.
        item: Declaration and number of the item; None where one is not given.
    """

    certain: bool
    usd: Decimal | None
    usd_basis: str
    item: tuple[str, str] | None


@dataclass(frozen=True, kw_only=True)
class Side:
    """An edition.

    Attributes:
        name: What the person called it.
        edition: Which build it is.
        synthetic: Whether its records are made up.
        made_from: What it was made from, part by part.
        engine: An engine with its tables.
        bundle: The bundle it comes from; None for a case folder.
    """

    name: str
    edition: str
    synthetic: bool
    made_from: Mapping[str, Any]
    engine: Engine
    bundle: Bundle | None = None

    @cached_property
    def figures(self) -> list[Row]:
        """Its figures, in order."""
        return self.engine.rows("from figure")

    @cached_property
    def claims(self) -> list[Row]:
        """Its claims with their results, in order."""
        return self.engine.rows("from claim_result")

    @cached_property
    def sources(self) -> dict[str, str]:
        """Its files of records by source id, each with its sheet."""
        return {
            row["source_id"]: f"{row['file']}[{row['sheet']}]"
            if row["sheet"]
            else row["file"]
            for row in self.engine.rows("from source")
        }

    def behind(self, figure: Row | None) -> dict[RowId, Behind]:
        """The rows behind a figure; none where it has no rows of its own.

        The SQL of a bundle is not run, since a stranger wrote it: its rows are in files.

        Args:
            figure: The figure; None where this edition has no such figure.
        """
        if figure is None or figure["sql"] is None:
            return {}
        if self.bundle is not None:
            file = self.bundle.said["evidence"].get(figure["id"])
            if file not in self.bundle.names:
                return {}
            rows: Iterable[Mapping[str, Any]] = read_csv(self.bundle.folder / file)
        else:
            rows = self.engine.rows(f"""
select source_id, row, certain, usd, usd_basis, declaration, item
from ({figure["sql"]})""")
        return {(row["source_id"], int(row["row"])): _behind(row) for row in rows}

    def cells(self, table: str, ids: Iterable[RowId]) -> dict[RowId, list[Row]]:
        """Rows of a table for some rows of the files.

        Args:
            table: `imports` or `correction`.
            ids: Their ids.
        """
        wanted = list(ids)
        sources = [source for source, _ in wanted]
        rows = [row for _, row in wanted]
        found: dict[RowId, list[Row]] = {}
        for row in self.engine.rows(
            f"from {table} semi join (select unnest($sources::varchar[]) as source_id, "
            "unnest($rows::bigint[]) as row) as wanted using (source_id, row) "
            "order by all",
            {"sources": sources, "rows": rows},
        ):
            found.setdefault((row["source_id"], row["row"]), []).append(row)
        return found


def _behind(row: Mapping[str, Any]) -> Behind:
    usd, item = row["usd"], row["item"]
    has_item = row["declaration"] and item not in {None, ""}
    return Behind(
        certain=str(row["certain"]) == "True",
        usd=None if usd in {None, ""} else Decimal(usd),
        usd_basis=row["usd_basis"] or "",
        item=(str(row["declaration"]), str(item)) if has_item else None,
    )


@contextmanager
def open_side(path: Path) -> Generator[Side]:
    """An edition, opened.

    Args:
        path: A bundle, or a built case folder.

    Yields:
        The edition.
    """
    if path.is_dir():
        with _of_folder(path) as side:
            yield side
    else:
        with _of_bundle(path) as side:
            yield side


@contextmanager
def _of_folder(path: Path) -> Generator[Side]:
    case = open_case(path)
    note = case.store.note()
    if "made_from" not in note:
        raise StoreError(
            Fault(
                what="the build does not say what it was made from",
                where=str(path),
                fix=f"an earlier madein made it; run `madein build {path}`",
            )
        )
    with case.tables() as engine:
        yield Side(
            name=str(path),
            edition=note["edition"],
            synthetic=case.file.synthetic,
            made_from=note["made_from"],
            engine=engine,
        )


@contextmanager
def _of_bundle(path: Path) -> Generator[Side]:
    with open_bundle(path) as bundle, Engine(bundle.folder) as engine:
        if digests_of(bundle.folder, bundle.names) != bundle.said["members"]:
            raise SourceError(
                Fault(
                    what="the bundle is not as it was written",
                    where=str(path),
                    fix=f"see what differs: madein verify {path}",
                )
            )
        for name in TABLES:
            file = literal(str(bundle.table(name)))
            engine.run(f'create table "{name}" as from read_parquet({file})')
        engine.run("set enable_external_access = false")
        engine.run("set lock_configuration = true")
        yield Side(
            name=str(path),
            edition=bundle.said["edition"],
            synthetic=bool(bundle.said.get("synthetic")),
            made_from=bundle.said["made_from"],
            engine=engine,
            bundle=bundle,
        )
