"""What the loaded lists hold: the copies of a list, and one listing of one entry."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Self

from madein.engine import Engine, Row
from madein.lists.publishers import catalogue
from madein.question import ListFolder
from madein.verdict import Measure, StartKind

Spoken = tuple[str, Measure]  # whose rules, and what they do


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """The days for which copies of a list are held.

    Attributes:
        list: Name of the list.
        copies: Days of its copies, oldest first; none where none was taken by then.
        complete_since: Since when somebody vouches that no entry was removed before the
            first copy; None where nobody does.
    """

    list: str
    copies: tuple[date, ...]
    complete_since: date | None = None

    @property
    def first(self) -> date:
        """Day of the first copy."""
        return self.copies[0]

    @property
    def last(self) -> date:
        """Day of the last copy."""
        return self.copies[-1]

    @property
    def since(self) -> date:
        """First day for which the list speaks of those it does not hold, too."""
        return min(self.first, self.complete_since or self.first)

    def known_on(self, day: date) -> Self:
        """The copies taken up to a day.

        Args:
            day: The day.
        """
        return replace(self, copies=tuple(copy for copy in self.copies if copy <= day))


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One row of the table `listing`: an entry under a measure over a stretch of copies.

    Attributes:
        list: Name of the list.
        regime: Whose list it is.
        measure: What the listing does.
        entry: The list's own id of the entry.
        name: Its name as listed.
        listed_from: First day on which it is listed for certain.
        present_from: First copy with it.
        present_to: Last copy with it.
        start_kind: What says since when.
        maybe_from: First day on which it may be listed; None for any day before.
        listed_to: First day on which it is no longer listed for certain; None where no
            end is known.
        maybe_to: First day on which it is not listed for certain; None where no end is
            known.
        end_kind: What says until when; None where no end is known.
        absent_on: Last copy without it; None if it is in the first copy held.
        gone_on: First copy without it again; None if it still is in the last one.
        published: Day on which the act was published; None where not told.
        programme: Programme it is listed under, as written.
        note: Where the list's own days and the copies disagree; empty where they agree.
    """

    list: str
    regime: str
    measure: Measure
    entry: str
    name: str
    listed_from: date
    present_from: date
    present_to: date
    start_kind: StartKind
    maybe_from: date | None = None
    listed_to: date | None = None
    maybe_to: date | None = None
    end_kind: StartKind | None = None
    absent_on: date | None = None
    gone_on: date | None = None
    published: date | None = None
    programme: str = ""
    note: str = ""

    @classmethod
    def of_row(cls, row: Row) -> Self:
        """A row of the table `listing`.

        Args:
            row: The row; what a listing needs not is passed over.
        """
        cells = {one.name: row[one.name] for one in fields(cls)}
        cells["measure"] = Measure(cells["measure"])
        cells["start_kind"] = StartKind(cells["start_kind"])
        cells["end_kind"] = cells["end_kind"] and StartKind(cells["end_kind"])
        cells["programme"] = cells["programme"] or ""
        cells["note"] = cells["note"] or ""
        return cls(**cells)

    @property
    def takes_effect(self) -> bool:
        """Whether it is listed for certain on some day."""
        return self.listed_to is None or self.listed_from < self.listed_to

    def is_listed(self, day: date) -> bool:
        """Whether it is listed on a day for certain.

        Args:
            day: The day.
        """
        return self.listed_from <= day and (
            self.listed_to is None or day < self.listed_to
        )

    def may_be_listed(self, day: date) -> bool:
        """Whether it may be listed on a day.

        Args:
            day: The day.
        """
        return (self.maybe_from is None or self.maybe_from <= day) and (
            self.maybe_to is None or day < self.maybe_to
        )

    def known_on(self, day: date) -> Self | None:
        """The listing as far as it was known on a day.

        Args:
            day: The day.

        Unknown:
            None where no copy taken by then held it; one that the list dates itself is
            known from the day its act was published, too.
        """
        known = [self.present_from]
        if self.published is not None and self.start_kind is StartKind.DESIGNATION:
            known.append(self.published)
        if min(known) > day:
            return None
        if self.gone_on is None or self.gone_on <= day:
            return self
        return replace(self, gone_on=None, listed_to=None, maybe_to=None, end_kind=None)


def coverages(
    engine: Engine, folders: Iterable[ListFolder] = ()
) -> dict[Spoken, list[Coverage]]:
    """Which lists speak of a regime's measure, each with its copies.

    A list speaks of what any of its entries is under, and of what its publisher is
    known to impose by it.

    Shape:
        `list_snapshot` and `listing` in.

    Args:
        engine: Holds both tables.
        folders: The lists of the case, for what somebody vouches for.
    """
    vouched = {f.name: f.complete.since for f in folders if f.complete is not None}
    held = engine.rows(
        "select list, regime, list_sort(list(day)) as copies from list_snapshot "
        "group by all order by list, regime"
    )
    under = engine.rows("select distinct list, measure from listing")
    known = catalogue()
    found: dict[Spoken, list[Coverage]] = {}
    for row in held:
        published = known.by_id(row["list"])
        measures = set() if published is None else set(published.measures)
        measures |= {Measure(r["measure"]) for r in under if r["list"] == row["list"]}
        coverage = Coverage(
            list=row["list"],
            copies=tuple(row["copies"]),
            complete_since=vouched.get(row["list"]),
        )
        for measure in sorted(measures):
            found.setdefault((row["regime"], measure), []).append(coverage)
    return found


def entries_of(engine: Engine, ids: Iterable[str]) -> list[tuple[str, str]]:
    """The entries, as list and id, that hold one of some numbers in any copy.

    A list does not always say which of its numbers are tax ids: all of them count.

    Shape:
        `listing` and `list_id` in.

    Args:
        engine: Holds the tables.
        ids: Tax ids or registration numbers as the lists write them.
    """
    rows = engine.rows(
        """
        select list, entry from listing where list_has_any(tax_ids, $ids::varchar[])
        union
        select list, entry from list_id where list_contains($ids::varchar[], number)
        order by all""",
        {"ids": list(ids)},
    )
    return [(row["list"], row["entry"]) for row in rows]


def listings_of(
    engine: Engine, entries: Iterable[tuple[str, str]]
) -> dict[Spoken, list[Listing]]:
    """All listings of some entries, by regime and measure.

    Shape:
        `listing` in.

    Args:
        engine: Holds the table.
        entries: Entries as list and id; see `entries_of`.
    """
    pairs = list(entries)
    rows = engine.rows(
        """
        from listing
        where (list, entry) in (
            select unnest($lists::varchar[]), unnest($entries::varchar[])
        )
        order by listed_from, list, entry, programme""",
        {"lists": [one for one, _ in pairs], "entries": [one for _, one in pairs]},
    )
    found: dict[Spoken, list[Listing]] = {}
    for row in rows:
        listing = Listing.of_row(row)
        found.setdefault((listing.regime, listing.measure), []).append(listing)
    return found
