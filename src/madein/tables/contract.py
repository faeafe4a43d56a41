"""What a contract is."""

from dataclasses import dataclass

USD = "DECIMAL(18,4)"
KG = "DECIMAL(18,3)"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a contract.

    Attributes:
        name: Its name, the same in YAML, SQL and Python.
        type: Its type in the engine.
        means: What it holds, with its unit.
        unknown: What null means; empty where null may not occur.
    """

    name: str
    type: str
    means: str
    unknown: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """What one floor hands to the next.

    Attributes:
        name: Its name in SQL.
        one_row: What one row stands for.
        columns: Its columns, in order.
        key: Columns that no two rows share.
        key_by_construction: Whether the key needs no check because the row number
            of a file makes it; such tables may have tens of millions of rows.
    """

    name: str
    one_row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    key_by_construction: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def table(name: str, one_row: str, key: str, text: str, **more: bool) -> Table:
    """A contract from lines of `column | type | means | what null means`.

    Args:
        name: Its name in SQL.
        one_row: What one row stands for.
        key: Columns that no two rows share, with blanks between.
        text: The lines.
        **more: Whether the key is made by construction.
    """
    columns = []
    for line in filter(str.strip, text.splitlines()):
        cells = [cell.strip() for cell in line.split("|")]
        columns.append(
            Column(
                name=cells[0],
                type=cells[1],
                means=cells[2],
                unknown=cells[3] if len(cells) > 3 else "",
            )
        )
    return Table(
        name=name,
        one_row=one_row,
        columns=tuple(columns),
        key=tuple(key.split()),
        key_by_construction=more.get("key_by_construction", False),
    )
