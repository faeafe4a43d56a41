"""The words of every day against a table worked out by hand, and a second solver."""

import csv
import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from madein.engine import Engine
from madein.lists.actions import Action
from madein.lists.entry import Entry, Imposed
from madein.lists.history import fill_listings, listing_rows
from madein.lists.listing import Coverage, Listing, coverages, listings_of
from madein.lists.runs import History
from madein.lists.standing import spans, word_on
from madein.question import ListFolder
from madein.verdict import Measure

HERE = Path(__file__).parent
FREEZE = Measure.ASSET_FREEZE
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Own:
    """What one copy says of one entry under one programme."""

    measure: str = "asset freeze"
    programme: str = ""
    since: date | None = None
    until: date | None = None
    published: date | None = None
    seen: tuple[date, date] | None = None


@dataclass(frozen=True, kw_only=True)
class Told:
    """One made-up list: what its copies hold, oldest first."""

    copies: Sequence[tuple[date, dict[str, list[Own]]]]
    vouched: date | None = None
    notices: Sequence[tuple[str, str, date]] = ()
    crawl: bool = False
    known: date | None = None


# --- the histories as files -----------------------------------------------------


def of_text(text):
    """`A since 2024-01-03 & as two since 2024-01-09` as an id and its words."""
    name, *words = text.split(" & ")[0].split()
    parts = [words, *(part.split() for part in text.split(" & ")[1:])]
    return name, [of_words(part) for part in parts]


def of_words(words):
    own = {}
    rest = list(words)
    while rest:
        match rest:
            case ["since" | "until" | "published" as key, day, *rest]:
                own[key] = date.fromisoformat(day)
            case ["seen", first, "to", last, *rest]:
                own["seen"] = date.fromisoformat(first), date.fromisoformat(last)
            case ["as", programme, *rest]:
                own["programme"] = programme
            case ["under", one, two, *rest]:
                own["measure"] = f"{one} {two}"
            case _:
                raise ValueError(rest)
    return Own(**own)


def of_notice(text):
    entry, action, day = text.split()
    return entry, action, date.fromisoformat(day)


def told(lists):
    return {
        name: Told(
            copies=[
                (day, dict(of_text(text) for text in texts))
                for day, texts in sorted(one["copies"].items())
            ],
            vouched=one.get("vouched"),
            notices=[of_notice(text) for text in one.get("notices", [])],
            crawl=one.get("crawl", False),
            known=one.get("known"),
        )
        for name, one in lists.items()
    }


RAW = YAML(typ="safe").load((HERE / "truth_histories.yml").read_text())
HISTORIES = {
    name: told(lists)
    for name, lists in RAW.items()
    if all("copies" in one for one in lists.values())
}
with (HERE / "truth_table.csv").open(newline="") as _file:
    ROWS = list(csv.DictReader(_file))


# --- what madein says -------------------------------------------------------------


def entry_of(name, owns):
    return Entry(
        entry=name,
        name=f"NAME {name}",
        type=None,
        imposed=tuple(
            Imposed(
                measure=Measure(own.measure),
                programme=own.programme,
                designated=own.since,
                published=own.published,
                ended=own.until,
            )
            for own in owns
        ),
        crawled=owns[0].seen,
    )


def listings(name, one):
    history = History()
    for day, entries in one.copies:
        held = [entry_of(entry, owns) for entry, owns in entries.items()]
        history.read(day, held, is_crawl=one.crawl)
    history.end()
    actions = [
        Action(
            day=day,
            is_added=action == "listed",
            entry=entry,
            tax_id="",
            measure=None,
            where="actions.csv",
        )
        for entry, action, day in one.notices
    ]
    rows = listing_rows(history.runs, actions, one.copies[-1][0])
    return [Listing.of_row(row | {"list": name, "regime": "US"}) for row in rows]


