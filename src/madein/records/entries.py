"""A source as the ledger reads it: what identifies a row, and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass

from madein.engine import Engine, literal
from madein.records.typed import Mapped, field


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A source in the ledger.

    Attributes:
        source: The source.
        place: Its place in the order of preference.
        declaration: SQL for the number of a row's declaration, as it is compared.
    """

    source: Mapped
    place: int
    declaration: str

    @property
    def id(self) -> str:
        """SQL for the id of the source."""
        return literal(self.source.taken.source_id)

    @property
    def item(self) -> str:
        """SQL for the number of a row's item."""
        return field(self.source, "item")

    @property
    def message(self) -> str:
        """SQL for what a row does to its item."""
        return field(self.source, "message")

    @property
    def record(self) -> str:
        """SQL for the vendor's own id of a row that has no number of an item.

        Vendors give ids anew, so the day and the goods belong to it.
        """
        if self.source.columns.column("record_id") is None:
            return "cast(null as varchar)"
        vendor = literal(self.source.columns.layout.vendor)
        names = ("record_id", "registered", "hs")
        record, day, hs = (field(self.source, name) for name in names)
        return (
            f"case when {self.declaration} is null or {self.item} is null "
            f"then {vendor} || ':' || {record} || ':' || {day} || ':' || "
            f"left({hs}, 6) end"
        )

    def says(self, messages: Sequence[str]) -> bool:
        """Whether a row of the source may carry one of some messages.

        Args:
            messages: The messages.
        """
        layout = self.source.columns.layout
        said = {*layout.messages.values(), layout.constants.get("message")}
        return not said.isdisjoint(messages)

    @property
    def key(self) -> str:
        """SQL for a hash of what identifies a row; null where nothing does."""
        return (
            f"case when {self.declaration} is not null and {self.item} is not null "
            f"then hash({self.declaration}, {self.item}) "
            f"when {self.record} is not null then hash({self.record}) end"
        )

    @property
    def names_no_item(self) -> str:
        """SQL for whether a row speaks of its declaration; an unread item is one."""
        cell = self.source.columns.column("item")
        return "true" if cell is None else f"coalesce(trim({cell}), '') = ''"

    def outside(self, *tables: str) -> str:
        """SQL for whether a row is in none of some tables.

        Args:
            tables: Tables with source_id and row, each perhaps with a condition.
        """
        mine = f"source_id = {self.id}"
        rows = " union all ".join(
            f"select row from {table} {'and' if ' where ' in table else 'where'} {mine}"
            for table in tables
        )
        return f"file_row_number + 1 not in ({rows})"


def entries_of(engine: Engine, sources: Sequence[Mapped]) -> list[Entry]:
    """The sources with their declaration numbers in one form, so that they compare.

    Where all sources write their numbers alike, as they stand. Else without signs
    between the digits and words before them, unless that makes one number of two.

    Args:
        engine: The engine.
        sources: The sources, in order of preference.
    """
    plain = [field(source, "declaration") for source in sources]
    numbers = plain if _compare(engine, sources) else [_bare(n) for n in plain]
    return [
        Entry(source=source, place=place, declaration=number)
        for place, (source, number) in enumerate(zip(sources, numbers, strict=True))
    ]


def _compare(engine: Engine, sources: Sequence[Mapped]) -> bool:
    """Whether the numbers of all sources compare as they stand."""
    pairs = [
        (source, field(source, "declaration"))
        for source in sources
        if source.columns.column("declaration") is not None
    ]
    shapes = {_shape(engine, source, number) for source, number in pairs} - {""}
    return len(shapes) < 2 or any(_merges(engine, *pair) for pair in pairs)


def _shape(engine: Engine, source: Mapped, number: str) -> str:
    """How a source writes most of its numbers, like `0/0/0`."""
    shape = (
        rf"regexp_replace(regexp_replace({number}, '\d+', '0', 'g'), '\pL+', 'A', 'g')"
    )
    sql = f"select mode({shape}) from (from {source.raw} limit 1000)"
    return engine.value(sql) or ""


def _bare(number: str) -> str:
    signs = rf"upper(regexp_replace({number}, '[^\pL\pN]', '', 'g'))"
    return rf"regexp_replace({signs}, '^\pL+([0-9]{{10,}})$', '\1')"


def _merges(engine: Engine, source: Mapped, number: str) -> bool:
    sql = (
        f"select count(distinct {number}) > count(distinct {_bare(number)}) "
        f"from {source.raw}"
    )
    return bool(engine.value(sql))
