"""Files made of the bytes that a test writes, and what is read from them."""

from madein.sources.intake import look_at, take_in
from madein.sources.layouts import Layout
from madein.sources.text.dialect import Dialect, Told

HEADINGS = ("nd", "item", "goods", "usd")
LAYOUT = Layout(
    name="four",
    vendor="Nobody",
    country="RU",
    fields={
        "declaration": ("nd",),
        "item": ("item",),
        "description": ("goods",),
        "statistical_usd": ("usd",),
    },
)


def dialect(headings=HEADINGS, *, delimiter=";", encoding="utf-8", header=1, **marks):
    """The dialect of a file whose headings stand on one line."""
    return Dialect(
        encoding=encoding,
        delimiter=delimiter,
        header_line=header,
        header_end=header,
        headings=tuple(headings),
        **marks,
    )


def put(folder, content, name="a.csv"):
    """A file of text or bytes."""
    file = folder / name
    raw = content if isinstance(content, bytes) else content.encode("utf-8")
    file.write_bytes(raw)
    return file


def take(file, *, sheet="", **known):
    """A file, looked at and taken in."""
    found = look_at(file, (LAYOUT,), Told(sheet=sheet, **known))
    return take_in(file, sheet, found.dialect, file.parent)


def cells(engine, file):
    """Rows of an evidence copy; a blank cell is empty text."""
    rows = engine.rows(f"select * from read_parquet('{file}')")
    return [
        ["" if cell is None else cell for name, cell in row.items() if name != "line"]
        for row in rows
    ]
