"""Fields that one column holds: the heading proposes, the cells decide."""

from collections.abc import Callable, Sequence

from madein.mapping.findings import UNUSED, Findings
from madein.mapping.gates import DAYS, KEYS, objection
from madein.mapping.profile import Column
from madein.mapping.questions import Question, setting
from madein.mapping.relations import agree, goes_with, is_prefix, repeats
from madein.mapping.words import UNKNOWN

Rank = tuple[float, ...]
LEAST_FILL = 0.2  # a column much emptier than another gives way to it

# Roles of headings that propose a field, the best first.
PROPOSING: dict[str, tuple[str, ...]] = {
    "hs": ("hs",),
    "registered": (
        "registration_date",
        "declaration_date",
        "trade_date",
        "date",
        "arrival_date",
        "shipment_date",
    ),
    "origin": ("origin",),
    "consignee_name": ("buyer_name",),
    "sender_name": ("sender_name",),
    "declaration": ("declaration",),
    "dispatch": ("dispatch",),
    "trading": ("trading",),
    "sender_country": ("sender_country",),
    "holder_name": ("holder_name",),
    "holder_tax_id": ("holder_tax_id",),
    "maker_name": ("maker_name",),
    "description": ("description",),
    "net_kg": ("net_kg",),
    "quantity": ("quantity",),
    "unit": ("unit",),
    "item": ("item",),
    "record_id": ("record",),
    # The other days of a declaration: what `registered` did not take.
    "contracted": ("contract_date",),
    "shipped": ("shipment_date",),
    "arrived": ("arrival_date",),
    "released": ("release_date",),
}
# Parties of one role, by how surely each is the one meant.
PARTIES = (
    "importer",
    "buyer",
    "consignee",
    "supplier",
    "exporter",
    "shipper",
    "seller",
)
# Fields that the roles of headings may hold, in words.
MEANING = {
    "registered": "the day of the declaration",
    "hs": "the commodity code",
    "origin": "the country of origin",
    "consignee_name": "the importer or buyer",
    "sender_name": "the supplier or exporter",
}


def choose(found: Findings) -> None:
    """Settle the fields that one column holds, each by its best candidate.

    Args:
        found: The findings so far.
    """
    for field, roles in PROPOSING.items():
        if found.holder(field) is None:
            _choose_one(found, field, roles)


def _choose_one(found: Findings, field: str, roles: Sequence[str]) -> None:
    named = [column for role in roles for column in found.open(role)]
    named += _by_content(found, field)
    fit = []
    for column in named:
        if (wrong := objection(field, column)) == "":
            fit.append(column)
        elif column.filled and field in KEYS:
            continue  # `contradictions` looks at them once every field had its turn
        elif not column.filled:
            found.add(column, UNUSED, "it is empty")
        else:
            found.add(column, UNUSED, f"the heading says {field}, but {wrong}", 0.7)
    if field == "hs":
        fit = _whole_codes(found, fit)
    if not fit:
        return
    ranked = sorted(fit, key=lambda column: _rank(column, roles, fit))
    best = ranked[0]
    rivals = [c for c in ranked if _rank(c, roles, fit) == _rank(best, roles, fit)]
    different = [c for c in rivals[1:] if not agree(best, c)]
    if different and field in KEYS:
        found.ask(_which(field, [best, *different]), [best, *different], field)
    elif different:
        for column in (best, *different):
            because = f"several columns could be {field}: none is taken"
            found.add(column, UNUSED, because, 0.5)
    else:
        found.add(best, field, _evidence(field, best), 0.95 if rivals[1:] else 1.0)
    for column in ranked:
        if column.position not in found.held and not _is_other_day(field, column):
            found.add(column, UNUSED, _beside(column, best, field), 0.9)


def _is_other_day(field: str, column: Column) -> bool:
    """Whether a column that is not the day of registration has a field of its own."""
    roles = {role for day in DAYS for role in PROPOSING[day]}
    return field == "registered" and column.reading.role in roles