def standing(lists, measure=FREEZE, known=None):
    """Spans of the one party there is, from the copies on."""
    covered = [
        Coverage(
            list=name,
            copies=tuple(day for day, _ in one.copies),
            complete_since=one.vouched,
        )
        for name, one in lists.items()
    ]
    found = [
        listing
        for name, one in lists.items()
        for listing in listings(name, one)
        if listing.measure is measure
    ]
    return spans(covered, found, known=known)


def said(span, day):
    """The word of a day in short: with the days of lag, or the reason."""
    more = span.lag(day) if span.reason is None else span.reason.value
    return span.word.value if more is None else f"{span.word.value} ({more})"


def expected(row):
    more = row["days"] or row["reason"]
    return f"{row['word']} ({more})" if more else row["word"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(list(row.values())[:3]))
def test_each_day_of_the_truth_table_has_its_word(row, tmp_path):
    day = date.fromisoformat(row["day"])
    if row["history"] in HISTORIES:
        lists = HISTORIES[row["history"]]
        known = next(iter(lists.values())).known
        found = standing(lists, Measure(row["measure"]), known)
    else:
        found = from_files(RAW[row["history"]], tmp_path)

    assert said(word_on(found, day), day) == expected(row), row["why"]


def from_files(lists, base):
    """Spans from files that are named after the time they were taken."""
    folders = []
    for name, one in lists.items():
        (base / name).mkdir()
        for file, numbers in one["files"].items():
            # An entry more, so that no copy is empty.
            lines = [
                f'{number},"NAME",-0- ,"CUBA",{",".join(["-0- "] * 8)}\r\n'
                for number in ["7", *(str(ord(x)) for x in numbers)]
            ]
            (base / name / file).write_text("".join([*lines, "\x1a"]), newline="")
        folders.append(ListFolder(name=name, regime="US", folder=name))
    with Engine() as engine:
        fill_listings(engine, folders, base)
        key = "US", FREEZE
        held = listings_of(engine, [(name, str(ord("A"))) for name in lists])
        return spans(coverages(engine)[key], held[key])


def test_the_table_has_all_histories_and_enough_days():
    assert {row["history"] for row in ROWS} == RAW.keys()
    assert len(ROWS) >= 120
    assert all(row["why"] for row in ROWS)


# --- a second solver: each day by itself, from the copies themselves -------------

OUT, OPEN, IN = 0, 1, 2


def steps(days, day):
    """Out before the first of some days, in from the last, open between."""
    if day < min(days):
        return OUT
    return IN if day >= max(days) else OPEN


