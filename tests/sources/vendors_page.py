"""The tables of docs/vendors.md, made from the shipped layouts.

`python tests/sources/vendors_page.py` writes them anew.
"""

from pathlib import Path

from madein.sources.layouts import shipped_layouts

PAGE = Path(__file__).resolve().parents[2] / "docs" / "vendors.md"
BEGIN, END = "<!-- made from the layouts -->\n", "<!-- end -->\n"
MONTHS = {"yyyy-mm", "mm/yyyy", "yyyymm", "yymm", "mon yyyy"}
ANSWERS = {
    "number": "declaration",
    "item": "item",
    "origin": "origin",
    "dispatch": "dispatch",
    "trading": "trading",
    "sender's country": "sender_country",
    "importer": "consignee_name",
    "its tax id": "consignee_tax_id",
    "holder": "holder_name",
    "sender": "sender_name",
    "maker": "maker_name",
    "net kg": "net_kg",
    "quantity": "quantity",
}
VALUES = {
    "statistical_usd": "statistical",
    "customs_value": "customs",
    "cif_usd": "CIF",
    "fob_usd": "FOB",
    "invoice_value": "invoice",
}


def tables():
    """What each layout answers, and the layouts that are refused as shipments."""
    layouts = shipped_layouts()
    answers = [_answers(layout) for layout in layouts if not layout.aggregated]
    refused = [
        {"layout": f"`{layout.name}`", "one row per": layout.aggregated}
        for layout in layouts
        if layout.aggregated
    ]
    return f"\n{_table(answers)}\n{_table(refused)}\n"


def made_anew(page):
    """The page with its tables made anew."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return before + BEGIN + tables() + END + after


def _answers(layout):
    """One line: a field of the layout, or a constant, answers with yes."""
    given = {**layout.fields, **layout.constants}
    return {
        "layout": f"`{layout.name}`",
        "country": layout.country,
        "direction": layout.constants.get("direction") or _yes("direction" in given),
        "known to": _known_to(layout),
        **{title: _yes(name in given) for title, name in ANSWERS.items()},
        "values of the item": _values(layout),
    }


def _known_to(layout):
    if "registered" not in layout.fields:
        return "-"
    return "month" if set(layout.dates) <= MONTHS else "day"


def _values(layout):
    words = [
        word + (f" x {layout.factors[name]}" if name in layout.factors else "")
        for name, word in VALUES.items()
        if name in layout.fields
    ]
    return ", ".join(words) or "-"


def _yes(answer):
    return "yes" if answer else "-"


def _table(lines):
    rows = [list(lines[0]), ["---"] * len(lines[0]), *(line.values() for line in lines)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(made_anew(page), encoding="utf-8")
