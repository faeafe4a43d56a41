"""The figures and claims of two editions, matched by what they ask."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from madein.case.diff.causes import Evidence
from madein.case.diff.changes import SAID, Change, Kind, changes
from madein.case.diff.rows import RowChange, row_changes
from madein.case.diff.sides import Side, open_side
from madein.engine import Row

# What is published of a figure or a claim: if any of it differs, it moved.
FIGURE_SAYS = (
    "unit",
    "at_least",
    "at_most",
    "ci_low",
    "ci_high",
    "reason",
    "rows",
    "unclear_rows",
    "unvalued_rows",
)
CLAIM_SAYS = ("text", "asked", "result", "reason", "at_least", "at_most", "shows")


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A figure or claim that is not as it was.

    Attributes:
        before: It in the first edition; None where that has none of this question.
        after: It in the second.
        says: What is published of it, where both have it.
        asked: What it asks in both, where the second asks something else.
        rows: What became of its rows.
        causes: Numbers of all changes that could be why.
    """

    before: Row | None
    after: Row | None
    says: tuple[str, ...]
    asked: tuple[str, str] | None = None
    rows: tuple[RowChange, ...] = ()
    causes: tuple[int, ...] = ()

    @property
    def is_in_both(self) -> bool:
        """Whether both editions have it."""
        return self.before is not None and self.after is not None

    @property
    def shown(self) -> Row:
        """It as it is now, or as it was."""
        return self.after or self.before or {}

    @property
    def differs(self) -> tuple[str, ...]:
        """What is published of it and differs."""
        before, after = self.before, self.after
        if before is None or after is None:
            return ()
        return tuple(n for n in self.says if before.get(n) != after.get(n))


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two editions, compared.

    Attributes:
        before: Name and edition of the first.
        after: Name and edition of the second.
        synthetic: Whether records of one are made up.
        changes: Everything in which what they were made from differs.
        figures: Figures that moved, in the order of the second edition.
        claims: Claims that moved.
        compared: How many figures and claims there are in both.
        same_elsewhere: Figures that say the same of other rows.
        evidence: What both say of the rows.
    """

    before: tuple[str, str]
    after: tuple[str, str]
    synthetic: bool
    changes: tuple[Change, ...]
    figures: tuple[Moved, ...]
    claims: tuple[Moved, ...]
    compared: tuple[int, int]
    same_elsewhere: int
    evidence: Evidence

    @property
    def moved(self) -> bool:
        """Whether anything moved."""
        return bool(self.figures or self.claims)


@contextmanager
def compare(first: Path, second: Path) -> Generator[Compared]:
    """Two editions, compared.

    Args:
        first: A bundle, or a built case folder.
        second: Another.

    Yields:
        What moved, for as long as both are open.
    """
    with open_side(first) as before, open_side(second) as after:
        found = changes(before.made_from, after.made_from)
        evidence = Evidence(before=before, after=after, changes=found)
        pairs = figure_pairs(before.figures, after.figures)
        figures = [
            _moved(evidence, was, is_) for was, is_ in pairs if _is_moved(was, is_)
        ]
        evidence.look_up(row for one in figures for row in one.rows)
        figures = _with_causes(evidence, figures)
        claims = list(_claims(evidence, figures))
        yield Compared(
            before=(before.name, before.edition),
            after=(after.name, after.edition),
            synthetic=before.synthetic or after.synthetic,
            changes=found,
            figures=tuple(figures),
            claims=tuple(claims),
            compared=(len(pairs), len(_claim_pairs(before, after))),
            same_elsewhere=sum(
                was is not None
                and is_ is not None
                and was["rows_digest"] != is_["rows_digest"]
                and not _is_moved(was, is_)
                for was, is_ in pairs
            ),
            evidence=evidence,
        )


Pair = tuple[Row | None, Row | None]


def figure_pairs(before: Sequence[Row], after: Sequence[Row]) -> list[Pair]:
    """Figures of two editions that ask the same, whatever their ids.

    What is left is matched without its scope: then the second asks it of other days or
    rows. What is left then stands alone.

    Args:
        before: Figures of the first edition.
        after: Figures of the second.
    """
    pairs: list[Pair] = []
    was, is_ = list(before), list(after)
    for parts in (("scope", "basis"), ("scope",), ()):
        firsts = _keyed(was, parts)
        seconds = _keyed(is_, parts)
        both = firsts.keys() & seconds.keys()
        pairs += [(firsts[key], seconds[key]) for key in seconds if key in both]
        was = [row for key, row in firsts.items() if key not in both]
        is_ = [row for key, row in seconds.items() if key not in both]
    place = {row["id"]: n for n, row in enumerate(after)}
    last = len(place)
    pairs += [(row, None) for row in was] + [(None, row) for row in is_]
    return sorted(pairs, key=lambda p: last if p[1] is None else place[p[1]["id"]])


def _keyed(rows: Sequence[Row], parts: Sequence[str]) -> dict[tuple[object, ...], Row]:
    """Figures by what they ask; of those that ask the same, by their order."""
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        # A claim's own words are no part of the question that its figure answers.
        name = row["id"] if row["measure"] == "claim" else row["label"]
        key = (row["measure"], name, row["cell"], row["period"], row.get("unit"))
        key += tuple(row[part] for part in parts)
        place = 0
        while (*key, place) in found:
            place += 1
        found[(*key, place)] = row
    return found


def _is_moved(was: Row | None, is_: Row | None) -> bool:
    if was is None or is_ is None or was["scope"] != is_["scope"]:
        return True
    return any(was.get(name) != is_.get(name) for name in FIGURE_SAYS)


def _moved(evidence: Evidence, was: Row | None, is_: Row | None) -> Moved:
    rows = row_changes(evidence.before.behind(was), evidence.after.behind(is_))
    asked = None
    if was is not None and is_ is not None and was["scope"] != is_["scope"]:
        asked = (was["scope"], is_["scope"])
    return Moved(before=was, after=is_, says=FIGURE_SAYS, asked=asked, rows=tuple(rows))


def _with_causes(evidence: Evidence, figures: Sequence[Moved]) -> list[Moved]:
    """The figures with all that could be why; derived ones by what they are made of."""
    of_row = {row.pair: evidence.causes(row) for one in figures for row in one.rows}
    found: dict[int, tuple[int, ...]] = {}
    places = _places(figures)

    def why(place: int) -> tuple[int, ...]:
        if place in found:
            return found[place]
        found[place] = ()  # a figure is never made of itself
        one = figures[place]
        parts = _parts(one, places)
        numbers = {n for row in one.rows for n in of_row[row.pair]}
        numbers |= {n for part in parts for n in why(part)}
        is_seen = bool(one.rows or parts)
        if one.asked or not one.is_in_both or not is_seen:
            numbers |= set(_askers(evidence, one, is_seen=is_seen))
        found[place] = tuple(sorted(numbers))
        return found[place]

    return [replace(one, causes=why(n)) for n, one in enumerate(figures)]


Places = tuple[dict[str, int], dict[str, int]]


def _places(figures: Sequence[Moved]) -> Places:
    """Where each moved figure stands, by its id in the first and in the second."""
    return (
        {
            one.before["id"]: n
            for n, one in enumerate(figures)
            if one.before is not None
        },
        {one.after["id"]: n for n, one in enumerate(figures) if one.after is not None},
    )


def _parts(one: Moved, places: Places) -> list[int]:
    """Places of the moved figures that a figure is made of."""
    return [
        place[part]
        for row, place in zip((one.before, one.after), places, strict=True)
        if row is not None
        for part in row.get("parts") or ()
        if part in place
    ]


def _askers(evidence: Evidence, one: Moved, *, is_seen: bool) -> Iterator[int]:
    """Changes by which a case asks something else; all, where nothing else is seen."""
    row = one.shown
    claim = row["id"] if row["measure"] == "claim" else None
    is_whole = one.asked or not row["parent"]
    for change in evidence.changes:
        if change.kind is Kind.CLAIMS:
            if claim is not None and claim.split(".")[0] == change.key:
                yield change.number
        elif change.kind in SAID:
            continue
        elif not is_seen or (is_whole and change.kind in {Kind.CASE, Kind.PROGRAMS}):
            yield change.number


# --- claims -----------------------------------------------------------------------


def _claim_pairs(before: Side, after: Side) -> list[Pair]:
    was, is_ = ({row["id"]: row for row in s.claims} for s in (before, after))
    return [(was.get(name), is_.get(name)) for name in dict.fromkeys((*is_, *was))]


def _claims(evidence: Evidence, figures: Sequence[Moved]) -> Iterator[Moved]:
    places = _places(figures)
    for was, is_ in _claim_pairs(evidence.before, evidence.after):
        one = Moved(before=was, after=is_, says=CLAIM_SAYS)
        if was is not None and is_ is not None and not one.differs:
            continue
        own = {
            change.number
            for change in evidence.changes
            if change.kind is Kind.CLAIMS and change.key == one.shown["id"]
        }
        rests = [
            place[name]
            for row, place in zip((was, is_), places, strict=True)
            if row is not None
            for name in row["figures"]
            if name in place
        ]
        numbers = own | {n for place in rests for n in figures[place].causes}
        if not numbers or not (own or one.shown["figures"]):
            numbers |= {c.number for c in evidence.changes if c.kind not in SAID}
        yield replace(one, causes=tuple(sorted(numbers)))
