"""Every figure once more, by another program.

SQLite hands over the rows of `imports` as text, and Python adds them up. Nothing of
madein's own formulas is used: what a figure means is taken from docs/measures-*.md, and
three-valued logic is written again. Facts stay facts: the case, verdicts, proposals,
rates, blocs and what the table `newcomer` says of a firm are read as they are.
"""

import re
import sqlite3
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property
from importlib.resources import files

from ruamel.yaml import YAML

ROLES = {
    "country of origin": "origin",
    "country of dispatch": "dispatch",
    "trading country": "trading",
    "country of the sender": "sender_country",
}
COLUMNS = (
    "source_id", "row", "row_key", "declaration", "registered", "registered_month",
    "member", "counted", "aside", "doubt", "origin", "dispatch", "trading",
    "sender_country", "hs", "hs_edition", "goods", "supplier", "maker_name", "net_kg",
    "usd", "usd_basis",
)  # fmt: skip
VALUES = ("customs_value", "customs_currency", "invoice_value", "invoice_currency")
DAY = timedelta(days=1)
CONDITIONS = {
    "since", "until", "role", "countries", "goods", "makers", "hs", "at_least_usd",
    "aside", "either",
}  # fmt: skip
ARROW = " > "


class UnknownFigureError(Exception):
    """A figure that this program has no second way for."""


# --- three-valued logic: True, False, and None for not known --------------------------


def every(answers):
    """No outweighs not known, which outweighs yes."""
    said = set(answers)
    return False if False in said else None if None in said else True


def some(answers):
    said = set(answers)
    return True if True in said else None if None in said else False


def told(cell, is_so):
    return None if cell is None else is_so(cell)


def on_or_after(row, day):
    if row["first"] is None:
        return None
    return True if row["first"] >= day else False if row["last"] < day else None


def on_or_before(row, day):
    later = on_or_after(row, day + DAY)
    return None if later is None else not later


def is_made_by(name, makers):
    if name is None:
        return None
    found = []
    for maker in makers:
        text = name.casefold().replace("_", " ")
        whole = re.search(rf"(?<!\w){re.escape(maker.casefold())}(?!\w)", text)
        part = maker.casefold() in text
        found.append(True if whole else None if part else False)
    return some(found)


def has_code(code, beginnings):
    if code is None:
        return None
    return some(
        True
        if code.startswith(one)
        else None  # cut: it may go on either way
        if one.startswith(code)
        else False
        for one in beginnings
    )


def fits(row, scope):
    """What the conditions of a scope say of a row."""
    strange = scope.keys() - CONDITIONS
    if strange:
        raise UnknownFigureError(f"condition {sorted(strange)}")
    found = [True]
    if "since" in scope:
        found.append(on_or_after(row, day_of(scope["since"])))
    if "until" in scope:
        found.append(on_or_before(row, day_of(scope["until"])))
    if "countries" in scope:
        found.append(told(row[scope["role"]], lambda c: c in scope["countries"]))
    if "goods" in scope:
        found.append(told(row["goods"], lambda goods: goods == scope["goods"]))
    if "makers" in scope:
        found.append(is_made_by(row["maker_name"], scope["makers"]))
    if "hs" in scope:
        found.append(has_code(row["hs"], scope["hs"]))
    if "at_least_usd" in scope:
        least = Decimal(scope["at_least_usd"])
        found.append(told(row["usd"], lambda usd: usd >= least))
    if "either" in scope:
        found.append(some(fits(row, part) for part in scope["either"]))
    return every(found)


def among(row, scope):
    """Whether a row is of a scope, credits and uncounted rows too."""
    is_aside = row["aside"] is not None
    stands = None if row["doubt"] and not scope.get("aside") else True
    return every(
        [row["member"], is_aside is scope.get("aside", False), stands, fits(row, scope)]
    )


