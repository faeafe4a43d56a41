"""What derived figures are in every world that the open rows allow.

A world says of each row whether it is an import, its day, its countries, its firm, its
goods and its value. In it a share is a share and a ratio a ratio: there are no bounds,
and no formula for any. Bounds of a figure must hold what it is in each of the worlds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from itertools import combinations, product
from math import prod
from random import Random

from findings.recount import (
    DAY,
    Dim,
    UnknownFigureError,
    belongs,
    blocs,
    column,
    day_of,
    members_on,
    month,
    neither,
    of_spans,
    side,
    spelled,
    told,
    told_all,
)

INFINITE = "infinite"
HUGE = 10**44  # of a row without a value
LARGE = 10**24  # whatever is above it is not limited
YEAR = Fraction(1461, 4)
COUNTRY_ROLES = ("origin", "dispatch", "trading", "sender_country")
OF_BLOCS = {"DE", "US", "KR", "KZ", "CN", "GB"}  # one of each bloc at the least


@dataclass(frozen=True)
class Asked:
    """A measure of a derived figure."""

    scope: dict
    dims: Sequence[Dim]
    options: Sequence[Sequence[str]] = ()  # of dims that no field of a row decides


@dataclass(frozen=True)
class Question:
    """A derived figure: its measures, what it is in a world, and which ends are tight."""

    asked: Sequence[Asked]
    made: Callable[[list[dict], tuple], object]
    fields: Sequence[str] = ()
    edges: Sequence[date] = ()
    tight: str = ""  # "low", "high" or both
    merges: bool = False
    tight_of: Callable[[tuple], str] | None = None

    def ends(self, key):
        return self.tight if self.tight_of is None else self.tight_of(key)


# --- worlds --------------------------------------------------------------------------


@dataclass
class Values:
    """What a field may be where it is not determined."""

    held: object
    new: dict = field(default_factory=dict)

    def of(self, row, name):
        if name == "hs":
            return self.codes(row)
        if row[name] is not None:
            return [row[name]]
        if name in COUNTRY_ROLES:
            seen = {other[role] for other in self.held.rows for role in COUNTRY_ROLES}
            return [*sorted((seen | OF_BLOCS) - {None}), "XA", f"X{row['row']}"]
        seen = {other[name] for other in self.held.rows} - {None}
        if name == "goods":
            groups = {group.name for group in self.held.case.goods}
            return sorted(seen | groups | {"other goods"})
        return [*sorted(seen), "P-new", f"P-new{row['row']}"]

    def codes(self, row):
        code = row["hs"] or ""
        if len(code) >= 6:
            return [row["hs"]]
        seen = {r["hs"][:6] for r in self.held.rows if r["hs"] and len(r["hs"]) >= 6}
        return [*sorted(c for c in seen if c.startswith(code)), (code + "999999")[:6]]


def days_of(row, edges):
    if row["first"] is None:
        around = {day + step for day in edges for step in (-DAY, 0 * DAY, DAY)}
        return sorted(around)
    if row["first"] == row["last"]:
        return [row["first"]]
    inside = {
        day + step
        for day in edges
        for step in (-DAY, 0 * DAY, DAY)
        if row["first"] <= day + step <= row["last"]
    }
    return sorted(inside | {row["first"], row["last"]})


def whole(amount, places):
    return None if amount is None else int(amount.scaleb(places))


def ways(row, question, values, edges):
    """Every way a row may turn out, as (place in each measure, dollars, kilograms)."""
    is_none = (
        row["member"] is False
        or row["counted"] is False
        or row["aside"] is not None
        or (row["usd"] is not None and row["usd"] < 0)
    )
    if is_none:
        return [None]
    may_lack = row["member"] is None or row["counted"] is None or row["doubt"]
    found = {None: None} if may_lack else {}
    usd, kg = whole(row["usd"], 4), whole(row["net_kg"], 3)
    amounts = [
        (one, other)
        for one in ([0, HUGE] if usd is None else [usd])
        for other in ([0, HUGE] if kg is None else [kg])
    ]
    names = question.fields
    choices = [values.of(row, name) for name in names]
    sure = {**row, "member": True, "counted": True, "doubt": None}
    for day in days_of(row, edges):
        for cells in product(*choices):
            told_row = {
                **sure,
                "first": day,
                "last": day,
                **dict(zip(names, cells, strict=True)),
            }
            for places in placed(told_row, question.asked):
                if all(place is None for place in places):
                    found[None] = None
                else:
                    found.update({(places, *pair): None for pair in amounts})
    return list(found)


def placed(row, asked):
    """Places of a row in the cells of each measure; None where it is not of the scope."""
    options = []
    for one in asked:
        if belongs(row, one.scope) is not True:
            options.append([None])
            continue
        values = [dim.value(row) for dim in one.dims]
        open_ = [
            [value] if value is not None else list(one.options[place])
            for place, value in enumerate(values)
        ]
        options.append(list(product(*open_)))
    return product(*options)


def add(sums, way, sign=1):
    if way is None:
        return
    places, usd, kg = way
    for sum_, place in zip(sums, places, strict=True):
        if place is not None:
            cell = sum_.setdefault(place, [0, 0, 0])
            cell[0] += sign * usd
            cell[1] += sign * kg
            cell[2] += sign


def worlds(held, question, limit, seed):
    """Sums of each world; all of them, or as many as the limit at random.

    Gives also whether these are all.
    """
    values = Values(held)
    edges = {
        day_of(one.scope[name])
        for one in question.asked
        for name in ("since", "until")
        if name in one.scope
    } | set(question.edges)
    open_, fixed = [], [{} for _ in question.asked]
    for row in held.rows:
        found = ways(row, question, values, edges)
        if len(found) == 1:
            add(fixed, found[0])
        else:
            open_.append(found)
    merges = merged(held.pairs) if question.merges else [{}]
    count = prod(len(found) for found in open_) * len(merges)
    random = Random(seed)  # noqa: S311 - any world will do
    picks = (
        product(product(*open_), merges)
        if count <= limit
        else (
            ([random.choice(found) for found in open_], random.choice(merges))
            for _ in range(limit)
        )
    )

    def each():
        for ways_, names in picks:
            sums = [{k: list(v) for k, v in sum_.items()} for sum_ in fixed]
            for way in ways_:
                add(sums, way)
            sums = [renamed(sum_, names) for sum_ in sums] if names else sums
            yield Sums(sums, names)

    return each(), count <= limit, count


class Sums(list):
    """Sums of each measure in a world, and which firms have which name there."""

    def __init__(self, sums, names):
        super().__init__(sums)
        self.names = names


def renamed(sum_, names):
    found = {}
    for place, amounts in sum_.items():
        cell = found.setdefault((names.get(place[0], place[0]), *place[1:]), [0, 0, 0])
        for at, amount in enumerate(amounts):
            cell[at] += amount
    return found


def merged(pairs):
    """For each choice of pairs that are one firm: the name of every firm in them."""
    found = []
    for count in range(len(pairs) + 1):
        for some_ in combinations(pairs, count):
            names = {}
            for left, right in some_:
                one, other = names.get(left, left), names.get(right, right)
                names = {f: one if n == other else n for f, n in names.items()}
                names |= {left: one, right: one}
            found.append(names)
    return found


# --- what figures are in a world -------------------------------------------------------


def divide(one, other):
    if other == 0:
        return None if one == 0 else INFINITE
    return Fraction(one) / Fraction(other)


def total(sum_, unit=0, *, where=lambda _: True):
    return sum(amounts[unit] for place, amounts in sum_.items() if where(place))


def share_of(sums, value):
    return divide(total(sums, where=lambda p: p[0] == value), total(sums))


def squares(parts):
    all_ = sum(parts)
    return divide(sum(one * one for one in parts), all_ * all_)


def by_first(sum_, where=lambda _: True):
    found = {}
    for place, amounts in sum_.items():
        if where(place):
            found[place[0]] = found.get(place[0], 0) + amounts[0]
    return found


BITS = Context(prec=50)


def bits(parts):
    """Entropy of a mix, in bits."""
    all_ = sum(parts)
    found = Decimal(0)
    for one in parts:
        if one:
            share = Decimal(one) / Decimal(all_)
            found -= share * share.ln() / Decimal(2).ln()
    return found


def distance(one, other):
    """Jensen-Shannon, by the entropies of the two mixes and of their middle."""
    if not sum(one.values()) or not sum(other.values()):
        return None
    with localcontext(BITS):
        wholes = [Decimal(sum(mix.values())) for mix in (one, other)]
        middle = [
            (Decimal(one.get(n, 0)) / wholes[0] + Decimal(other.get(n, 0)) / wholes[1])
            / 2
            for n in {*one, *other}
        ]
        told_ = sum(-p * p.ln() / Decimal(2).ln() for p in middle if p)
        square = told_ - (bits(one.values()) + bits(other.values())) / 2
        return Fraction(max(square, Decimal(0)).sqrt())


# --- windows, by docs/measures-change.md -------------------------------------------------


def month_of(day):
    return day.replace(day=1)


def next_month(day):
    return (day.replace(day=28) + 4 * DAY).replace(day=1)


def months_in(since, until):
    found, day = [], month_of(since)
    while day <= until:
        found.append(day)
        day = next_month(day)
    return found


def year_back(day):
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year - 1, day.month, last)


def vouches(held, since, until):
    told_ = held.case.complete
    return told_ is not None and told_.since <= since and until <= told_.until


def windows(held, event):
    """The days before and after an event that are held alike; None for a side without."""
    if held.cap is not None:
        return None, None
    period, told_ = held.case.period, held.case.complete
    if told_ is not None and vouches(held, event - DAY, event):
        before = max(period.since, told_.since), event - DAY
        after = event, min(period.until, told_.until)
        return tuple(span if span[0] <= span[1] else None for span in (before, after))

    def is_held(since, until):
        if held.vendors.get(month_of(since)) != held.vendors.get(month_of(event)):
            return False
        if vouches(held, since, until):
            return True
        first, last = held.ends
        if first is None:
            return False
        reaches = (first <= since or vouches(held, since, since)) and (
            until <= last or vouches(held, until, until)
        )
        return reaches and month_of(since) in held.vendors

    def run(days, step):
        """Day by day away from the event, month by month held."""
        found = []
        for piece in days:
            if not is_held(*piece):
                break
            found.append(piece)
        if not found:
            return None
        return min(p[0] for p in found), max(p[1] for p in found)

    def pieces(since, until):
        return [
            (max(m, since), min(next_month(m) - DAY, until))
            for m in months_in(since, until)
        ]

    return (
        run(pieces(period.since, event - DAY)[::-1], -1),
        run(pieces(event, period.until), 1),
    )


def season_spans(held, event):
    before, after = windows(held, event)
    if before is None or after is None or year_back(event) < before[0]:
        return None
    year = (
        date(event.year + 1, 3, 1)
        if (event.month, event.day) == (2, 29)
        else event.replace(year=event.year + 1)
    )
    until = min(after[1], year - DAY)
    return (year_back(event), min(year_back(until), event - DAY)), (event, until)


def whole_months(span):
    return [
        m for m in months_in(*span) if span[0] <= m and next_month(m) - DAY <= span[1]
    ]


def in_spans(spans):
    scope = {"since": spans[0][0], "until": spans[1][1]}
    if spans[0][1] + DAY != spans[1][0]:
        scope["either"] = [{"since": a, "until": b} for a, b in spans]
    return scope


def said(spans):
    """Spans as a label has them."""
    return ", ".join(f"{spelled(a)} to {spelled(b)}" for a, b in spans)


def days_in(span):
    return (span[1] - span[0]).days + 1


# --- questions -------------------------------------------------------------------------


def question(held, figure, all_figures):
    """The question that a derived figure answers; None where it must stay silent."""
    name, label, scope = figure["measure"], figure["label"], figure["scope"]
    return QUESTIONS[name](held, figure, label, scope, all_figures)


def of_shares(held, figure, label, scope, all_figures):
    word = label.removeprefix("Share of imports by ").split(" since ")[0]
    dim = held.divided(word, scope)
    years = range(held.case.period.since.year, held.case.period.until.year + 1)
    names = {
        "product group": ("goods",), "supplier": ("supplier",), "year": (),
        "country of origin": ("origin",), "country of dispatch": ("dispatch",),
        "trading country": ("trading",), "country of the sender": ("sender_country",),
    }[word]  # fmt: skip
    cells = [f["cell"] for f in all_figures if f["parent"] == figure["id"]]
    if word == "supplier":
        dim = column("supplier")
    shown = {cell for cell in cells if cell != "other"}

    def made(sums, key):
        if key[0] is None:
            return Fraction(1) if total(sums[0]) else None
        if key[0] == "other":
            mine = total(sums[0], where=lambda p: p[0] not in shown)
            return divide(mine, total(sums[0]))
        return share_of(sums[0], sums.names.get(key[0], key[0]))

    return Question(
        [Asked(scope, [dim])], made, names,
        edges=[date(year, 6, 1) for year in years] if word == "year" else (),
        # The share of `other` counts rows of countries that nothing else has; a row of
        # an unknown firm may be of a new one, which is among the others.
        tight_of=lambda key: "" if key[0] == "other" else "low high",
        merges=word == "supplier",
    )  # fmt: skip


def of_newcomers(held, figure, label, scope, all_figures):
    yes, no = (
        ("first seen since", "seen before")
        if label.endswith("first seen since")
        else ("that stopped", "went on")
    )
    words = label.removeprefix("Share of i").split(" from suppliers ")[0]
    dim = held.newcomer(
        f"I{words}, by {'when first seen' if yes.startswith('first') else ''}"
    )
    return Question(
        [Asked(scope, [dim], [[yes, no]])],
        lambda sums, _: share_of(sums[0], yes),
        tight="low high",
    )


def spans_question(held, figure, spans, made, tight_of):
    if spans is None:
        return None
    words = said(spans)
    if (
        figure["measure"] == "rates"
        and words.replace(", ", " and ") not in figure["label"]
    ):
        raise UnknownFigureError(f"windows of {figure['id']}: {words}")
    if figure["measure"] != "rates" and said([spans[1]]) not in figure["label"]:
        raise UnknownFigureError(f"windows of {figure['id']}: {words}")
    scope = in_spans(spans)
    dim = of_spans(
        f"Imports, {spelled(spans[0][0])} to {spelled(spans[0][1])} and {spelled(spans[1][0])} to {spelled(spans[1][1])}"
    )
    return Question(
        [Asked(scope, [dim])],
        made,
        edges=[d for s in spans for d in s],
        tight_of=tight_of,
    )


def unit_of(label):
    return {"value": 0, "net weight": 1, "rows": 2}[
        label.split(": ")[0].split(", ")[-1]
    ]


def of_rates(held, figure, label, scope, all_figures):
    event = held.event(label.split(": ", 1)[1])
    spans = windows(held, event.date)
    if None in spans:
        return None
    unit = unit_of(label)

    def made(sums, key):
        scale = 1 if unit == 2 else 10**4
        rates = {
            name: Fraction(total(sums[0], unit, where=lambda p, n=name: p[0] == n), scale)
            * YEAR / days_in(span)
            for name, span in zip(("before", "after"), spans, strict=True)
        }  # fmt: skip
        return rates[key[0]] if key[0] else divide(rates["after"], rates["before"])

    return spans_question(held, figure, spans, made, lambda _: "low high")


def of_season(held, figure, label, scope, all_figures):
    event = held.event(label.split(": ", 1)[1])
    unit = unit_of(label)

    def made(sums, key):
        scale = (10**4, 10**3, 1)[unit]
        after, before = (
            Fraction(total(sums[0], unit, where=lambda p, n=name: p[0] == n), scale)
            for name in ("after", "before")
        )
        return after - before if key[0] else divide(after, before)

    return spans_question(
        held, figure, season_spans(held, event.date), made, lambda _: "low high"
    )


def of_differences(held, figure, label, scope, all_figures):
    event = next(e for e in held.case.events if e.label in label)
    control = set(event.control)
    if not control or control - {g.name for g in held.case.goods}:
        return None
    spans = windows(held, event.date)
    if None in spans:
        return None
    before, after = (whole_months(span) for span in spans)
    if min(len(before), len(after)) < 3:
        return None
    if said(spans).replace(", ", " and ") not in label:
        raise UnknownFigureError(label)
    part = Dim(
        lambda row: told(
            row["goods"], lambda g: "control" if g in control else "others"
        )
    )
    half = len(before) // 2

    def mean(sums, name, months):
        names = {f"{m:%Y-%m}" for m in months}
        mine = total(sums[0], where=lambda p: p[0] == name and p[1] in names)
        return Fraction(mine, 10**4 * len(months))

    def made(sums, key):
        one, two = (
            (before[:half], before[half:])
            if key[0] == "before alone"
            else (before, after)
        )
        means = {
            (n, at): mean(sums, n, m)
            for n in ("others", "control")
            for at, m in ((1, one), (2, two))
        }
        if key[0] == "ratio":
            rates = [divide(means[n, 2], means[n, 1]) for n in ("others", "control")]
            return None if None in rates or INFINITE in rates else divide(*rates)
        changes = [means[n, 2] - means[n, 1] for n in ("others", "control")]
        return 12 * (changes[0] - changes[1])

    edges = [d for s in spans for d in s] + [
        before[0],
        before[half],
        before[-1],
        after[0],
    ]
    return Question(
        [Asked({"since": spans[0][0], "until": spans[1][1]}, [part, Dim(month)])],
        made, ("goods",), edges=edges,
        tight_of=lambda key: "" if key[0] == "ratio" else "low high",
    )  # fmt: skip


def families_of(held, figure, all_figures):
    """Families with their codes, as the caveats tell; see `recount.with_families`."""
    found = {}
    for other in all_figures:
        is_own = other["parent"] == figure["id"] and other["sql"] is None
        if is_own and other["cell"] not in found:
            codes = [other["cell"].split(" ")[0]]
            for caveat in other["caveats"]:
                if " together: editions" in caveat:
                    codes = caveat.split(" together: ")[0].split(", ")
            found[other["cell"]] = (codes, other["reason"] != "HS_EDITION")
    return found


def by_family(families):
    names = {code: name for name, (codes, _) in families.items() for code in codes}
    return Dim(
        lambda row: (
            names.get(row["hs"][:6], "other")
            if row["hs"] and len(row["hs"]) >= 6
            else None
        )
    )


def of_substitution(held, figure, label, scope, all_figures):
    event = held.event(label.split(": ", 1)[1])
    spans = season_spans(held, event.date)
    families = families_of(held, figure, all_figures)
    if spans is None or not families:
        return None
    known = [name for name, (_, is_known) in families.items() if is_known]

    def moves(sums, name):
        changes = {}
        for (family, origin, when), amounts in sums[0].items():
            if family == name:
                sign = 1 if when == "after" else -1
                changes[origin] = changes.get(origin, 0) + sign * amounts[0]
        rose = sum(c for c in changes.values() if c > 0)
        return rose, -sum(c for c in changes.values() if c < 0)

    def made(sums, key):
        asked = known if key[0] is None else [key[0]]
        if key[0] is not None and key[0] not in known:
            return None
        found = [moves(sums, name) for name in asked]
        return divide(sum(f[0] for f in found), sum(f[1] for f in found))

    dims = [by_family(families), column("origin"), of_spans(said(spans))]
    return Question(
        [Asked(in_spans(spans), dims)],
        made,
        ("hs", "origin"),
        edges=[d for s in spans for d in s],
    )


def of_prices(held, figure, label, scope, all_figures):
    event = held.event(label.split(": ", 1)[1])
    spans = season_spans(held, event.date)
    families = families_of(held, figure, all_figures)
    if spans is None or not families:
        return None
    known = [name for name, (_, is_known) in families.items() if is_known]

    def weighed(row):
        return (
            "weighed"
            if row["net_kg"] is not None and row["net_kg"] > 0
            else "no weight"
        )

    def amount(sums, names, when, unit, has=None):
        return total(
            sums[0],
            unit,
            where=lambda p: p[0] in names and p[1] == when and has in {None, p[2]},
        )

    def made(sums, key):
        name, what = key
        if name is not None and name not in known:
            return None
        names = known if name is None else [name]
        if what is None:
            return divide(
                amount(sums, names, "after", 1), amount(sums, names, "before", 1)
            )
        prices = {
            when: divide(
                Fraction(amount(sums, names, when, 0, "weighed"), 10**4),
                Fraction(amount(sums, names, when, 1, "weighed"), 10**3),
            )
            for when in ("after", "before")
        }
        if what != "price":
            return prices[what.removeprefix("price ")]
        if None in prices.values() or INFINITE in prices.values():
            return None
        return divide(prices["after"], prices["before"])

    dims = [by_family(families), of_spans(said(spans)), Dim(weighed)]
    return Question(
        [Asked(in_spans(spans), dims)],
        made,
        ("hs",),
        edges=[d for s in spans for d in s],
    )


def of_concentration(held, figure, label, scope, all_figures):
    word = "country of origin" if "country of origin" in label else "supplier"
    name = "origin" if word == "country of origin" else "supplier"
    years = range(held.case.period.since.year, held.case.period.until.year + 1)
    divided = [Dim(lambda row: str(row["first"].year))]
    if held.case.events:
        divided.append(side(held.first_event().date))
    asked = [
        Asked(scope, [column(name), *also]) for also in ([], *([d] for d in divided))
    ]

    def parts(sums, when):
        if when is None:
            return by_first(sums[0])
        at = 1 if when.isdigit() else 2
        return by_first(sums[at], lambda p: p[1] == when) if at < len(sums) else {}

    def made(sums, key):
        cell, when = key
        is_leader = (cell is not None and when is not None) or (
            cell is not None and not cell.isdigit() and cell not in {"before", "after"}
        )
        found = parts(sums, when if is_leader else cell)
        if not sum(found.values()):
            return None
        if "index" in label:
            return squares(found.values())
        if "Effective" in label:
            return 1 / squares(found.values())
        if is_leader:
            largest = max(found.values())
            if found.get(sums.names.get(cell, cell)) != largest:
                raise UnknownFigureError(
                    f"{figure['id']}: {cell} is not always the largest"
                )
        return divide(max(found.values()), sum(found.values()))

    tight = {True: "", False: "low" if "Effective" in label else "high"}[
        bool(held.pairs)
    ]
    return Question(
        asked, made, (name,),
        edges=[date(year, 6, 1) for year in years] + [e.date for e in held.case.events],
        tight=tight, merges=name == "supplier",
    )  # fmt: skip


def of_dependency(held, figure, label, scope, all_figures):
    if not label.startswith("First"):
        return None
    eu = next(b for b in blocs() if b["name"] == "EU")

    def outside(row):
        return "EU" if row["origin"] in members_on(eu, row["first"]) else row["origin"]

    def made(sums, key):
        sum_ = sums[0] if key[0] is None else sums[1]
        found = by_first(
            sum_, lambda p: p[0] != "EU" and (key[0] is None or p[1] == key[0])
        )
        return squares(found.values()) if sum(found.values()) else None

    edges = {
        d for m in eu["members"] for d in (m["since"], m["until"]) if d is not None
    }
    return Question(
        [Asked(scope, [Dim(outside)]), Asked(scope, [Dim(outside), column("goods")])],
        made, ("origin", "goods"), edges=list(edges),
    )  # fmt: skip


def of_blocs(held, figure, label, scope, all_figures):
    role = "origin" if "produced in" in label else "dispatch"
    asked = blocs() if role == "origin" else [b for b in blocs() if b["name"] == "EU"]

    def is_in(bloc):
        return Dim(
            lambda row: "in" if row[role] in members_on(bloc, row["first"]) else "out"
        )

    names = [bloc["name"] for bloc in asked]
    edges = {
        d
        for bloc in asked
        for m in bloc["members"]
        for d in (m["since"], m["until"])
        if d is not None and day_of(scope["since"]) <= d <= day_of(scope["until"])
    }

    def made(sums, key):
        if key[0] is None:
            return Fraction(1) if total(sums[0]) else None
        return share_of(sums[names.index(key[0])], "in")

    return Question(
        [Asked(scope, [is_in(b)]) for b in asked],
        made,
        (role,),
        edges=sorted(edges),
        tight="low high",
    )


def of_routes(held, figure, label, scope, all_figures):
    words = label.removeprefix("Share of imports ").split(" ")[0]
    third = {
        "dispatched": lambda row: told_all(
            [row["origin"], row["dispatch"]], lambda o, d: o != d
        ),
        "bought": lambda row: neither(row, "trading"),
        "sent": lambda row: neither(row, "sender_country"),
    }[words]
    fields = {"dispatched": (), "bought": ("trading",), "sent": ("sender_country",)}[
        words
    ]
    return Question(
        [Asked(scope, [Dim(lambda row: {True: "third", False: "no"}[third(row)])])],
        lambda sums, _: share_of(sums[0], "third"),
        ("origin", "dispatch", *fields), tight="low high",
    )  # fmt: skip


def of_mix(held, figure, label, scope, all_figures):
    dims = [column("origin"), side(held.first_event().date)]

    def made(sums, _):
        return distance(
            *(by_first(sums[0], lambda p, n=n: p[1] == n) for n in ("before", "after"))
        )

    return Question(
        [Asked(scope, dims)], made, ("origin",), edges=[held.first_event().date]
    )


QUESTIONS = {
    "shares": of_shares,
    "newcomers": of_newcomers,
    "rates": of_rates,
    "season": of_season,
    "differences": of_differences,
    "substitution": of_substitution,
    "volume and price": of_prices,
    "concentration": of_concentration,
    "eu dependency": of_dependency,
    "foreign content": of_blocs,
    "routes": of_routes,
    "mix": of_mix,
}
ESTIMATES = {"series"}  # see recount_series.py


def stored(value):
    """As it is stored: twelve places, half to even."""
    with localcontext(Context(prec=120)):
        found = Decimal(value.numerator) / Decimal(value.denominator)
        return found.quantize(Decimal("1e-12"), ROUND_HALF_EVEN)


def wrong_of(held, figures, limit=200, seed=1):
    """Every derived figure whose bounds do not hold, or are not tight, by id.

    Gives also how many were held against all their worlds.
    """
    wrong, counted = (
        {},
        {"all worlds": 0, "some worlds": 0, "silent": 0, "equal ends": 0},
    )
    heads = [f for f in figures if f["sql"] is None and f["parent"] is None]
    for head in heads:
        if head["measure"] in ESTIMATES:
            continue
        if head["measure"] not in QUESTIONS:
            raise UnknownFigureError(f"{head['id']} {head['measure']}: {head['label']}")
        own = [f for f in figures if f["parent"] == head["id"] and f["sql"] is None]
        asked = question(held, head, figures)
        if asked is None:
            counted["silent"] += 1
            if head["at_least"] is not None or head["reason"] is None or own:
                wrong[head["id"]] = (head["label"], "speaks", head["at_least"])
            continue
        keys = {
            f["id"]: (f["cell"] if f["parent"] else None, f["period"])
            for f in (head, *own)
        }
        lows, highs, defined, limitless = {}, {}, {}, {}
        found, is_all, _ = worlds(held, asked, limit, seed)
        counted["all worlds" if is_all else "some worlds"] += 1
        for sums in found:
            for id_, key in keys.items():
                value = asked.made(sums, key)
                if value is None:
                    continue
                if value == INFINITE or value > LARGE:
                    limitless[id_] = True
                    continue
                defined[id_] = True
                lows[id_] = min(lows.get(id_, value), value)
                highs[id_] = max(highs.get(id_, value), value)
        for figure in (head, *own):
            id_ = figure["id"]
            low, high = figure["at_least"], figure["at_most"]
            told_ = (head["label"], keys[id_], low, high, lows.get(id_), highs.get(id_))
            if low is None:
                is_blind = not defined.get(id_) or lacks_value(held)
                if figure["reason"] is None or not is_blind:
                    wrong[id_] = ("no answer", figure["reason"], *told_)
                continue
            if not defined.get(id_):
                if not limitless.get(id_) and is_all and asked.ends(keys[id_]):
                    wrong[id_] = ("answers where nothing is", *told_)
                elif high is not None and limitless.get(id_):
                    wrong[id_] = ("limited", *told_)
                continue
            if limitless.get(id_) and high is not None:
                wrong[id_] = ("limited", *told_)
                continue
            mine, most = stored(lows[id_]), stored(highs[id_])
            if low > mine or (high is not None and high < most):
                wrong[id_] = ("does not hold", *told_)
                continue
            is_point = is_all and lows[id_] == highs[id_] and not limitless.get(id_)
            ends = asked.ends(keys[id_]) if is_all else ""
            if is_all and _one_world(held, asked):
                ends = "low high"
            if "low" in ends:
                counted["equal ends"] += 1
                if low != mine:
                    wrong[id_] = ("low end is not tight", is_point, *told_)
            if "high" in ends:
                counted["equal ends"] += 1
                if high != most and not (high is None and limitless.get(id_)):
                    wrong[id_] = ("high end is not tight", is_point, *told_)
    return wrong, counted


def lacks_value(held):
    return any(row["usd"] is None or row["net_kg"] is None for row in held.rows)


def _one_world(held, asked):
    _, _, count = worlds(held, asked, 1, 1)
    return count == 1