@dataclass(kw_only=True)
class Bout:
    """A run of copies with an entry, as the second solver sees it."""

    one: Told
    entry: str
    measure: str
    days: list[date] = field(default_factory=list)
    owns: list[list[Own]] = field(default_factory=list)
    absent: date | None = None
    gone: date | None = None
    earlier: date | None = None

    def notices(self, action):
        return [d for e, a, d in self.one.notices if e == self.entry and a == action]

    @cached_property
    def programmes(self):
        return list(self.dated())

    def dated(self):
        """Each programme with what dates it: (days, whether in the list's own words)."""
        first = self.days[0]
        held, earlier = self.reaching()
        for name in held:
            own = self.told(name)
            own |= earlier if own else set()
            own = {day for day in own if not self.earlier or day > self.earlier}
            own = {day for day in own if day <= first} or own
            notices = [
                day
                for day in self.notices("listed")
                if day <= first and (self.absent is None or day >= self.absent)
            ]
            refuted = own and self.absent and min(own) < self.absent
            if own and not refuted:
                yield own, True
            elif notices:
                yield set(notices), False
            elif own:
                yield {min(own), max({*own, self.absent + DAY})}, True
            else:
                yield self.by_copies(), False

    def told(self, name):
        """The first days that a programme gives, in any copy."""
        every = (own for owns in self.owns for own in owns if own.programme == name)
        return {own.since for own in every if own.since}

    def reaching(self):
        """Programmes that held up to the first copy, and the days of those that did not.

        Day by day back from the copy: a day is held by a programme that has begun and,
        by its own end, is not over. What a day without any cuts off only may have held.
        """
        names = dict.fromkeys(own.programme for owns in self.owns for own in owns)
        over = {}
        for name in names:
            ends = [own.until for own in self.owns[-1] if own.programme == name]
            if self.told(name) and ends and all(ends) and max(ends) <= self.days[0]:
                over[name] = max(ends)
        held = [name for name in names if name not in over]
        if not held:
            last = max(sorted(over), key=lambda name: over[name])
            held = [last]
            del over[last]
        day = min((max(self.told(n)) for n in held if self.told(n)), default=None)
        while day is not None:
            now = [n for n, until in over.items() if day <= until]
            if not now:
                break
            held += now
            day = min(max(self.told(n)) for n in held if self.told(n))
            over = {n: until for n, until in over.items() if n not in held}
        return held, {d for n in over for d in self.told(n)}

    def by_copies(self):
        first, seen = self.days[0], self.owns[-1][0].seen
        opens = {date.min} if self.absent is None else {self.absent + DAY}
        if seen is None:
            return {*opens, first}
        if self.absent and seen[0] <= self.absent:
            return {seen[0], first}
        return {*opens, min(first, seen[0])}

    def start(self, day):
        return max(steps(days, day) for days, _ in self.programmes)

    def dated_by_own_words(self):
        certain = [(max(days), not own) for days, own in self.programmes]
        return not min(certain)[1]

    def end(self, day):
        last, owns = self.days[-1], self.owns[-1]
        ends = [own.until for own in owns]
        until = max(ends) if all(ends) else None

        def fits(end):
            return last <= end and (self.gone is None or end <= self.gone)

        told = [until] if until and fits(until) else self.notices("removed")
        told = [max(end, last + DAY) for end in told if fits(end)]
        if told:
            return IN - steps(told, day)
        seen = self.owns[-1][0].seen
        if self.gone and day >= self.gone:
            return OUT
        if day > last and self.gone:
            return OPEN
        return OPEN if seen and seen[1] < min(day, last) else IN

    def state(self, day):
        return min(self.start(day), self.end(day))


def bouts(one, measure):
    """All runs of copies of all entries, looking at one entry at a time."""
    entries = sorted({entry for _, held in one.copies for entry in held})
    for entry in entries:
        now, before, over = None, None, None
        for day, held in one.copies:
            owns = [own for own in held.get(entry, []) if own.measure == measure]
            if owns and now is None:
                now = Bout(
                    one=one, entry=entry, measure=measure, absent=before, earlier=over
                )
            if owns:
                now.days.append(day)
                now.owns.append(owns)
            elif now is not None:
                now.gone, over = day, now.days[-1]
                yield now
                now = None
            before = day
        if now is not None:
            yield now


def second_opinion(lists, days, measure="asset freeze"):
    """The word of each day, worked out day by day; `days` must reach past every day."""
    held = {name: list(bouts(one, measure)) for name, one in lists.items()}
    every = [bout for its in held.values() for bout in its]
    states = {id(bout): {day: bout.state(day) for day in days} for bout in every}
    ever = {
        n: next((d for d in days if own[d] == IN), None) for n, own in states.items()
    }
    listed = [day for day in days if any(own[day] == IN for own in states.values())]
    words = {}
    for day in days:
        now = {states[id(bout)][day] for bout in every if day <= bout.one.copies[-1][0]}
        coming = [(later - day).days for later in listed if later > day]
        gone = any(
            states[id(bout)][day] == OUT
            and ever[id(bout)] is not None
            and ever[id(bout)] < day
            for bout in every
        )
        over = any(day > one.copies[-1][0] for one in lists.values())
        silent = any(
            is_silent(one, held[name], states, day) for name, one in lists.items()
        )
        own_words = not gone and all(
            bout.dated_by_own_words()
            for bout in every
            if ever[id(bout)] is not None and day <= bout.one.copies[-1][0]
        )
        if IN in now:
            words[day] = "listed on that date"
        elif over or OPEN in now or (silent and not (coming and own_words)):
            words[day] = "not determinable (LIST_GAP)"
        elif not gone and not coming:
            words[day] = "not listed"
        else:
            word = "formerly listed" if gone else "listed later"
            words[day] = f"{word} ({coming[0]})" if coming else word
    return words


