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
        line += (small(reason_text(figure.reason)),)
    return line


def own_caveats(figure: Figure) -> str:
    """What a reader must be told with a figure, beside that all records are made up.

    Args:
        figure: The figure.
    """
    return " ".join(caveat for caveat in figure.caveats if caveat != SYNTHETIC)