def belongs(row, scope):
    is_credit = row["usd"] is not None and row["usd"] < 0
    return every([among(row, scope), row["counted"], not is_credit])


# --- rows ----------------------------------------------------------------------------


def day_of(text):
    return text if isinstance(text, date) else date.fromisoformat(text)


def words_day(text):
    return datetime.strptime(text, "%d %b %Y").date()


def spelled(day):
    return f"{day.day} {day:%b %Y}"


def by_sqlite(engine, table, columns):
    """Rows by way of SQLite, every cell as text."""
    texts = ", ".join(f"cast({name} as varchar) as {name}" for name in columns)
    rows = [tuple(row.values()) for row in engine.rows(f"select {texts} from {table}")]
    lite = sqlite3.connect(":memory:")
    named = ", ".join(f'"{name}"' for name in columns)
    lite.execute(f"create table held ({named})")
    lite.executemany(f"insert into held values ({', '.join('?' * len(columns))})", rows)
    found = [
        dict(zip(columns, cells, strict=True))
        for cells in lite.execute("select * from held")
    ]
    lite.close()
    return found


def span_of(row):
    """First and last day that a row may have been registered on."""
    if row["registered"] is not None:
        day = day_of(row["registered"])
        return day, day
    if row["registered_month"] is None:
        return None, None
    first = day_of(row["registered_month"])
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def typed(row):
    first, last = span_of(row)
    truth = {"true": True, "false": False, None: None}
    numbers = {n: told(row[n], Decimal) for n in ("usd", "net_kg")}
    return row | numbers | {
        "first": first,
        "last": last,
        "member": truth[row["member"]],
        "counted": truth[row["counted"]],
    }  # fmt: skip


@dataclass(frozen=True)
class Dim:
    """What a breakdown divides by: a value for each row, None where not known.

    `near` are firms that may be one with the firm a cell stands for.
    """

    value: Callable[[dict], str | None]
    unknown: str = "unknown"
    near: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass
