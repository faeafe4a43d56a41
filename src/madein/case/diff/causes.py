"""Why a row is not as it was: what the rows show, and every change that could do it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from madein.case.diff.changes import APART, SAID, Change, Kind, key_of_cell
from madein.case.diff.rows import RowChange
from madein.case.diff.sides import RowId, Side
from madein.engine import Row

PARTY = frozenset({"member", "importer", "supplier"})
STANDING = frozenset({"aside", "doubt"})
# A correction of other fields says nothing of who imported what.
SAYS_WHO = ("consignee_", "holder_", "sender_", "direction")
CONVERTED = frozenset({"customs", "invoice"})
SAME = frozenset({"source_id", "row", "row_key"})


@dataclass(kw_only=True)
class Evidence:
    """What both editions say of the rows that came, went or changed.

    Attributes:
        before: The first edition.
        after: The second.
        changes: Everything in which what they were made from differs.
        imports: Rows of `imports` by id, of the first and of the second.
        corrected: Corrections by row, of the first and of the second.
    """

    before: Side
    after: Side
    changes: Sequence[Change]
    imports: tuple[dict[RowId, Row], dict[RowId, Row]] = field(
        default_factory=lambda: ({}, {})
    )
    corrected: tuple[dict[RowId, list[Row]], dict[RowId, list[Row]]] = field(
        default_factory=lambda: ({}, {})
    )

    def look_up(self, found: Iterable[RowChange]) -> None:
        """Read what both editions say of some rows.

        Args:
            found: What became of them.
        """
        ids = sorted({i for change in found for i in change.pair if i is not None})
        sides = (self.before, self.after)
        for side, imports, corrected in zip(
            sides, self.imports, self.corrected, strict=True
        ):
            for i, rows in side.cells("imports", ids).items():
                imports[i] = rows[0]
            corrected.update(side.cells("correction", ids))

    def fields(self, change: RowChange) -> dict[str, tuple[Any, Any]]:
        """Cells of a row in which the imports of both editions differ.

        Args:
            change: What became of it.
        """
        was, is_ = self._both(change)
        if was is None or is_ is None:
            return {}
        same = set() if change.before == change.after else {"aside", "doubt"}
        return {
            name: (was[name], is_[name])
            for name in was
            if name in is_ and name not in SAME | same and was[name] != is_[name]
        }

    def _both(self, change: RowChange) -> tuple[Row | None, Row | None]:
        """Its row of `imports` in both editions; None where it is none there."""
        before = change.before or change.after
        after = change.after or change.before
        if before is None or after is None:
            return None, None
        return self.imports[0].get(before), self.imports[1].get(after)

    def causes(self, change: RowChange) -> tuple[int, ...]:
        """Numbers of all changes that could make a row what it is now.

        Args:
            change: What became of it.
        """
        return tuple(sorted({one.number for one in self._causes(change)}))

    def _causes(self, change: RowChange) -> Iterator[Change]:
        files = self._other_files(change)
        if files:
            yield from self._of(Kind.RECORDS, files)
            return
        own = self._corrections(change)
        yield from own
        was, is_ = self._both(change)
        fields = set(self.fields(change))
        if was is None or is_ is None:  # in one edition no import of the subject
            fields = set() if own else {"member"}
        elif not fields and not own:
            yield from self._unseen(change, same=was == is_)
        rows = [row for row in (was, is_) if row is not None]
        if fields & PARTY:
            yield from self._decisions(rows)
            yield from self._of(Kind.CORRECTIONS, self._who())
            yield from self._of(Kind.CASE, {"subject"})
        if "goods" in fields:
            yield from self._of(Kind.CASE, {"goods"})
        if fields & STANDING:
            yield from self._kinds(Kind.CORRECTIONS)
        if fields & (PARTY | STANDING):
            yield from self._kinds(Kind.RECORDS)
        elif fields:
            yield from self._of(Kind.RECORDS, self._file_of(change))
        if "usd" in fields and {row["usd_basis"] for row in rows} & CONVERTED:
            yield from self._kinds(Kind.RATES)
        if fields and not own:
            yield from self._kinds(Kind.PROGRAMS)

    def _unseen(self, change: RowChange, *, same: bool) -> Iterator[Change]:
        """What could be it where both imports are the same: a verdict, a name, a rate."""
        if same and {side.usd_basis for side in change.seen} & CONVERTED:
            values = {side.usd for side in change.seen}
            if len(values) > 1:
                return self._kinds(Kind.RATES, Kind.PROGRAMS)
        return self._kinds(*(kind for kind in Kind if kind not in SAID))

    def _kinds(self, *kinds: Kind) -> Iterator[Change]:
        return (one for one in self.changes if one.kind in kinds)

    def _of(self, kind: Kind, keys: Iterable[str]) -> Iterator[Change]:
        wanted = set(keys)
        return (one for one in self.changes if one.kind is kind and one.key in wanted)

    def _other_files(self, change: RowChange) -> set[str]:
        """Files of a row that the other edition does not have in these bytes."""
        found = set()
        for i in change.pair:
            if i is not None:
                held = [side.sources.get(i[0]) for side in (self.before, self.after)]
                found |= {name for name in held if name is not None and None in held}
        return found

    def _file_of(self, change: RowChange) -> set[str]:
        return {
            name
            for i in change.pair
            if i is not None
            for side in (self.before, self.after)
            if (name := side.sources.get(i[0])) is not None
        }

    def _corrections(self, change: RowChange) -> list[Change]:
        """Corrections of this very row that one edition alone has."""
        given = [
            {
                key_of_cell(side.sources[i[0]].partition("[")[0], row)
                for i in change.pair
                if i is not None
                for row in corrected.get(i, ())
            }
            for side, corrected in zip(
                (self.before, self.after), self.corrected, strict=True
            )
        ]
        return list(self._of(Kind.CORRECTIONS, given[0] ^ given[1]))

    def _who(self) -> set[str]:
        """Corrections of who imported, and rows that were left out."""
        keys = [one.key for one in self.changes if one.kind is Kind.CORRECTIONS]
        return {
            key
            for key in keys
            if key.split(APART)[1].startswith(SAYS_WHO) or key.endswith(f"{APART}None")
        }

    def _decisions(self, rows: Iterable[Row]) -> list[Change]:
        """Decisions about names in the row; all of them where none is about these."""
        names = {row[name] for row in rows for name in ("importer_name", "sender_name")}
        every = [one for one in self.changes if one.kind is Kind.DECISIONS]
        return [one for one in every if one.names & names] or every
