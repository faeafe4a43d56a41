"""Which column is the value of the row: never a price, a tax, or a declaration's total."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from madein.mapping.findings import TOTAL, UNUSED, Findings
from madein.mapping.gates import VALUES, objection
from madein.mapping.profile import Column
from madein.mapping.questions import Question, setting
from madein.mapping.relations import Groups, Level, agree, is_sum, level, products
from madein.mapping.words import UNKNOWN

TELLING = ("item", "hs", "description", "quantity")
FOREIGN, LOCAL, UNNAMED = "foreign", "local", ""
NUMBERS_THAT_MULTIPLY = ("quantity", "net_kg", "weight", "other_quantity", "gross_kg")


@dataclass(frozen=True, kw_only=True)
class Money:
    """A column of money, as its heading and its relations describe it.

    Attributes:
        column: The column.
        basis: statistical, customs, cif, fob, invoice, declared or plain.
        currency: ISO code; `foreign` or `local` where the heading says no more; empty
            where it says nothing.
        word: What the heading says of the level: item, subitem, total, shipment or
            nothing.
        level: What the cells say of it.
        proven: Whether it is a unit price times an amount of the row.
    """

    column: Column
    basis: str
    currency: str
    word: str
    level: Level
    proven: bool

    @property
    def field(self) -> str:
        """The field that it would hold; empty where it can hold none."""
        if self.currency == "USD":
            plain = "statistical_usd"
            named = {"cif": "cif_usd", "fob": "fob_usd", "customs": "customs_value"}
            return named.get(
                self.basis, "invoice_value" if self.basis == "invoice" else plain
            )
        if self.basis == "invoice" or (
            self.currency == FOREIGN and self.basis != "customs"
        ):
            return "invoice_value"
        return "customs_value"

    @property
    def is_unclear(self) -> bool:
        """Whether its heading has words that are not known and nothing else proves it."""
        reading = self.column.reading
        doubtful = "unclear" in reading.concepts or len(reading.currencies) > 1
        return doubtful and not self.proven

    @property
    def suits(self) -> tuple[float, ...]:
        """How well it suits its field; the smaller, the better."""
        bases = ("statistical", "customs", "cif", "fob", "invoice", "plain", "declared")
        words = ("item", "", "total", "shipment", "subitem")
        return (
            self.is_unclear,
            self.currency not in {"USD", FOREIGN},
            words.index(self.word) if not self.proven else 0,
            self.field == "customs_value" and self.basis != "customs",
            bases.index(self.basis),
            self.currency in {FOREIGN, UNNAMED},
        )


def find_values(found: Findings) -> None:
    """Settle every column of money.

    Args:
        found: The findings, which know declaration, quantity and weight.
    """
    telling = [c for name in TELLING if (c := found.holder(name)) is not None]
    groups = Groups.of(found.holder("declaration"), telling)
    columns = _numbers(found)
    amounts = [c for c in found.columns if _is_amount(c)]
    prices, proven = _prices(found, columns, amounts)
    money = []
    for column in columns:
        if column.position in prices:
            found.add(column, UNUSED, prices[column.position])
        elif (wrong := objection("customs_value", column)) != "":
            because = f"the heading says value, but {wrong}"
            found.add(column, UNUSED, because, 0.8)
        else:
            money.append(_described(column, groups, column.position in proven))
    money = _with_currencies(found, money)
    items = [m for m in money if not _is_total(found, m, money)]
    clear = [m for m in items if not m.is_unclear]
    _assign(found, clear)
    for one in items if clear else []:
        if one.is_unclear:
            because = "words of its heading are not known, and others are clear"
            found.add(one.column, UNUSED, because, 0.7)
    if not clear:
        _ask_for_value(found, items or money)


def _numbers(found: Findings) -> list[Column]:
    """Columns whose heading says value."""
    return found.open("value")


def _is_amount(column: Column) -> bool:
    if column.number_share < 0.9 or not column.filled:
        return False
    return column.reading.role in NUMBERS_THAT_MULTIPLY or (
        column.reading.role == "unit" and "quantity" in column.reading.concepts
    )


def _prices(
    found: Findings, columns: Sequence[Column], amounts: Sequence[Column]
) -> tuple[dict[int, str], set[int]]:
    """Why columns are unit prices, and which are a price times an amount."""
    why: dict[int, str] = {}
    proven: set[int] = set()
    known = [*found.open("unit_price"), *found.open("price"), *found.open("rate")]
    money = [*columns, *(c for c in known if c.filled and c.number_share >= 0.9)]
    for total, price, amount in products(money, amounts):
        text = f"times '{amount.heading}' it is '{total.heading}': a unit price"
        why.setdefault(price.position, text)
        proven.add(total.position)
    return why, proven - set(why)


def _described(column: Column, groups: Groups, proven: bool) -> Money:  # noqa: FBT001 - read by name below
    concepts = column.reading.concepts
    return Money(
        column=column,
        basis=_basis(concepts),
        currency=_currency(column),
        word=_word(concepts),
        level=level(column, groups),
        proven=proven,
    )


def _basis(concepts: Iterable[str]) -> str:
    named = set(concepts)
    if "statistical" in named:
        return "statistical"
    if "invoice" in named:
        return "invoice"
    for basis in ("cif", "fob"):
        if basis in named:
            return basis
    if named & {"assessed", "customs"}:
        return "customs"
    return "declared" if "declared" in named else "plain"


def _currency(column: Column) -> str:
    codes, concepts = column.reading.currencies, column.reading.concepts
    if len(codes) == 1:
        return codes[0]
    if len(codes) > 1:
        return next(code for code in codes if code != "USD")
    if "foreign" in concepts or "currency" in concepts:
        return FOREIGN
    return LOCAL if "local" in concepts else UNNAMED


def _word(concepts: Iterable[str]) -> str:
    named = set(concepts)
    for word in ("subitem", "item", "shipment"):
        if word in named:
            return word
    return "total" if "total" in named else ""


def _with_currencies(found: Findings, money: list[Money]) -> list[Money]:
    """Money whose heading names no currency takes it from what it adds up with."""
    from dataclasses import replace

    out = []
    for one in money:
        currency = one.currency
        if currency == UNNAMED:
            currency = _by_sum(found, one, money)
        out.append(replace(one, currency=currency))
    return out


def _by_sum(found: Findings, one: Money, money: Sequence[Money]) -> str:
    """Currency of the parts that a column is the sum of, or the column it equals."""
    for other in money:
        if other.currency == "USD" and agree(one.column, other.column):
            return "USD"
    freight = [c for c in found.open("freight") if c.number_share >= 0.9]
    named = [c for c in freight if c.reading.currencies == ("USD",)]
    if one.basis == "cif" and named:
        for other in money:
            if other.basis == "fob" and is_sum(one.column, [other.column, *named]):
                return "USD"
    return UNNAMED


def _is_total(found: Findings, one: Money, money: Sequence[Money]) -> bool:
    """Whether a column repeats a declaration's total; then it is settled so."""
    heading = one.column.heading
    if one.level == "declaration":
        found.add(one.column, TOTAL, "it is the same on all items of a declaration")
        return True
    if one.word in {"shipment", "total"} and one.level == "untested" and not one.proven:
        items = [m for m in money if m.word == "item" and m is not one]
        if items or one.word == "shipment" or one.basis == "invoice":
            beside = f" beside '{items[0].column.heading}'" if items else ""
            because = f"the heading says total{beside}: taken for the declaration's"
            found.add(one.column, TOTAL, because, 0.7)
            return True
    if one.word == "" and one.level == "untested" and not one.proven:
        items = [m for m in money if m.word == "item"]
        if items:
            because = f"beside '{items[0].column.heading}' it may be the declaration's"
            found.add(one.column, UNUSED, because, 0.6)
            return True
    if one.word == "subitem":
        found.add(one.column, UNUSED, "a part of the item", 0.8)
        return True
    if "other" in one.column.reading.concepts and one.basis == "plain":
        because = f"the heading does not say what '{heading}' adds up"
        found.add(one.column, UNUSED, because, 0.7)
        return True
    return False


