"""Small pieces that several parts of the page are made of."""

from madein.findings.figures import SYNTHETIC
from madein.report.blocks import Line, Ref, Styled
from madein.report.figure import Figure
from madein.report.wording import reason_text


def small(text: str) -> Styled:
    """Words below others, in small type.

    Args:
        text: The words.
    """
    return Styled(text=text, style="small")


def number(figure: Figure | None) -> Line:
    """A figure as a number that opens its evidence, with its estimate and its reason.

    Args:
        figure: The figure; None where there is none.
    """
    if figure is None:
        return ("–",)
    line: Line = (Ref(text=figure.interval, figure=figure.id),)
    if figure.estimate:
        line += (small(f"95 % interval {figure.estimate}"),)
    if figure.reason is not None:
        line += (small(why_not(figure)),)
    return line


def why_not(figure: Figure) -> str:
    """Why the records hold no such figure, in words with the code.

    Args:
        figure: A figure that is not determinable.
    """
    # The words of this code are those of a claim's wording; a figure has none.
    if figure.reason == "BASIS_MISSING":
        return "the case does not name what it needs (BASIS_MISSING)"
    return reason_text(figure.reason or "")


def own_caveats(figure: Figure) -> str:
    """What a reader must be told with a figure, beside that all records are made up.

    Args:
        figure: The figure.
    """
    return " ".join(caveat for caveat in figure.caveats if caveat != SYNTHETIC)
