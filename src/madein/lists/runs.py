"""Copies of a list, read one after another: which hold an entry, and in what words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from madein.lists.entry import Entry, Imposed
from madein.lists.formats.words import fold
from madein.lists.intervals import Stretch
from madein.lists.names import Names
from madein.verdict import Measure


@dataclass(kw_only=True, slots=True)
class Run:
    """A stretch of copies that hold an entry under a measure; it grows with the copies.

    Attributes:
        measure: The measure.
        absent_on: Last copy without it; None if it is in the first one.
        present_from: First copy with it.
        is_crawl: Whether a database made that copy.
        held_before: Last copy of an earlier stretch; None where there is none.
        entry: The entry, in its last form.
        forms: What it says that the list does to the entry, in all forms.
        present_to: Last copy with it, once all copies are read.
        others: First days that the last copy without the measure gave for what the entry
            was under already; none where that copy lacks the entry. A list with one
            day for all of an entry repeats it for a measure added later.
        gone_on: First copy without it again; None if it still is in the last one.
    """

    measure: Measure
    absent_on: date | None
    present_from: date
    is_crawl: bool
    held_before: date | None
    entry: Entry
    forms: list[tuple[Imposed, ...]]
    present_to: date
    others: frozenset[date | None]
    gone_on: date | None = None

    def take(self, entry: Entry) -> None:
        """Go on with another form of the entry.

        Args:
            entry: The form.
        """
        self.entry = entry
        if entry.imposed != self.forms[-1]:
            self.forms.append(entry.imposed)

    def imposed(self) -> list[Imposed]:
        """What its last form says of the measure."""
        return [one for one in self.entry.imposed if one.measure is self.measure]

    def published(self) -> date | None:
        """First day on which an act was published; None where none is told."""
        days = (one.published for one in self._said() if one.published is not None)
        return min(days, default=None)

    def stretch(self) -> Stretch:
        """The stretch, once all copies are read."""
        days: dict[str, set[date]] = {}
        for one in self._said():
            days.setdefault(one.programme, set())
            if one.designated is not None and one.designated not in self.others:
                days[one.programme].add(one.designated)
        last = self.imposed()
        ends = [one.ended for one in last if one.ended is not None]
        return Stretch(
            present_from=self.present_from,
            present_to=self.present_to,
            absent_on=self.absent_on,
            gone_on=self.gone_on,
            held_before=self.held_before,
            designated=frozenset(_since(days, self._ends(), self.present_from)),
            ended=max(ends) if len(ends) == len(last) else None,
            crawled=self.entry.crawled,
            is_crawl=self.is_crawl,
        )

    def _ends(self) -> dict[str, date]:
        """First day on which a programme no longer holds; of those that have an end."""
        ends: dict[str, set[date | None]] = {}
        for one in self.imposed():
            ends.setdefault(one.programme, set()).add(one.ended)
        return {
            programme: max(filter(None, told))
            for programme, told in ends.items()
            if None not in told
        }

    def _said(self) -> Iterator[Imposed]:
        return (
            one for form in self.forms for one in form if self.measure is one.measure
        )


def _since(
    days: Mapping[str, set[date]], ends: Mapping[str, date], first_copy: date
) -> Iterator[frozenset[date]]:
    """The first days of each programme.

    One that was over before the first copy, and before the next began, dates none of
    the days between: its first day stands beside that of the next, as another one on
    which it may have begun.
    """
    over = {name for name, end in ends.items() if end <= first_copy and days[name]}
    holding = days.keys() - over
    if not holding:  # but the copy holds it: then the last goes on
        holding = {max(sorted(over), key=lambda name: ends[name])}
    while joined := {
        name
        for name in over - holding
        if any(days[next_] and max(days[next_]) <= ends[name] for next_ in holding)
    }:
        holding |= joined
    earlier = {day for name in over - holding for day in days[name]}
    for name in holding:
        yield frozenset(days[name] | earlier if days[name] else ())


def _is_another(before: Entry, now: Entry) -> bool:
    """Whether two entries of one id share no name, and nothing else that tells."""
    if not _names(before).isdisjoint(_names(now)):
        return False
    numbers, others = _numbers(before), _numbers(now)
    is_numbered = bool(numbers) and bool(others)
    return before.type != now.type or (is_numbered and numbers.isdisjoint(others))


def _names(entry: Entry) -> set[str]:
    return set(map(fold, (entry.name, *(alias.name for alias in entry.aliases))))


def _numbers(entry: Entry) -> set[str]:
    return set(map(fold, (*entry.tax_ids, *(one.number for one in entry.ids))))


class History:
    """What the copies of one list hold, while they are read in their order.

    An entry that stands in the next copy as it stood costs no more than a look: lists
    of fifteen thousand entries come in hundreds of copies that differ in a few.

    Attributes:
        runs: The stretches, in the order in which they begin.
        names: What the entries are called.
    """

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.names = Names()
        self._open: dict[tuple[str, Measure], Run] = {}
        self._last: dict[tuple[str, Measure], date] = {}  # of stretches that are over
        self._held: dict[str, tuple[Entry, date]] = {}  # since when in this form
        self._before: date | None = None
        self._latest: dict[str, Entry] = {}
        self._ids: dict[str, str] = {}  # of those that have the id of another
        self._reused = 0

    def read(
        self,
        day: date,
        entries: Iterable[Entry],
        *,
        is_crawl: bool,
        is_renumbered: bool = False,
    ) -> None:
        """Take in the next copy.

        Args:
            day: Its day.
            entries: Its entries.
            is_crawl: Whether a database made it.
            is_renumbered: Whether the list may give the id of one to another.
        """
        held: dict[str, tuple[Entry, date]] = {}
        for found in entries:
            entry = self._told_apart(found) if is_renumbered else found
            number = entry.entry
            form = self._held.get(number)
            if form is not None and form[0] == entry:
                held[number] = form
                continue
            held[number] = entry, day
            self._change(number, entry, day, is_crawl=is_crawl)
        for number in self._held.keys() - held.keys():
            self._change(number, None, day, is_crawl=is_crawl)
        self._held, self._before = held, day

    def end(self) -> None:
        """After the last copy."""
        if self._before is not None:
            for run in self._open.values():
                run.present_to = self._before
            for entry, since in self._held.values():
                self.names.hold(entry, since, self._before)

    def _told_apart(self, found: Entry) -> Entry:
        """An entry, with an id of its own where another one had its id before.

        A number alone does not make one firm the other.
        """
        number = self._ids.get(found.entry, found.entry)
        before = self._latest.get(number)
        if before is not None and _is_another(before, found):
            self._reused += 1
            number = self._ids[found.entry] = f"{found.entry} (again {self._reused})"
        entry = found if number == found.entry else replace(found, entry=number)
        self._latest[number] = entry
        return entry

    def _change(
        self, number: str, entry: Entry | None, day: date, *, is_crawl: bool
    ) -> None:
        """An entry is new, gone, or in another form than before."""
        old = self._held.get(number)
        under = () if old is None else old[0].imposed
        before = {one.measure for one in under}
        now = set() if entry is None else {one.measure for one in entry.imposed}
        if old is not None and self._before is not None:
            self.names.hold(*old, self._before)
        for measure in before - now:
            run = self._open.pop((number, measure))
            run.gone_on, run.present_to = day, self._before or day
            self._last[number, measure] = run.present_to
        if entry is None:
            return
        for measure in sorted(now - before):
            run = self._open[number, measure] = Run(
                measure=measure,
                absent_on=self._before,
                present_from=day,
                is_crawl=is_crawl,
                held_before=self._last.get((number, measure)),
                entry=entry,
                forms=[entry.imposed],
                present_to=day,
                others=frozenset(one.designated for one in under),
            )
            self.runs.append(run)
        for measure in now & before:
            self._open[number, measure].take(entry)
