"""What a reader keeps in mind from one sentence to the next."""

import datetime as dt
from dataclasses import dataclass, field, replace

from madein.articles.days import DAY, Days, moved
from madein.articles.statements import Part, Statement, UnreadError

Bounds = tuple[dt.date | None, dt.date | None]
# How many sentences back "of that" may reach.
REACH = 3


@dataclass(kw_only=True)
class Memory:
    """What was said before.

    Attributes:
        sentence: Number of the sentence that is read.
        paragraph: Number of its paragraph.
        topic: `case` or `other`, whose imports the text speaks of; empty at its start.
        is_fresh: Whether the sentence before spoke of the subject.
        is_alone: Whether no other firm or person was named since the subject was.
        is_all: Whether the case holds the imports of a whole country.
        turned: Number of the last sentence that named days and made no statement.
        period: Days that the text gives for its records as a whole.
        least: Smallest value of an import that it counts, as printed.
        scene: Days that a sentence of this paragraph begins to speak of.
        last: Days that were named last.
        named: Periods that were named so far in sentences about imports.
        limits: Period of the case.
        numbers: Number of the sentence of each draft.
        said: Statements, each with the number of its sentence.
        ever: All statements so far, also those that "of that" no longer means.
    """

    sentence: int = 0
    paragraph: int = 0
    topic: str = ""
    is_fresh: bool = False
    is_alone: bool = False
    is_all: bool = False
    turned: int = 0
    period: Bounds | None = None
    least: str | None = None
    scene: Bounds | None = None
    last: Bounds | None = None
    named: list[Bounds] = field(default_factory=list)
    limits: tuple[dt.date, dt.date] = (dt.date.min, dt.date.max)
    numbers: dict[int, int] = field(default_factory=dict)
    said: list[tuple[int, Statement]] = field(default_factory=list)
    paragraphs: dict[int, int] = field(default_factory=dict)
    ever: list[Statement] = field(default_factory=list)

    @property
    def is_framed(self) -> bool:
        """Whether the text says what its records hold."""
        return self.least is not None or self.period is not None

    def before(self) -> Statement | None:
        """The amount, count or share that "of that" speaks of."""
        near = [s for n, s in self.said if self.sentence - n <= REACH]
        return near[-1] if near else None

    def near(self) -> Statement | None:
        """The statement whose period goes on: of this paragraph, nothing unread between."""
        near = [
            s
            for n, s in self.said
            if self.paragraphs.get(n) == self.paragraph and n > self.turned
        ]
        return near[-1] if near else None

    def just_before(self) -> bool:
        """Whether the sentence before, or this one, made a statement."""
        return any(self.sentence - n <= 1 for n, _ in self.said)

    def keep(self, statement: Statement) -> None:
        """Keep a statement in mind.

        Args:
            statement: The statement.
        """
        self.said.append((self.sentence, statement))
        self.ever.append(statement)
        self.paragraphs[self.sentence] = self.paragraph
        part = statement.part
        if part.has_days:
            self.last = (part.since, part.until)
            self.named.append(self.last)

    def has_limits(self) -> bool:
        """Whether the text spoke of imports above some value."""
        return any(s.part.at_least_usd is not None for s in self.ever)

    def is_whole(self, bounds: Bounds) -> bool:
        """Whether a period holds all of the case's.

        Args:
            bounds: Its first and last day.
        """
        since, until = bounds
        first, last = self.limits
        return (since is None or since <= first) and (until is None or until >= last)

    def years(self, bounds: Bounds) -> int:
        """The length of a period in years, within that of the case.

        Args:
            bounds: Its first and last day.
        """
        since, until = bounds[0] or self.limits[0], bounds[1] or self.limits[1]
        return round((until - since).days / 365.25)

    def whole(self) -> Statement | None:
        """The amount that "of the total" speaks of: the last that is no part itself."""
        near = [s for n, s in self.said if self.sentence - n <= REACH and s.of is None]
        return near[-1] if near else None

    def bare(self) -> Statement | None:
        """The amount just before that is one of all imports of its days."""
        near = [s for n, s in self.said if self.sentence - n <= REACH and s.of is None]
        free = [
            s
            for s in near
            if not (
                s.part.countries
                or s.part.goods is not None
                or s.part.makers
                or s.part.suppliers
            )
        ]
        return free[-1] if free else None

    def unplaced(self) -> Part | None:
        """The last amount that speaks of no country, where it was said just before."""
        near = [s for n, s in self.said if self.sentence - n <= 1]
        parts = [part for s in near for part in (s.of, s.part) if part is not None]
        free = [part for part in parts if not part.countries]
        return free[-1] if free else None

    def makers(self) -> tuple[str, ...]:
        """Makers that were named before."""
        return tuple(m for _, s in self.said for m in s.part.makers)

    def makers_near(self) -> bool:
        """Whether the statements just before speak of single makers or suppliers."""
        near = [s for n, s in self.said if self.sentence - n <= REACH]
        return bool(near) and bool(near[-1].part.makers or near[-1].part.suppliers)

    def told(self, days: list[Days]) -> Bounds | None:
        """The one period that the words of a piece mean; None where they name none.

        Args:
            days: The periods of its words.

        Raises:
            UnreadError: They name none that can be told, or more than one.
        """
        if any(d.refers == "vague" for d in days):
            raise UnreadError("its period cannot be told in days")
        plain = [self._with_year(d, days) for d in days if not d.refers]
        beside = [d for d in days if d.refers in {"before", "after"}]
        if beside and not plain:
            return around(self.last, is_before=beside[0].refers == "before")
        if any(d.refers == "text" for d in days) and not plain:
            return self._of_text()
        relative = [
            d for d in days if d.refers in {"same", "earlier", *THEN, "years before"}
        ]
        if len(plain) > 1:
            plain = _narrowed(plain)
        if plain and relative and any(d.refers not in THEN for d in relative):
            raise UnreadError("it names more than one period")
        if plain:
            return plain[0]
        if not relative:
            return None
        if self.last is None:
            raise UnreadError("it speaks of a period that is not named before it")
        return _shifted(self.last, relative)

    def _of_text(self) -> Bounds | None:
        """The period that "over the period" means: of the records, or named alone.

        Raises:
            UnreadError: It is not clear.
        """
        if self.period is not None:
            return self.period
        named = set(self.named)
        if len(named) > 1:
            raise UnreadError("which period it speaks of is not clear")
        return named.pop() if named else self.last

    def _with_year(self, days: Days, others: list[Days]) -> Bounds:
        """The bounds of a period; without a year it takes that of its neighbours.

        Raises:
            UnreadError: It is not clear.
        """
        if days.has_year:
            return days.since, days.until
        years = [d.since.year for d in others if d.has_year and d.since is not None]
        if not years and self.last is not None and self.last[0] is not None:
            years = [self.last[0].year]
        if not years:
            raise UnreadError("its period names no year")
        return (
            days.since and moved(days.since, years[-1] - days.since.year),
            days.until and moved(days.until, years[-1] - days.until.year),
        )


