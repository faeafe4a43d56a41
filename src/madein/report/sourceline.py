"""The line below a chart or table: where its numbers come from."""

from collections.abc import Sequence

from madein.report.bases import clauses
from madein.report.blocks import Line, Link, Tag
from madein.report.built import Built
from madein.report.charts import Span
from madein.report.figure import Figure
from madein.report.wording import count_text


def source_line(built: Built, figure: Figure, silent: Sequence[Span]) -> Line:
    """Files, rows, basis, what is not held, and the way to Method.

    Args:
        built: The built case.
        figure: The figure that is drawn.
        silent: Stretches without any records.
    """
    files = count_text(len({s.file for s in built.sources.values()}), "file")
    basis = "".join(f"; {clause}" for clause in clauses(figure.basis))
    gaps = "".join(f" {span.words}." for span in silent)
    made_up = "Synthetic data. " if built.case.synthetic else ""
    return (
        f"{made_up}Source: {files} of customs records, ",
        Tag(figure=figure.id, rows=figure.rows),
        f"{basis}; not adjusted for inflation.{gaps} ",
        Link(text="Method", to="#method"),
        ".",
    )
