"""Derived figures of a few rows, for the tests of the analyses that make them."""

from fractions import Fraction

from factories import case, holding
from madein.findings.figures import figures


def derived(analysis, *rows, only=None, proposals=(), **parts):
    """Derived figures by the id of their head, their cell and period.

    Args:
        analysis: The analysis.
        *rows: Rows of `imports`.
        only: Places of the questions that are asked; all where None.
        proposals: Rows of `proposal`.
        **parts: Parts of the case.
    """
    with holding(*rows, proposals=proposals) as engine:
        asked = list(enumerate(analysis(engine, case(**parts)), 1))
        wanted = asked if only is None else [asked[place] for place in only]
        numbered = [(f"F{number}", one) for number, one in wanted]
        found = figures(engine, case(**parts), numbered, "edition")
    return {
        (f["parent"] or f["id"], f["cell"], f["period"]): f
        for f in found
        if f.get("formula") is not None
    }


def summed(analysis, *rows, only, **parts):
    """Bounds of the sums that one question asks for, by label, cell and period."""
    with holding(*rows) as engine:
        asked = [("F1", analysis(engine, case(**parts))[only])]
        found = figures(engine, case(**parts), asked, "edition")
    return {
        (f["cell"], f["period"]): bounds(f) for f in found if f.get("formula") is None
    }


def bounds(figure):
    """Both bounds, exact as stored."""
    if figure["at_least"] is None:
        return None, None
    most = figure["at_most"]
    return Fraction(figure["at_least"]), None if most is None else Fraction(most)