def _by_content(found: Findings, field: str) -> list[Column]:
    """Columns that a heading calls a unit and the cells a quantity, and reverse."""
    if field == "quantity":
        return [
            column
            for column in found.open("unit")
            if "quantity" in column.reading.concepts and column.number_share >= 0.9
        ]
    return []


def _rank(column: Column, roles: Sequence[str], fit: Sequence[Column]) -> Rank:
    """How well a column suits a field, by its heading; the smaller, the better."""
    concepts = column.reading.concepts
    party = [n for n, name in enumerate(PARTIES) if name in concepts]
    role = column.reading.role
    fullest = max(other.fill for other in fit)
    return (
        column.fill < LEAST_FILL * fullest,
        roles.index(role) if role in roles else len(roles),
        min(party, default=0),
        "standard" in concepts,
        "english" in concepts,
        "address" in concepts,
        bool(concepts & {"other", "subitem"}),
        "hs" in concepts and role == "description",
        role == "declaration" and "number" not in concepts,
    )


def _whole_codes(found: Findings, fit: list[Column]) -> list[Column]:
    """Columns of codes without those that hold only the beginnings of another's."""
    whole = []
    for column in fit:
        longer = [other for other in fit if is_prefix(column, other)]
        if longer:
            because = f"it holds the beginnings of '{longer[0].heading}'"
            found.add(column, UNUSED, because)
        else:
            whole.append(column)
    return whole


def _which(field: str, columns: Sequence[Column]) -> Question:
    shown = ", ".join(f"'{c.heading}' ({c.shown(2)})" for c in columns)
    return Question(
        what=f"which column is {MEANING.get(field, field)}? {shown}",
        choices={c.heading: setting(c.heading, field) for c in columns},
    )


def _evidence(field: str, column: Column) -> str:
    said = f"the heading says {column.reading.role.replace('_', ' ')}"
    return f"{said}; {_content(field, column)}"


def _content(field: str, column: Column) -> str:
    """What the cells say for a field."""
    match field:
        case "registered" | "contracted" | "shipped" | "arrived" | "released":
            share = max(column.day_share, column.serial_share)
            return f"{share:.0%} of the cells are days"
        case "hs":
            return f"{column.code_share:.0%} of the cells are commodity codes"
        case "origin" | "dispatch" | "trading" | "sender_country":
            return f"{column.country_share:.0%} of the cells are countries"
        case "consignee_name" | "sender_name" | "maker_name" | "holder_name":
            return f"{column.firm_share:.0%} of the cells name a legal form"
        case "net_kg" | "quantity" | "item":
            return f"{column.number_share:.0%} of the cells are numbers"
        case _:
            return f"{column.fill:.0%} of the cells are filled"


def _beside(column: Column, best: Column, field: str) -> str:
    if agree(column, best):
        return f"it says the same as '{best.heading}'"
    concepts = column.reading.concepts
    if "english" in concepts:
        return f"a translation; the original is '{best.heading}'"
    if "standard" in concepts:
        return f"spelt by the vendor; the original is '{best.heading}'"
    return f"'{best.heading}' says {field} more clearly"


def choose_tax_id(found: Findings) -> None:
    """Settle the tax id of the importer: a heading's, or the one that goes with it.

    Args:
        found: The findings, which know the importer's name.
    """
    name = found.holder("consignee_name")
    for role in ("buyer_tax_id", "buyer_id", "tax_id"):
        fit = [
            column
            for column in found.open(role)
            if objection("consignee_tax_id", column) == ""
            and "procedure" not in column.reading.concepts
            and column.length >= 5
            and (role == "buyer_tax_id" or _is_key(column, name, found))
        ]
        if len(fit) == 1:
            why = f"the heading says {role.replace('_', ' ')}"
            found.add(fit[0], "consignee_tax_id", why, 0.9)
            return