class Held:
    """A case with its rows and the facts that were found out about them."""

    case: object
    rows: list[dict]
    words: dict = field(default_factory=dict)  # verdicts
    pairs: list = field(default_factory=list)  # proposals
    declared: dict = field(default_factory=dict)
    rates: dict = field(default_factory=dict)
    quotes: dict = field(default_factory=dict)
    firms: dict = field(default_factory=dict)  # newcomers: (event, supplier) -> both
    vendors: dict = field(default_factory=dict)  # month -> vendors
    ends: tuple = (None, None)  # first and last day of the records
    cap: str | None = None
    choices: dict = field(default_factory=dict)

    @classmethod
    def of(cls, engine, case):
        rows = [typed(row) for row in by_sqlite(engine, "imports", COLUMNS)]
        key = ("source_id", "row")
        asked = (*key, "role", "regime", "measure", "test")
        words = by_sqlite(engine, "exposed", (*asked, "word"))
        declared = by_sqlite(engine, "declared", (*key, *VALUES))
        rates = by_sqlite(engine, "rate", ("currency", "day", "usd"))
        quotes = by_sqlite(engine, "quote", ("rate_source", "currency", "day", "usd"))
        firms = by_sqlite(
            engine, "newcomer", ("event", "supplier", "is_new", "stopped")
        )
        pairs = by_sqlite(engine, "proposal", ("left_party", "right_party"))
        coverage = by_sqlite(engine, "coverage", ("first_day", "last_day", "cap"))
        months = by_sqlite(
            engine,
            "month_coverage join source using (source_id)",
            ("month", "vendor", "rows"),
        )
        vendors = {}
        for held in months:
            if held["month"] is not None and int(held["rows"]) > 0:
                vendors.setdefault(day_of(held["month"]), set()).add(
                    held["vendor"] or ""
                )
        firsts = [day_of(c["first_day"]) for c in coverage if c["first_day"]]
        lasts = [day_of(c["last_day"]) for c in coverage if c["last_day"]]
        return cls(
            case=case,
            rows=rows,
            words={tuple(v[n] for n in asked): v["word"] for v in words},
            pairs=[tuple(p.values()) for p in pairs],
            declared={tuple(d[n] for n in key): d for d in declared},
            rates={(r["currency"], r["day"]): Decimal(r["usd"]) for r in rates},
            quotes={
                (q["rate_source"], q["currency"], q["day"]): Decimal(q["usd"])
                for q in quotes
            },
            firms={(f["event"], f["supplier"]): f for f in firms},
            vendors=vendors,
            ends=(min(firsts, default=None), max(lasts, default=None)),
            cap=next((c["cap"] for c in coverage if c["cap"] is not None), None),
        )

    # --- what figures divide by ------------------------------------------------------

    def ranked(self, value, scope):
        """Values of certain rows, the largest first; also those that may be there."""
        totals = Counter()
        for row in self.rows:
            if among(row, scope) is False or (name := value(row)) is None:
                continue
            sure = belongs(row, scope) is True
            totals[name] += (row["usd"] or 0) if sure else 0
        return sorted(totals, key=lambda name: (-totals[name], name))

    def shown(self, column, scope, count, near=None):
        named = {*self.ranked(lambda row: row[column], scope)[:count], None}
        return Dim(
            lambda row: row[column] if row[column] in named else "other",
            near={} if near is None else {k: v for k, v in near.items() if k in named},
        )

    @cached_property
    def near(self):
        """Firms that may be one with each, also by way of a third."""
        groups = {}
        for one, other in self.pairs:
            joined = groups.get(one, {one}) | groups.get(other, {other})
            groups |= dict.fromkeys(joined, joined)
        return {firm: sorted(group - {firm}) for firm, group in groups.items()}

    def suppliers(self, scope):
        return self.shown("supplier", scope, 25, near=self.near)

    def event(self, words):
        """The event whose label the words end with, before a comma."""
        found = [e for e in self.case.events if words.split(", ")[0].endswith(e.label)]
        if len(found) != 1:
            raise UnknownFigureError(f"event in '{words}'")
        return found[0]

    def first_event(self):
        return min(self.case.events, key=lambda event: event.date)

    def dims(self, figure, scope):
        """How the parts of a figure divide its rows."""
        measure, label = figure["measure"], figure["label"]
        match measure:
            case (
                "total" | "since" | "country" | "country since" | "duplicates" | "claim"
            ):
                return []
            case "origins":
                return [column("origin")]
            case "goods":
                return [column("goods")]
            case "suppliers":
                return [self.suppliers(scope)]
            case "change" | "mix":
                return [
                    column("origin"),
                    side(self.event(label.split(": ", 1)[1]).date),
                ]
            case "quarters":
                return [self.shown("origin", scope, 5), Dim(quarter)]
            case "exposure":
                return [self.verdict(label)]
            case "shares" | "concentration":
                return [self.divided(word, scope) for word in split_by(label)]
            case "newcomers":
                return [self.newcomer(label)]
            case "rates by side" | "season by side":
                return [of_spans(label)]
            case "series by month":
                return [Dim(month)]
            case "differences by month":
                return [self.control(label), Dim(month)]
            case "substitution by code":
                return self.by_code(figure, label)
            case "eu dependency":
                return self.outside_eu(label, scope)
            case "foreign content":
                return [self.bloc(label, scope)]
            case "routes":
                return self.route(label, scope)
        raise UnknownFigureError(f"{figure['id']} {measure}: {label}")

    def divided(self, word, scope):
        if word in ROLES:
            return column(ROLES[word])
        match word:
            case "product group":
                return column("goods")
            case "supplier":
                return self.suppliers(scope)
            case "year":
                return Dim(lambda row: told(row["first"], lambda day: str(day.year)))
            case "side":
                return side(self.first_event().date)
        raise UnknownFigureError(f"divided by '{word}'")

    def verdict(self, label):
        kind, about = label.split(": ")
        regime, measure, test = [*about.split(", "), "goods test"][:3]
        role = "goods" if kind.endswith("goods") else "importer"
        asked = (role, regime, measure, test.removesuffix(" test"))

        def word(row):
            found = self.words.get((row["source_id"], row["row"], *asked))
            return None if found == "not determinable" else found

        return Dim(word, unknown="not determinable")

    def newcomer(self, label):
        name, yes, no = (
            ("is_new", "first seen since", "seen before")
            if "first seen" in label
            else ("stopped", "that stopped", "went on")
        )
        event = self.event(label.split(", by ")[0])

        def answer(row):
            said = self.firms.get((event.name, row["supplier"]), {}).get(name)
            return {"true": yes, "false": no, None: None}[said]

        return Dim(answer)

    def control(self, label):
        names = label.removeprefix("Imports by month, ").removesuffix(" and all others")
        control = set(names.split(", "))
        return Dim(
            lambda row: told(
                row["goods"], lambda goods: "control" if goods in control else "others"
            )
        )

    def by_code(self, figure, label):
        families = figure["families"]

        def code(row):
            if row["hs"] is None or len(row["hs"]) < 6:
                return None
            return families.get(row["hs"][:6], "other")

        def weighed(row):
            has = row["net_kg"] is not None and row["net_kg"] > 0
            return "weighed" if has else "no weight"

        if label.startswith("Imports by code and origin"):
            return [Dim(code), column("origin"), of_spans(label)]
        return [Dim(code), of_spans(label), Dim(weighed)]

    def bloc(self, label, scope):
        """Inside, outside, by the days of the row."""
        words = label.split(": ", 1)[1].split(" since ")[0]
        one = next((b for b in blocs() if words == b["label"]), None)
        if one is None:
            raise UnknownFigureError(label)
        role = ROLES[label.split(", ")[0].removeprefix("Imports by ")]
        return Dim(
            lambda row: in_bloc(row, one, role, scope, one["name"], "other countries")
        )

    def outside_eu(self, label, scope):
        eu = next(b for b in blocs() if b["name"] == "EU")
        last = day_of(scope["until"])
        inside = members_on(eu, last)
        ranked = [
            c for c in self.ranked(lambda r: r["origin"], scope) if c not in inside
        ]
        named = set(ranked[:25])

        def origin(row):
            answer = in_bloc(row, eu, "origin", scope, True, False)
            if answer is None or answer:
                return told(answer, lambda _: "EU")
            if row["origin"] is None:
                return "other"
            return row["origin"] if row["origin"] in named else "other"

        return [Dim(origin)] + (
            [column("goods")] if label.endswith("product group") else []
        )

    def route(self, label, scope):
        countries = ("origin", "dispatch", "trading", "sender_country")
        thirds = {
            "dispatched": lambda row: told_all(
                [row["origin"], row["dispatch"]], lambda o, d: o != d
            ),
            "bought": lambda row: neither(row, "trading"),
            "sent": lambda row: neither(row, "sender_country"),
        }
        words = label.removeprefix("Imports ").split(" ")[0]
        if ", and others" in label:
            named = {True: "third country", False: "no third country", None: None}
            return [Dim(lambda row: named[thirds[words](row)])]
        if label.startswith("Imports by route"):

            def whole(row):
                return told_all([row[c] for c in countries], lambda *c: ARROW.join(c))

            named = set(self.certain_ranked(whole, scope)[:25])
            return [
                Dim(
                    lambda row: told(
                        whole(row), lambda one: one if one in named else "other"
                    )
                )
            ]
        if label.startswith("Imports by country of origin, and country of dispatch"):
            return [self.shown(name, scope, 5) for name in countries[:2]]
        found = re.match(
            r"Imports produced in .+? by (country of \w+(?: \w+)?|trading country)",
            label,
        )
        for word, name in ROLES.items():
            if found and f" by {word}" in label:
                return [column(name)]
        raise UnknownFigureError(label)

    def certain_ranked(self, value, scope):
        return self.ranked(value, scope)

    # --- figures that are added up ---------------------------------------------------

    def sensitivity(self, scope):
        """Rows of each choice of docs/measures-sensitivity.md."""
        converted = any(row["usd_basis"] in {"customs", "invoice"} for row in self.rows)
        sources = {source for source, _, _ in self.quotes} - {"identity"}
        publishers = sorted(sources) if converted else []
        if not self.choices:
            self.choices = {
                name: [new for row in self.rows if (new := made(self, row)) is not None]
                for name, made in choices(publishers).items()
            }
        found = dict(self.choices)
        if scope.get("role") == "origin":
            country = scope["countries"][0]
            found["unknown origins counted"] = [
                row | {"origin": row["origin"] or country} for row in self.rows
            ]
        return found

    def added_up(self, figure):
        """Expected (at_least, at_most, rows, unclear, unvalued) of a figure and its cells.

        Of a breakdown by cell and period; of the whole by None.
        """
        scope, unit = figure["scope"], figure["unit"]
        if figure["measure"] == "sensitivity":
            parts = self.sensitivity(scope).items()
            found = {(name, None): summed(rows, scope, unit) for name, rows in parts}
            found = {cell: one for cell, one in found.items() if one[2] or one[3]}
            return {None: summed(self.rows, scope, unit)} | found
        if unit == "declarations":
            return {None: self.declarations(scope)}
        dims = self.dims(figure, scope)
        return {None: summed(self.rows, scope, unit)} | self.cells(dims, scope, unit)

    def cells(self, dims, scope, unit):
        """Bounds of each cell that some row of the scope is in."""
        if not dims:
            return {}
        placed = [
            (answer, tuple(dim.value(row) for dim in dims), row)
            for row in self.rows
            if (answer := belongs(row, scope)) is not False
        ]
        found = {}
        vague = [one for one in placed if None in one[1]]
        own = {}
        for one in placed:
            own.setdefault(one[1], []).append(one)
        for cell, mine in own.items():
            here = [(answer, row) for answer, _, row in mine]
            maybe = [
                row
                for _, other, row in vague
                if other != cell
                and all(o in {c, None} for o, c in zip(other, cell, strict=True))
            ]
            firms = {
                firm
                for dim, value in zip(dims, cell, strict=True)
                for firm in dim.near.get(value, ())
            }
            beside = [row for _, _, row in placed if row["supplier"] in firms]
            names = [
                dim.unknown if value is None else value
                for dim, value in zip(dims, cell, strict=True)
            ]
            key = (
                ", ".join(names[:-1] or names),
                names[-1] if len(names) > 1 else None,
            )
            found[key] = bounds(here, [*maybe, *beside], unit)
        return found

    def declarations(self, scope):
        sure = [row for row in self.rows if belongs(row, scope) is True]
        every_ = [row for row in self.rows if belongs(row, scope) is not False]
        numbers = {row["declaration"] for row in sure} - {None}
        all_ = {row["declaration"] for row in every_} - {None}
        blank = sum(row["declaration"] is None for row in every_)
        least = max(len(numbers), 1 if sure else 0)
        return (
            Decimal(least), Decimal(len(all_) + blank), len(sure),
            len(every_) - len(sure), 0, digest_of(sure),
        )  # fmt: skip


