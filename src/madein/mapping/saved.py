"""A mapping as a layout file that a person can read and change."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from madein.mapping.findings import TOTAL, UNUSED, Finding
from madein.mapping.propose import Proposal
from madein.sources.layouts import FIELDS, Layout, read_layout


def save_layout(folder: Path, layout: Layout, findings: Iterable[Finding]) -> Layout:
    """Write a layout into a case, with the evidence beside each column.

    Args:
        folder: The case folder.
        layout: The layout.
        findings: What was found out about each column.
    """
    file = folder / "layouts" / f"{layout.name}.yml"
    file.parent.mkdir(exist_ok=True)
    part = file.with_suffix(".yml.part")
    part.write_text("\n".join(_lines(layout, list(findings))) + "\n", encoding="utf-8")
    saved = read_layout(part)
    part.replace(file)
    return saved


def new_name(file: Path, taken: Iterable[str]) -> str:
    """A name for the layout of a file, unlike those that are taken.

    Args:
        file: The file.
        taken: Names of other layouts.
    """
    plain = re.sub(r"\W+", "-", file.stem.casefold()).strip("-") or "layout"
    names = set(taken)
    numbers = (f"{plain}-{n}" for n in range(2, len(names) + 3))
    return plain if plain not in names else next(n for n in numbers if n not in names)


def _lines(layout: Layout, findings: list[Finding]) -> list[str]:
    """The lines of the file."""
    lines = [
        f"name: {_quoted(layout.name)}",
        f"vendor: {_quoted(layout.vendor)}",
        f"country: {_quoted(layout.country)}",
        f"source: {_quoted(layout.source)}",
        "fields:",
    ]
    held = {found.role: found for found in findings}
    lines += [
        f"  {name}: [{_quoted(held[name].column.heading)}]   # {_comment(held[name])}"
        for name in FIELDS
        if name in layout.fields and name in held
    ]
    lines.append(f"constants: {_mapping(layout.constants)}")
    lines.append(f"dates: {json.dumps(list(layout.dates))}")
    lines += [f"zone: {_quoted(layout.zone)}"] if layout.zone else []
    lines.append(f"decimal: {_quoted(layout.decimal)}")
    lines += [f"grouping: {_quoted(layout.grouping)}"] if layout.grouping else []
    lines += [f"messages: {_mapping(layout.messages)}"] if layout.messages else []
    lines += (
        [f"headings: {json.dumps(list(layout.headings))}"] if layout.headings else []
    )
    lines += [f"factors: {_mapping(layout.factors)}"] if layout.factors else []
    for key, role in (("total_of_declaration", TOTAL), ("unused", UNUSED)):
        listed = [f for f in findings if f.role == role and f.column.heading.strip()]
        lines += [f"{key}:"] if listed else []
        lines += [f"  - {_quoted(f.column.heading)}   # {_comment(f)}" for f in listed]
    return lines


def _quoted(text: str) -> str:
    """A text as YAML and JSON both write it."""
    return json.dumps(text, ensure_ascii=False)


def _mapping(pairs: Mapping[str, object]) -> str:
    return json.dumps(dict(pairs), ensure_ascii=False)


def _comment(found: Finding) -> str:
    return " ".join(found.because.split())


def as_layout(proposal: Proposal, name: str, file: Path) -> Layout:
    """The layout that a proposal makes of a file.

    Args:
        proposal: The proposal, with nothing left to ask.
        name: Name of the layout.
        file: The file.
    """
    vendor = f"maker of {file.name}"
    return proposal.layout(name, vendor, f"mapped by its cells from {file.name}")