def is_silent(one, its, states, day):
    """Whether neither copies nor the list's own words speak of a day."""
    copies = [copied for copied, _ in one.copies]
    if day > copies[-1]:
        return True
    if day >= min(copies[0], one.vouched or copies[0]):
        return False
    first = {}
    for bout in sorted(its, key=lambda bout: bout.days[0]):
        first.setdefault(bout.entry, bout)
    return not first or not all(
        bout.dated_by_own_words() and IN in states[id(bout)].values()
        for bout in first.values()
    )


@pytest.mark.parametrize(
    "name", [name for name in HISTORIES if not name.startswith("as known")]
)
def test_the_second_solver_agrees_with_the_table(name):
    wanted = {
        (row["measure"], date.fromisoformat(row["day"])): expected(row)
        for row in ROWS
        if row["history"] == name
    }
    measures = {measure for measure, _ in wanted}
    window = [date(2023, 12, 1) + n * DAY for n in range(120)]
    asked = sorted({*window, *(day for _, day in wanted)})
    told = {
        (measure, day): word
        for measure in measures
        for day, word in second_opinion(HISTORIES[name], asked, measure).items()
    }

    assert {key: told[key] for key in wanted} == wanted


# --- histories drawn at random ----------------------------------------------------


def dice(seed):
    return random.Random(seed)  # noqa: S311 - the same histories each time


START = date(2024, 1, 10)
WINDOW = [START + n * DAY for n in range(-12, 45)]


def draw(rng, *, plain=False):
    """One to two made-up lists of up to two entries; `plain`: with copies alone."""
    return {
        name: draw_list(rng, name, plain=plain)
        for name in ["L1", "L2"][: rng.choice([1, 1, 2])]
    }


def draw_list(rng, name, *, plain):
    days = sorted(rng.sample(range(25), rng.randint(1, 6)))
    entries = [f"{name}{x}" for x in "AB"[: rng.randint(1, 2)]]
    crawl = not plain and rng.random() < 0.2
    changing = rng.random() < 0.3
    fixed = {entry: draw_words(rng, plain=plain, crawl=crawl) for entry in entries}
    copies = []
    for number in days:
        held = {}
        for entry in entries:
            if rng.random() < 0.6:
                fresh = draw_words(rng, plain=plain, crawl=crawl)
                held[entry] = fresh if changing else fixed[entry]
        copies.append((START + number * DAY, held))
    one = Told(
        copies=copies,
        crawl=crawl,
        vouched=START + rng.randint(-10, 20) * DAY if rng.random() < 0.2 else None,
    )
    return one if plain else replace(one, notices=draw_notices(rng, one))


def draw_words(rng, *, plain, crawl):
    if plain:
        return [Own()]

    def maybe(chance):
        return START + rng.randint(-8, 30) * DAY if rng.random() < chance else None

    seen = sorted(START + rng.randint(-5, 25) * DAY for _ in range(2))
    owns = [
        Own(
            programme=programme,
            since=maybe(0.5),
            until=maybe(0.2),
            seen=tuple(seen) if crawl else None,
        )
        for programme in ["", "two"][: rng.choice([1, 1, 1, 2])]
    ]
    if rng.random() < 0.1:
        owns.append(Own(measure="export control", seen=owns[0].seen))
    return owns