def _assign(found: Findings, items: Sequence[Money]) -> None:
    """Give each field of a value its best column."""
    taken: dict[str, Money] = {}
    for one in sorted(items, key=lambda money: money.suits):
        field = _wanted(one, taken)
        rival = taken.get(field)
        if field == "" or rival is not None:
            because = _beside(one, rival or next(iter(taken.values())))
            found.add(one.column, UNUSED, because, 0.9)
        elif objection(field, one.column) == "":
            taken[field] = one
            found.add(one.column, field, _evidence(one, field), _confidence(one))
    for field, one in taken.items():
        if field in {"customs_value", "invoice_value"}:
            _give_currency(found, one, field)


def _wanted(one: Money, taken: dict[str, Money]) -> str:
    """The field of a column, unless the same money is held in dollars already."""
    if one.field == "customs_value" and one.basis != "customs" and taken:
        return ""  # CIF or FOB in another currency beside a value that is known
    if one.basis in {"plain", "declared"} and one.currency != "USD":
        in_dollars = {"statistical_usd", "cif_usd", "fob_usd"} & set(taken)
        if in_dollars and one.currency != FOREIGN:
            return ""
    return one.field


def _beside(one: Money, rival: Money) -> str:
    if agree(one.column, rival.column):
        return f"it says the same as '{rival.column.heading}'"
    return f"a value beside '{rival.column.heading}', which suits better"