ADDED = {
    "US dollars": lambda row: row["usd"],
    "kg": lambda row: row["net_kg"],
    "rows": lambda _: Decimal(1),
}


def summed(rows, scope, unit):
    here = [(belongs(row, scope), row) for row in rows]
    return bounds([one for one in here if one[0] is not False], [], unit)


def bounds(here, beside, unit):
    """Bounds of rows, some of them certain, and of rows that may come to them."""
    worth = ADDED[unit]
    sure = [row for answer, row in here if answer is True]
    open_ = [row for answer, row in here if answer is None] + list(beside)
    amounts = [worth(row) for row in (*sure, *open_)]
    least = sum((worth(row) or 0 for row in sure), Decimal(0))
    unvalued = sum(amount is None for amount in amounts)
    most = None if unvalued else sum(amounts, Decimal(0))
    return least, most, len(sure), len(open_), unvalued, digest_of(sure)


def digest_of(rows):
    mixed = 0
    for row in rows:
        mixed ^= int(row["row_key"])
    return mixed.to_bytes(8, "little").hex()[:12]


def shown_sum(figure):
    """What a figure of the table says, in the form of `bounds`."""
    names = (
        "at_least",
        "at_most",
        "rows",
        "unclear_rows",
        "unvalued_rows",
        "rows_digest",
    )
    return tuple(figure[name] for name in names)


