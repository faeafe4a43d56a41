"""Caveats that print by themselves, each with what calls for it."""

from collections.abc import Callable
from dataclasses import dataclass

from madein.report.built import Built
from madein.report.wording import count_text, month_text, share_text

UNION = ("KZ", "BY", "AM", "KG")  # the Eurasian Union without Russia


@dataclass(frozen=True, kw_only=True)
class Caveat:
    """Something a reader must be told.

    Attributes:
        code: Its number.
        text: What is told.
        applies: Whether it is called for.
    """

    code: str
    text: Callable[[Built], str]
    applies: Callable[[Built], bool]


def caveats(built: Built) -> list[tuple[str, str]]:
    """Code and text of each caveat that the case calls for.

    Source:
        facts-customs.md, section 6.

    Args:
        built: The built case.
    """
    return [(c.code, c.text(built)) for c in CAVEATS if c.applies(built)]


def _always(_: Built) -> bool:
    return True


def _said(text: str) -> Callable[[Built], str]:
    return lambda _: text


def _period(built: Built) -> str:
    held = sorted({m for rows in built.month_rows.values() for m in rows if rows[m]})
    if not held:
        return "No row has a readable day: the figures say nothing about any month."
    days = f"{month_text(held[0])} to {month_text(held[-1])}"
    return (
        f"The files hold rows from {days}; the months that each file lacks are shown "
        "below. The figures say nothing about months that are not held."
    )


def _vendors(built: Built) -> str:
    vendors = sorted({s.vendor for s in built.sources.values()})
    return (
        f"The records come from {_joined(vendors)}, not from a customs service. Copies "
        "made on different days may differ, because declarations are amended."
    )


def _is_russian(built: Built) -> bool:
    return any(
        source.layout.startswith("ru") and any(m.year >= 2022 for m in months)
        for source, months in (
            (source, built.month_rows.get(source.id, {}))
            for source in built.sources.values()
        )
    )


BASES = {
    "statistical": "statistical value",
    "customs": "customs value",
    "cif": "CIF value",
    "fob": "FOB value",
    "invoice": "invoice value",
}


def _bases(built: Built) -> dict[str, int]:
    """Rows by the basis of their value."""
    rows = built.engine.rows("""
        select usd_basis, count(*) as n from imports
        where aside is null and usd_basis is not null group by all""")
    counts = {row["usd_basis"]: row["n"] for row in rows}
    return {name: counts[name] for name in BASES if name in counts}


def _mix(built: Built) -> str:
    mix = [f"{BASES[name]} {count_text(n, 'row')}" for name, n in _bases(built).items()]
    return (
        f"Values stand on more than one basis: {_joined(mix)}. Each row counts once, by "
        "the first basis it has; the bases differ by freight, insurance and delivery."
    )


def _caps(built: Built) -> list[str]:
    rows = built.engine.rows(
        "select source_id, cap from coverage where cap is not null order by source_id"
    )
    return [f"{built.sources[row['source_id']].name}: {row['cap']}" for row in rows]


def _capped(built: Built) -> str:
    return (
        "Files may hold a part of a larger result, and totals are lower bounds only. "
        f"{'; '.join(_caps(built))}."
    )


def _from_union(built: Built) -> bool:
    sql = "select count(*) from imports where list_contains($codes, sender_country)"
    return bool(built.engine.value(sql, {"codes": list(UNION)}))


def _is_partial(built: Built) -> bool:
    period = built.case.period
    whole = (period.since.month, period.until.month) == (1, 12)
    return not whole or bool(built.silent_months)


def _undetermined(built: Built) -> tuple[int, int]:
    sql = "select count(*) filter (origin is null) as gone, count(*) as all_rows from imports where aside is null"
    row = built.engine.rows(sql)[0]
    return row["gone"], row["all_rows"]


def _undetermined_text(built: Built) -> str:
    gone, all_rows = _undetermined(built)
    share = share_text(gone, all_rows)
    return (
        f"The country of origin is not determined for {gone:,} of {all_rows:,} rows "
        f"({share}). They stand apart and raise only the upper bounds of countries."
    )


def _editions(built: Built) -> bool:
    sql = "select count(distinct hs_edition) from imports where hs_edition is not null"
    return int(built.engine.value(sql)) > 1


CAVEATS = (
    Caveat(code="C1", text=_period, applies=_always),
    Caveat(
        code="C2",
        text=_said(
            "Russia's customs service stopped publishing detailed records in April "
            "2022; the last public month is January 2022. Later rows come from "
            "commercial copies."
        ),
        applies=_is_russian,
    ),
    Caveat(code="C3", text=_vendors, applies=_always),
    Caveat(
        code="C5",
        text=_mix,
        applies=lambda built: len(_bases(built)) > 1,
    ),
    Caveat(
        code="C6",
        text=_said(
            "A country is counted in one of four roles: where goods were produced, "
            "dispatched from, contracted, or where the sender is. The roles give "
            "different amounts and are never added."
        ),
        applies=lambda built: bool(built.own("country", "country since")),
    ),
    Caveat(
        code="C8",
        text=_said("Declared values are what a declarant wrote; they can be false."),
        applies=_always,
    ),
    Caveat(
        code="C9",
        text=_said(
            "Trade within the Eurasian Economic Union is recorded by statistical form "
            "and not by customs declaration: missing rows from Armenia, Belarus, "
            "Kazakhstan or Kyrgyzstan tell nothing."
        ),
        applies=_from_union,
    ),
    Caveat(
        code="C10",
        text=_said(
            "A part in a shipment is not a part in a product: a row does not say what "
            "was built with the goods."
        ),
        applies=_always,
    ),
    Caveat(
        code="C14",
        text=_said(
            "Some years hold fewer months than others; amounts of years, and of the "
            "time before and after an event, are not rates and do not compare as such."
        ),
        applies=_is_partial,
    ),
    Caveat(code="C15", text=_capped, applies=lambda built: bool(_caps(built))),
    Caveat(
        code="C16",
        text=_undetermined_text,
        applies=lambda built: _undetermined(built)[0] > 0,
    ),
    Caveat(
        code="C17",
        text=_said(
            "Commodity codes belong to different editions of the nomenclature; only "
            "their first six digits compare."
        ),
        applies=_editions,
    ),
)


def _joined(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
