"""What a correct reading of the demo's files must find, from the plan alone."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from madein.demo import rates, world
from madein.demo.items import Flaw, Item, is_group

Judge = Callable[[Item], bool | None]
Facts = dict[str, object]

NOTICE = "SYNTHETIC: every record of this case is made up."
HOW = (
    "at_least: rows known to fit. at_most: also rows where a cell that is needed is "
    "missing in every vendor's file. A group of countries in place of the origin counts "
    "as missing; a cut commodity code makes every product group possible. US dollars: "
    "the statistical value, or the converted invoice value where no vendor gives one. "
    "Days are days of registration, the importer is the consignee, rows outside foreign "
    "trade statistics do not count."
)


def truth(items: Sequence[Item]) -> Facts:
    """The facts of the case, ready for JSON.

    Args:
        items: Everything that was imported.
    """
    since, korean = since_day(world.INVASION), is_from("origin", "KR")
    return {
        "notice": NOTICE,
        "how": HOW,
        "conversion": rates.FORMULA,
        "headlines": {
            "A1": bounds(items, "total, 2018-2023"),
            "A2": by_goods(items),
            "A3": bounds(items, "dispatched from KR", is_from("dispatch", "KR")),
            "A4": by_country(items, "origin"),
            "A5": bounds(items, "total since 2022-02-24", since),
            "A6": bounds(items, "produced in KR since 2022-02-24", since, korean),
            "A7": {"basis": "last day", "last_day": last_day(items)},
        },
        "beside_the_headlines": [
            bounds(items, "produced in KR", korean),
            *(
                bounds(items, f"{role} KR since 2022-02-24", since, is_from(role, "KR"))
                for role in ("dispatch", "trading", "sender_country")
            ),
            bounds(
                items,
                "produced in KR, dispatched from CN",
                korean,
                is_from("dispatch", "CN"),
            ),
        ],
        "by_dispatch": by_country(items, "dispatch"),
        "by_supplier": by_supplier(items),
        "group_rows_that_only_vendor_b_holds": plain_sum(
            items, lambda item: is_group(item) and world.is_blind(item.registered)
        ),
        "group_rows_by_flaw": {
            flaw.value: plain_sum(items, _is_group_with(flaw))
            for flaw in Flaw
            if flaw is not Flaw.NONE
        },
        "rows_that_are_not_the_group's": {
            "second firm before it joined": plain_sum(items, _is_before_joining),
            "Aurus holds the contract only": plain_sum(items, _is_only_held),
        },
    }


def bounds(items: Iterable[Item], basis: str, *judges: Judge) -> Facts:
    """Both bounds of a sum over the group's imports.

    Args:
        items: Everything that was imported.
        basis: What is summed, in words.
        *judges: Each says whether an item fits; None where its cell is missing.
    """
    low = high = Decimal(0)
    rows = unclear_rows = 0
    for item in items:
        answers = [judge(item) for judge in (_is_seen_in_group, is_counted, *judges)]
        if False in answers:
            continue
        high += item.usd
        if None in answers:
            unclear_rows += 1
        else:
            low, rows = low + item.usd, rows + 1
    return {
        "basis": basis,
        "at_least": str(low),
        "at_most": str(high),
        "rows": rows,
        "unclear_rows": unclear_rows,
    }


def by_goods(items: Sequence[Item]) -> dict[str, Facts]:
    """Bounds of each product group.

    Args:
        items: Everything that was imported.
    """
    names = dict.fromkeys(product.goods for product in world.products())
    return {name: bounds(items, f"goods: {name}", _is_goods(name)) for name in names}


def by_country(items: Sequence[Item], role: str) -> dict[str, Facts]:
    """Bounds of each country that occurs in a role.

    Args:
        items: Everything that was imported.
        role: One of the four country roles.
    """
    codes = sorted({_true_country(item, role) for item in items if is_group(item)})
    return {
        code: bounds(items, f"{role} {code}", is_from(role, code)) for code in codes
    }


def by_supplier(items: Sequence[Item]) -> dict[str, Facts]:
    """Bounds of each sender of the group's imports, by its true name.

    Args:
        items: Everything that was imported.
    """
    names = sorted({item.declaration.sender.name for item in items if is_group(item)})
    return {name: bounds(items, f"sender {name}", _is_sent_by(name)) for name in names}


def plain_sum(items: Iterable[Item], wanted: Callable[[Item], bool]) -> Facts:
    """Rows and value of some items, whatever the files hold of them.

    Args:
        items: Everything that was imported.
        wanted: Which of them.
    """
    values = [item.usd for item in items if wanted(item)]
    return {"rows": len(values), "usd": str(sum(values, Decimal(0)))}


def since_day(day: date) -> Judge:
    """Whether an item was registered on a day or later.

    Args:
        day: The day.
    """
    return lambda item: item.registered >= day


def is_from(role: str, code: str) -> Judge:
    """Whether a country stands in a role, as far as any vendor says.

    Args:
        role: One of the four country roles.
        code: ISO code.
    """

    def judge(item: Item) -> bool | None:
        hidden = (
            item.flaw in {Flaw.NO_ORIGIN, Flaw.ORIGIN_GROUP}
            if role == "origin"
            else world.is_blind(item.registered)
        )
        return None if hidden else _true_country(item, role) == code

    return judge


def is_counted(item: Item) -> bool:
    """Whether foreign trade statistics count an item.

    Args:
        item: The item.
    """
    return item.flaw is not Flaw.NOT_COUNTED


def last_day(items: Iterable[Item]) -> str:
    """Day of the group's last import.

    Args:
        items: Everything that was imported.
    """
    return str(max(item.registered for item in items if is_group(item)))


def _is_seen_in_group(item: Item) -> bool | None:
    return None if item.flaw is Flaw.NO_IMPORTER else is_group(item)


def _is_goods(name: str) -> Judge:
    def judge(item: Item) -> bool | None:
        return None if item.flaw is Flaw.CUT_CODE else item.product.goods == name

    return judge


def _is_sent_by(name: str) -> Judge:
    return lambda item: item.declaration.sender.name == name


def _is_group_with(flaw: Flaw) -> Callable[[Item], bool]:
    return lambda item: is_group(item) and item.flaw is flaw


def _is_before_joining(item: Item) -> bool:
    return item.declaration.importer.role == "member" and not is_group(item)


def _is_only_held(item: Item) -> bool:
    aurus = world.firms("member")[0]
    return item.declaration.holder == aurus and item.declaration.importer != aurus


def _true_country(item: Item, role: str) -> str:
    match role:
        case "origin":
            return item.origin
        case "sender_country":
            return item.declaration.sender.country
        case "trading":
            return item.declaration.trading
        case _:
            return item.declaration.dispatch
