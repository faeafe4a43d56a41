"""A firm's right of reply on disk: a page to read and print, a workbook to fill in."""

from pathlib import Path

from madein.report.blocks import Head, Report
from madein.report.html import page
from madein.report.reply.book import write_book
from madein.report.reply.pack import Pack
from madein.report.reply.rows import rows_table

ROWS = (
    "Each row is one declared item. Rows that may belong, and rows that are in no sum, "
    "say so."
)


def write_reply(pack: Pack, folder: Path) -> tuple[Path, Path]:
    """Write `reply-<party>.html` and `reply-<party>.xlsx`, each replaced in one step.

    Args:
        pack: What the firm is sent.
        folder: Where to; made if it is absent.

    Returns:
        The page and the workbook.
    """
    folder.mkdir(parents=True, exist_ok=True)
    html = folder / f"reply-{pack.party_id}.html"
    book = folder / f"reply-{pack.party_id}.xlsx"
    part = folder / f"{html.name}.part"
    part.write_text(page(as_report(pack)), encoding="utf-8")
    part.replace(html)
    part = folder / f"{book.name}.part"
    write_book(pack, part)
    part.replace(book)
    return html, book


def as_report(pack: Pack) -> Report:
    """A pack as a page.

    Args:
        pack: The pack.
    """
    rows = ()
    if pack.parts:
        head = Head(anchor="rows", title="The rows that name you", lead=(ROWS,))
        rows = (head, rows_table(pack.parts, pack.countries))
    return Report(
        title=pack.title,
        case=f"Imports of {pack.subject}",
        synthetic=pack.synthetic,
        edition=pack.edition,
        blocks=(*pack.about, *pack.questions, *pack.figures, *rows),
    )