def _evidence(one: Money, field: str) -> str:
    parts = [f"the heading says {one.basis} value"]
    if one.basis in {"plain", "declared"} and field == "statistical_usd":
        parts = ["a value in dollars, the heading names no basis"]
    if one.proven:
        parts.append("it is a unit price times an amount of the row")
    if one.level == "item":
        parts.append("it differs within a declaration")
    elif one.level == "untested":
        parts.append("no declaration with several items to test it")
    return "; ".join(parts)


def _confidence(one: Money) -> float:
    sure = 0.85 + 0.1 * (one.level == "item" or one.proven)
    return sure - 0.1 * (one.basis in {"plain", "declared"})


def _give_currency(found: Findings, one: Money, field: str) -> None:
    """The currency of a value: from its heading, a column, or not known."""
    name = field.replace("value", "currency")
    if len(one.currency) == 3:
        found.constants[name] = one.currency
        return
    columns = [c for c in found.open("currency") if objection(name, c) == ""]
    columns.sort(key=lambda c: "invoice" not in c.reading.concepts)
    if columns and field == "invoice_value":
        found.add(columns[0], name, "currency codes, beside a value without one", 0.9)
        return
    if one.currency == LOCAL and "local_currency" in found.constants:
        found.constants[name] = found.constants["local_currency"]
        return
    if columns and one.basis != "customs":
        found.add(columns[0], name, "currency codes, beside a value without one", 0.8)
        return
    found.notes.append(
        f"no currency is known for '{one.column.heading}': its dollars stay unknown; "
        "name it with --currency"
    )


def _ask_for_value(found: Findings, money: Sequence[Money]) -> None:
    """Ask about numbers whose heading leaves open that they are the value."""
    fit = [m.column for m in money if m.word not in {"subitem", "shipment"}]
    if not fit:
        maybe = [*found.open("price"), *found.open(UNKNOWN)]
        fit = [c for c in maybe if objection("customs_value", c) == ""]
        fit = [c for c in fit if c.code_share < 0.85 and not _is_count(c)]
    if not fit:
        return
    shown = ", ".join(f"'{c.heading}' ({c.shown(2)})" for c in fit)
    choices = {c.heading: setting(c.heading, _likely(c)) for c in fit}
    choices["none of them"] = " ".join(
        setting(c.heading, _refused(found, c)) for c in fit
    )
    fields = f"(or another of {', '.join(VALUES)})"
    what = f"which column is the value of the row {fields}? {shown}"
    found.ask(Question(what=what, choices=choices), fit, "statistical_usd")


def _is_count(column: Column) -> bool:
    return column.is_whole and column.reading.role != "price"


def _likely(column: Column) -> str:
    """The field that a column would hold, if it held the value."""
    basis, currency = _basis(column.reading.concepts), _currency(column)
    return Money(column=column, basis=basis, currency=currency, word="", level="untested",
                 proven=False).field  # fmt: skip


def _refused(found: Findings, column: Column) -> str:
    """What a column is, if it does not hold the value."""
    held = found.held.get(column.position)
    return TOTAL if held is not None and held.role == TOTAL else UNUSED