def draw_notices(rng, one):
    """Notices that some boundary allows, whatever the list's own words say."""
    found = []
    for bout in bouts(one, "asset freeze"):
        first, last = bout.days[0], bout.days[-1]
        if rng.random() < 0.2:
            low = bout.absent or first - 5 * DAY
            day = low + rng.randint(0, (first - low).days) * DAY
            found.append((bout.entry, "listed", day))
        if rng.random() < 0.2:
            high = bout.gone or last + 5 * DAY
            day = last + rng.randint(0, (high - last).days) * DAY
            found.append((bout.entry, "removed", day))
    return found


def words(found, days=WINDOW):
    return {day: said(word_on(found, day), day) for day in days}


@pytest.mark.parametrize("seed", range(8))
def test_the_second_solver_agrees_on_histories_drawn_at_random(seed):
    rng = dice(seed)
    for _ in range(150):
        lists = draw(rng)

        assert words(standing(lists)) == second_opinion(lists, WINDOW), lists


def test_spans_cover_all_days_once_and_neighbours_differ():
    rng = dice(7)
    for _ in range(150):
        found = standing(draw(rng))

        assert (found[0].since, found[-1].until) == (date.min, date.max)
        for before, after in itertools.pairwise(found):
            assert before.until == after.since
            assert before.since < before.until
            assert replace(before, since=after.since, until=after.until) != after


def test_the_order_of_lists_and_listings_does_not_matter():
    rng = dice(11)
    for _ in range(150):
        lists = draw(rng)
        covered = [
            Coverage(
                list=name,
                copies=tuple(day for day, _ in one.copies),
                complete_since=one.vouched,
            )
            for name, one in lists.items()
        ]
        found = [x for name, one in lists.items() for x in listings(name, one)]
        found = [x for x in found if x.measure is FREEZE]
        mixed = [rng.sample(x, len(x)) for x in (covered, found)]

        assert spans(covered, found) == spans(*mixed)


def truth(rng):
    """Days on which an entry is listed for sure: a few stretches, drawn."""
    marks = sorted(rng.sample(range(-3, 28), 4))
    listed = [range(marks[0], marks[1]), range(marks[2], marks[3])]
    return [n for part in listed[: rng.randint(0, 2)] for n in part]


def photographed(days, listed):
    """A list whose copies hold what was listed on their day."""
    held = [(START + n * DAY, {"A": [Own()]} if n in listed else {}) for n in days]
    return {"L1": Told(copies=held)}


def test_a_copy_more_never_turns_a_certain_word_into_another():
    rng = dice(13)
    for _ in range(200):
        listed = truth(rng)
        days = sorted(rng.sample(range(25), rng.randint(2, 6)))
        between = rng.randint(days[0], days[-1])
        few = words(standing(photographed(days, listed)))
        more = words(standing(photographed(sorted({*days, between}), listed)))
        # What was or will be may be told better; whether it is listed may not change.
        certain = [day for day in WINDOW if "LIST_GAP" not in few[day]]

        assert consistent(days, between, listed) is False or [
            few[day].startswith("listed on") for day in certain
        ] == [more[day].startswith("listed on") for day in certain]


def consistent(days, between, listed):
    """Whether a copy agrees with both around it being alike."""
    left = max(n for n in days if n <= between)
    right = min(n for n in days if n >= between)
    alike = (left in listed) is (right in listed)
    return not alike or (between in listed) is (left in listed)


def test_an_answer_as_known_on_a_day_is_that_of_the_copies_taken_by_then():
    rng = dice(17)
    for _ in range(150):
        lists = draw(rng, plain=True)
        known = START + rng.randint(0, 25) * DAY
        taken = {
            name: replace(one, copies=[c for c in one.copies if c[0] <= known])
            for name, one in lists.items()
        }
        if all(one.copies for one in taken.values()):
            assert words(standing(lists, known=known)) == words(standing(taken))