# --- values of rows -------------------------------------------------------------------


def column(name):
    return Dim(lambda row: row[name])


def split_by(label):
    """What 'Imports by X and Y since 24 Feb 2022' divides by."""
    words = label.removeprefix("Imports by ").split(" since ")[0]
    return words.split(" and ")


def told_all(cells, made):
    return None if None in cells else made(*cells)


def neither(row, name):
    """A country that is the same as one of the two is no third, whatever the other is."""
    mine, two = row[name], (row["origin"], row["dispatch"])
    if mine is not None and mine in two:
        return False
    return None if mine is None or None in two else True


def quarter(row):
    return told(row["first"], lambda day: f"{day.year}Q{(day.month + 2) // 3}")


def month(row):
    return told(row["first"], lambda day: f"{day:%Y-%m}")


def side(event):
    names = {True: "after", False: "before", None: None}
    return Dim(lambda row: names[on_or_after(row, event)])


def spans_in(label):
    days = re.findall(r"\d{1,2} [A-Z][a-z]{2} \d{4}", label)
    one, two, three, four = (words_day(day) for day in days[-4:])
    return (one, two), (three, four)


def of_spans(label):
    (_, end), (start, _) = spans_in(label)

    def value(row):
        if row["first"] is None:
            return None
        touched = [row["first"] <= end, row["last"] >= start]
        return (
            None
            if touched == [True, True]
            else "before"
            if row["last"] < start
            else "after"
        )

    return Dim(value)


