"""The one place that opens an engine: DuckDB, in memory, over Parquet files."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from madein.errors import ContractError, EngineError, Fault, StoreError
from madein.tables import Table

Params = Mapping[str, object]
Row = dict[str, Any]

SETTINGS = (
    "set enable_progress_bar = false",
    "set timezone = 'UTC'",
    "set preserve_insertion_order = true",
)

# Small row groups keep the writer's dictionaries in the cache of the processor: a third
# less time than the defaults (bench/README.md).
PARQUET = (
    "format parquet, parquet_version v2, compression zstd, compression_level 1, "
    "row_group_size 30720, write_bloom_filter false"
)


class Engine:
    """A connection that runs SQL over named tables and writes whole files.

    Args:
        scratch: Folder for what does not fit into memory; none means no spilling.
        memory: Most memory the engine may take, as DuckDB writes it.
    """

    def __init__(self, scratch: Path | None = None, memory: str = "1100MB") -> None:
        self._connection = duckdb.connect(":memory:")
        for setting in SETTINGS:
            self._connection.execute(setting)
        self._connection.execute(f"set memory_limit = {literal(memory)}")
        if scratch is not None:
            self._connection.execute(f"set temp_directory = {literal(str(scratch))}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def run(self, sql: str, params: Params | None = None) -> None:
        """Execute a statement for its effect.

        Args:
            sql: One statement.
            params: Values of its named parameters.
        """
        self.rows(sql, params)

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """All rows of a query, each as a dictionary.

        Args:
            sql: One query.
            params: Values of its named parameters.

        Raises:
            EngineError: The engine refuses the query.
        """
        try:
            result = self._connection.execute(sql, dict(params or {}))
            names = [column[0] for column in result.description or ()]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
        except duckdb.Error as error:
            raise EngineError(_refusal(error, sql)) from error

    def value(self, sql: str, params: Params | None = None) -> Any:  # noqa: ANN401 - a cell has any type
        """The first cell of a query's first row.

        Args:
            sql: One query.
            params: Values of its named parameters.
        """
        return next(iter(self.rows(sql, params)[0].values()))

    def fill(self, table: Table, rows: Iterable[Row]) -> None:
        """Make a table from rows held in Python.

        Shape:
            `table`, checked.

        Args:
            table: Its contract; a column missing in a row is null.
            rows: The rows.
        """
        columns = ", ".join(f"{identifier(c.name)} {c.type}" for c in table.columns)
        name = identifier(table.name)
        if self._is_view(table.name):
            self.run(f"drop view {name}")
        self.run(f"create or replace table {name} ({columns})")
        cells: dict[str, list[Any]] = {column: [] for column in table.names}
        for row in rows:
            for column in table.names:
                cells[column].append(row.get(column))
        # Lists as parameters: a row at a time costs half a millisecond.
        lists = ", ".join(f"unnest(${c.name}::{c.type}[])" for c in table.columns)
        self.run(f"insert into {name} select {lists}", cells)
        self.check(table)

    def view(self, table: Table | str, files: Sequence[Path]) -> None:
        """Name the rows of Parquet files.

        Args:
            table: Contract to check them against, or a name for a table without one.
            files: The files; none gives a table without rows.

        Raises:
            StoreError: A file cannot be opened.
        """
        if not files and isinstance(table, Table):
            self.fill(table, [])
            return
        name = table if isinstance(table, str) else table.name
        paths = ", ".join(literal(str(file)) for file in files)
        sql = (
            f"create or replace view {identifier(name)} as from read_parquet([{paths}])"
        )
        try:
            self.run(sql)
        except EngineError as error:
            fault = Fault(
                what=f"table '{name}' cannot be opened",
                where=str(files[0]),
                fix="delete the folder .madein and build the case again",
            )
            raise StoreError(fault) from error
        if isinstance(table, Table):
            self.check(table)

    def write(
        self,
        sql: str,
        file: Path,
        params: Params | None = None,
    ) -> int:
        """Write a query's rows to a Parquet file, whole or not at all.

        Args:
            sql: The query.
            file: Where to; replaced in one step once it is complete.
            params: Values of its named parameters.

        Returns:
            Number of rows written.

        Raises:
            EngineError: The query fails; the file is as it was.
        """
        part = file.with_name(f"{file.name}.part")
        copy = f"copy ({sql}) to {literal(str(part))} ({PARQUET})"
        try:
            count = self._connection.execute(copy, dict(params or {})).fetchall()[0][0]
        except duckdb.Error as error:
            part.unlink(missing_ok=True)
            raise EngineError(_refusal(error, str(file))) from error
        _sync(part)
        part.replace(file)
        return count

    def check(self, table: Table) -> None:
        """Hold a named table against its contract.

        Args:
            table: The contract.

        Raises:
            ContractError: A column is missing, superfluous, out of order or of another
                type, or two rows share a key.
        """
        described = self.rows(f"describe {identifier(table.name)}")
        found = [(row["column_name"], row["column_type"]) for row in described]
        promised = [(column.name, column.type) for column in table.columns]
        if found != promised:
            wrong = sorted(set(found) ^ set(promised)) or found
            raise ContractError(
                Fault(
                    what=f"columns differ from the contract: {wrong}",
                    where=f"table '{table.name}'",
                    fix="mend the step that makes the table, or its contract in tables/",
                )
            )
        if table.key and not table.key_by_construction:
            self._check_key(table)

    def _check_key(self, table: Table) -> None:
        key = ", ".join(identifier(name) for name in table.key)
        twice = self.rows(
            f"select {key} from {identifier(table.name)} "
            f"group by {key} having count(*) > 1 limit 1"
        )
        if twice:
            raise ContractError(
                Fault(
                    what=f"two rows share the key {twice[0]}",
                    where=f"table '{table.name}'",
                    fix="mend the step that makes the table",
                )
            )

    def _is_view(self, name: str) -> bool:
        sql = "select count(*) from duckdb_views() where view_name = $name"
        return bool(self.value(sql, {"name": name}))


def identifier(name: str) -> str:
    """A name as SQL writes it.

    Args:
        name: Name of a table or column.

    Examples:
        >>> identifier("gross weight")
        '"gross weight"'
    """
    return '"' + name.replace('"', '""') + '"'


def literal(value: object) -> str:
    """A value as SQL writes it, for statements without parameters and for readers.

    Args:
        value: Text, number, day, list of these, or None.

    Examples:
        >>> literal("O'Neil"), literal(None), literal(date(2022, 2, 24)), literal(["a"])
        ("'O''Neil'", 'null', "date '2022-02-24'", "['a']")
    """
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return str(value)
        case date():
            return f"date '{value.isoformat()}'"
        case list() | tuple():
            return "[" + ", ".join(literal(item) for item in value) + "]"
        case _:
            return "'" + str(value).replace("'", "''") + "'"


def written_out(sql: str, params: Params) -> str:
    """A query with its parameters replaced by their values, for a reader to run.

    Args:
        sql: Query with parameters like `$since`.
        params: Their values.

    Examples:
        >>> written_out("select $n where $name <> ''", {"n": 1, "name": "a"})
        "select 1 where 'a' <> ''"
    """
    return re.sub(r"\$(\w+)", lambda found: literal(params[found[1]]), sql)


def _sync(file: Path) -> None:
    """Bring a file's bytes to the disk before its name is given away."""
    with file.open("rb") as handle:
        os.fsync(handle.fileno())


def _refusal(error: duckdb.Error, where: str) -> Fault:
    return Fault(
        what=f"the engine refused a query: {_first_line(error)}",
        where=where.strip()[:300],
        fix="report it with the command you ran; nothing was changed",
    )


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