def _is_key(column: Column, name: Column | None, found: Findings) -> bool:
    """Whether a tax id without a party goes with the importer, and not the supplier."""
    sender = found.holder("sender_name")
    if name is None or not goes_with(column, name):
        return False
    local = found.constants.get("direction") == "import"
    return local or sender is None or not goes_with(column, sender)


def check_keys(found: Findings) -> None:
    """Take back a declaration that holds several days, and items that number nothing.

    Args:
        found: The findings, which know declaration and item.
    """
    declaration, item = found.holder("declaration"), found.holder("item")
    for field in ("registered", "consignee_name"):
        other = found.holder(field)
        if declaration is None or other is None or not _repeats_enough(declaration):
            continue
        if not goes_with(declaration, other):
            because = f"one number stands with several of '{other.heading}'"
            found.add(declaration, UNUSED, because, 0.8)
            declaration = None
    if item is None:
        return
    if declaration is None:
        found.add(item, UNUSED, "without a declaration number it numbers nothing", 0.8)
    elif repeats([declaration, item]) > 0.05:
        because = f"it repeats within a '{declaration.heading}': it numbers no items"
        found.add(item, UNUSED, because, 0.8)


def _repeats_enough(column: Column) -> bool:
    return len(column.distinct) < len(column.filled)


def contradictions(found: Findings) -> None:
    """Ask where a heading says a key field and its cells say otherwise.

    Args:
        found: The findings after every field had its turn.
    """
    for field in KEYS:
        for column in [c for role in PROPOSING[field] for c in found.open(role)]:
            wrong = objection(field, column)
            if not column.filled:
                found.add(column, UNUSED, "it is empty")
            elif found.holder(field) is not None or found.is_asked(field):
                because = f"the heading says {column.reading.role}, but {wrong}"
                found.add(column, UNUSED, because, 0.8)
            else:
                what = f"'{column.heading}' should be {MEANING[field]}, but {wrong}"
                choices = {
                    "not used": setting(column.heading, UNUSED),
                    f"it is {MEANING[field]} all the same": setting(
                        column.heading, field
                    ),
                }
                question = Question(what=f"{what}: {column.shown()}", choices=choices)
                found.ask(question, [column], field)


def _is_firms(column: Column) -> bool:
    return (
        column.firm_share >= 0.3
        and column.country_share < 0.5
        and column.length <= 80
        and len(column.distinct) > 1
    )


TELLING: dict[str, Callable[[Column], bool]] = {
    "registered": lambda c: c.day_share >= 0.95 and c.length >= 6,
    "hs": lambda c: c.code_share >= 0.95 and c.code_length >= 6,
    "origin": lambda c: c.country_share >= 0.9 and not c.is_constant,
    "consignee_name": _is_firms,
    "sender_name": _is_firms,
}


def ask_by_content(found: Findings) -> None:
    """Ask about columns whose heading says nothing and whose cells fit a key field.

    Args:
        found: The findings after every heading was read.
    """
    for field, fits in TELLING.items():
        if found.holder(field) is not None or found.is_asked(field):
            continue
        unknown = [c for c in found.columns if _says_nothing(found, c, field)]
        fit = [c for c in unknown if objection(field, c) == "" and fits(c)]
        if fit:
            question = _which(field, fit)
            none = " ".join(setting(c.heading, UNUSED) for c in fit)
            choices = {**question.choices, "none of them": none}
            found.ask(Question(what=question.what, choices=choices), fit, field)


def _says_nothing(found: Findings, column: Column, field: str) -> bool:
    """Whether a heading leaves open what the column is; an export's COUNTRY is no origin."""
    held = found.held.get(column.position)
    is_free = held is None or held.role == "asked"
    is_export = found.constants.get("direction") == "export"
    vague = {UNKNOWN, "party"}
    if field == "origin" and not is_export:
        vague.add("country")
    if field == "registered":
        vague |= {"other_date", "contract_date", "release_date"}
    return is_free and column.reading.role in vague