@cache
def blocs():
    """`blocs.yml`, read by itself."""
    text = (files("madein.reference") / "data" / "blocs.yml").read_text("utf-8")
    return YAML(typ="safe").load(text)["blocs"]


def members_on(bloc, day):
    return {
        country
        for some_ in bloc["members"]
        for country in some_["countries"]
        if (some_["since"] is None or some_["since"] <= day)
        and (some_["until"] is None or day <= some_["until"])
    }


def in_bloc(row, bloc, role, scope, inside, outside):
    """Whether a country belongs on every day that the row may be of, or on none."""
    since, until = day_of(scope["since"]), day_of(scope["until"])
    # A row belongs to the scope on the days of the scope alone.
    first = since if row["first"] is None else max(row["first"], since)
    last = until if row["last"] is None else min(row["last"], until)
    edges = {first, last}
    for some_ in bloc["members"]:
        edges |= {d for d in (some_["since"], some_["until"]) if d is not None}
        edges |= {d + DAY for d in (some_["until"],) if d is not None}
    days = [day for day in edges if first <= day <= last]
    groups = [members_on(bloc, day) for day in days] or [members_on(bloc, first)]
    country = row[role]
    if country is None:
        return None if any(groups) else outside
    answers = {country in group for group in groups}
    return None if len(answers) > 1 else inside if answers == {True} else outside


# --- one choice made otherwise --------------------------------------------------------