THEN = frozenset({"then", "since then"})


def _narrowed(found: list[Bounds]) -> list[Bounds]:
    """The narrowest of some periods that lie within each other.

    Raises:
        UnreadError: It is not clear.
    """
    earliest, latest = dt.date.min, dt.date.max
    closed = sorted(
        ((s or earliest, u or latest) for s, u in found), key=lambda b: b[1] - b[0]
    )
    narrow = closed[0]
    if any(not (s <= narrow[0] and narrow[1] <= u) for s, u in closed):
        raise UnreadError("it names more than one period")
    since, until = narrow
    return [(None if since == earliest else since, None if until == latest else until)]


def _shifted(last: Bounds, relative: list[Days]) -> Bounds:
    """A period told from the one before it.

    Raises:
        UnreadError: It is not clear.
    """
    since, until = last
    for days in relative:
        if days.refers == "since then" and (since is None or until is not None):
            raise UnreadError("since when is not clear")  # "in February ... since then"
        by = -days.years if days.refers == "earlier" else 0
        if days.refers == "years before":
            if since is None or (since.month, since.day) != (1, 1):
                raise UnreadError("its period cannot be told in days")
            since, until = moved(since, -days.years), since - DAY
            continue
        if days.refers == "same" and days.years:
            if since is None:
                raise UnreadError("it speaks of a period that is not named before it")
            by = days.years - since.year
        if by and (since is None or until is None):
            raise UnreadError("the period before it has no end")
        since = since and moved(since, by)
        until = until and moved(until, by)
    return since, until


def with_days(part: Part, bounds: Bounds) -> Part:
    """A part of the imports, in other days.

    Args:
        part: The part.
        bounds: Its first and last day.
    """
    return replace(part, since=bounds[0], until=bounds[1])


def around(last: Bounds | None, *, is_before: bool) -> Bounds:
    """The days before or after what a period is told from: "before it", "after it".

    Args:
        last: The period that was named last.
        is_before: Whether the days before it are meant.

    Raises:
        UnreadError: There is none.
    """
    if last is None:
        raise UnreadError("it speaks of a period that is not named before it")
    since, until = last
    if since is None and until is not None:  # "before the invasion ... after it"
        return (None, until) if is_before else (until + DAY, None)
    if since is None:
        raise UnreadError("it speaks of a period that is not named before it")
    if is_before:
        return None, since - DAY
    return (since, None) if until is None else (until + DAY, None)