def in_dollars(held, row, kind):
    """The customs or invoice value of a row at the rate of its day."""
    found = held.declared.get((row["source_id"], row["row"]), {})
    value, currency = found.get(f"{kind}_value"), found.get(f"{kind}_currency")
    rate = held.rates.get((currency, row["registered"]))
    if value is None or Decimal(value) == 0 or rate is None:
        return None
    return to_four(Decimal(value) * rate)


def to_four(amount):
    return amount.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def choices(publishers):
    def valued(kind):
        def made(held, row):
            usd = in_dollars(held, row, kind)
            return row if usd is None else row | {"usd": usd}

        return made

    def published(name):
        def made(held, row):
            if row["usd_basis"] not in {"customs", "invoice"}:
                return row
            kind = row["usd_basis"]
            found = held.declared.get((row["source_id"], row["row"]), {})
            value, currency = found.get(f"{kind}_value"), found.get(f"{kind}_currency")
            quote = held.quotes.get((name, currency, row["registered"]))
            if value is None or quote is None:
                return row
            return row | {"usd": to_four(Decimal(value) * quote)}

        return made

    def worth(least):
        return lambda _, row: row if row["usd"] is None or row["usd"] >= least else None

    return {
        "as published": lambda _, row: row,
        "nothing set aside": lambda _, row: row | {"aside": None},
        "possible copies counted": lambda _, row: row | {"doubt": None},
        "possible copies left out": lambda _, row: None if row["doubt"] else row,
        "unclear importers counted": lambda _, row: row | {"member": True},
        "unclear importers left out": lambda _, row: row if row["member"] else None,
        "outside statistics counted": lambda _, row: row | {"counted": True},
        "below 1000 dollars left out": worth(1000),
        "below 10000 dollars left out": worth(10000),
        "customs value first": valued("customs"),
        "invoice value first": valued("invoice"),
        **{f"rates of {name} first": published(name) for name in publishers},
    }


def with_families(figures):
    """Figures with plain scopes; those by code with the codes each family has.

    Which codes the nomenclature joined is a fact of its tables, told in a caveat.
    """
    import json

    told_families = {}
    for figure in figures:
        if (
            figure["measure"] in {"substitution", "volume and price"}
            and figure["parent"]
        ):
            name = figure["cell"]
            codes = [name.split(" ")[0]]
            for caveat in figure["caveats"]:
                if " together: editions" in caveat:
                    codes = caveat.split(" together: ")[0].split(", ")
            parent = told_families.setdefault(figure["parent"], {})
            parent.update(dict.fromkeys(codes, name))
    found = []
    for figure in figures:
        more = {"scope": json.loads(figure["scope"])}
        if figure["measure"] == "substitution by code" and figure["sql"]:
            top = re.match(r"F\d+", figure["id"])[0]
            more["families"] = told_families.get(top, {})
        found.append(figure | more)
    return found


def differences(held, figures):
    """Every figure that is added up and is not what this program makes it, by id."""
    figures = with_families(figures)
    base = [f for f in figures if f["sql"] is not None]
    by_id = {f["id"]: f for f in base}
    wrong = {}
    heads = [f for f in base if f["parent"] is None or f["parent"] not in by_id]
    for head in heads:
        cells = [f for f in base if f["parent"] == head["id"]]
        expected = held.added_up(head)
        if shown_sum(head) != expected[None]:
            wrong[head["id"]] = (head["label"], shown_sum(head), expected[None])
        given = {(cell["cell"], cell["period"]): cell for cell in cells}
        if not cells and head["measure"] == "claim":
            continue
        for key in expected.keys() | given.keys():
            if key is None:
                continue
            mine, theirs = expected.get(key), given.get(key)
            if theirs is None or mine is None or shown_sum(theirs) != mine:
                wrong[f"{head['id']} {key}"] = (
                    head["label"], theirs and shown_sum(theirs), mine,
                )  # fmt: skip
    return wrong
