"""Declarations as XML of declaration software: one row for each goods item.

An item is an element `BLOCK`; whatever holds it is its declaration, and repeats on each
of its rows. The goods lines `TOVG` of an item are joined into it: its values are those
of the item, and would multiply if each line were a row. What stands outside of all
declarations is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from xml.parsers import expat

from madein.errors import Fault, SourceError
from madein.sources.text.careful import TEXT_KEPT, Split
from madein.sources.text.dialect import Dialect, Look

ITEM, LINE = "BLOCK", "TOVG"
NUMBER, LINES = "BLOCK", "TOVG lines"  # columns that we add
CHUNK = 1 << 16
MOST_DEPTH = 50
MOST_CHARACTERS = 64 << 20  # of a declaration
SAMPLE = 5


@dataclass(kw_only=True)
class Element:
    """An element, with what was found inside it.

    Attributes:
        tag: Its name.
        line: Line of the file on which it begins.
        texts: Pieces of its own text.
        cells: Texts of the elements inside it, by their path.
        items: The goods items inside it.
        lines: How many goods lines are inside it.
    """

    tag: str
    line: int
    texts: list[str] = field(default_factory=list)
    cells: dict[str, list[str]] = field(default_factory=dict)
    items: list["Element"] = field(default_factory=list)
    lines: int = 0

    def take(self, inner: "Element") -> None:
        """Take what was found inside another element."""
        self.lines += inner.lines + (inner.tag == LINE)
        if text := "".join(inner.texts).strip():
            self.cells.setdefault(inner.tag, []).append(text)
        for path, texts in inner.cells.items():
            self.cells.setdefault(f"{inner.tag}/{path}", []).extend(texts)


def look_at_goods(file: Path) -> Look:
    """How a file of declarations is read.

    Args:
        file: The file.

    Raises:
        SourceError: It is damaged, or holds no items of declarations.
    """
    general: dict[str, None] = {}
    own: dict[str, None] = {}
    for declaration in _declarations(file, set()):
        general |= dict.fromkeys(declaration.cells)
        own |= dict.fromkeys(path for item in declaration.items for path in item.cells)
    if not own:
        raise SourceError(
            Fault(
                what=f"the XML holds no elements {ITEM}, as declarations have them",
                where=str(file),
                fix="save the table in it as CSV or XLSX",
            )
        )
    # A total of the declaration and a value of the item never share a column.
    names = [f"{ITEM}/{path}" if path in general else path for path in own]
    dialect = Dialect(
        encoding="",
        delimiter="",
        header_line=0,
        header_end=0,
        headings=(*general, *names, NUMBER, LINES),
    )
    cells = (piece.cells for piece in goods_rows(file, dialect))
    sample = tuple(tuple(row) for row in islice(filter(None, cells), SAMPLE))
    return Look(dialect=dialect, confidence={"header_line": 1.0}, sample=sample)


def goods_rows(file: Path, dialect: Dialect) -> Iterator[Split]:
    """The items of all declarations of a file.

    Args:
        file: The file.
        dialect: The columns to give.

    Yields:
        An item; a declaration without any is quarantined.
    """
    headings = set(dialect.headings)
    tags = {declaration.tag for declaration in _declarations(file, set())}
    for declaration in _declarations(file, tags):
        if not declaration.items:
            text = " | ".join(map("; ".join, declaration.cells.values()))[:TEXT_KEPT]
            reason = "a declaration without items"
            yield Split(line=declaration.line, cells=None, reason=reason, text=text)
        for number, item in enumerate(declaration.items, start=1):
            known = dict(declaration.cells)
            for path, texts in item.cells.items():
                whole = f"{ITEM}/{path}"
                known[whole if whole in headings else path] = texts
            known |= {NUMBER: [str(number)], LINES: [str(item.lines)]}
            cells = ["; ".join(known.get(heading, ())) for heading in dialect.headings]
            yield Split(line=item.line, cells=cells)


def _declarations(file: Path, tags: set[str]) -> Iterator[Element]:
    """The elements that hold items, and those of the given tags.

    Raises:
        SourceError: The XML is damaged, or is more than declarations need.
    """
    reader = _Reader(tags)
    try:
        with file.open("rb") as handle:
            while chunk := handle.read(CHUNK):
                reader.parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no keyword
                yield from reader.found
                reader.found.clear()
            reader.parser.Parse(b"", True)  # noqa: FBT003 - the same
        yield from reader.found
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise SourceError(
            Fault(
                what=f"the XML is damaged: {error}",
                where=f"{file}:{reader.parser.CurrentLineNumber}",
                fix="ask whoever sent it for the file again",
            )
        ) from error


class _Reader:
    """Listens to a parser, and collects declarations."""

    def __init__(self, tags: set[str]) -> None:
        self.found: list[Element] = []
        self._tags = tags
        self._open: list[Element] = []
        self._characters = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        del attributes  # they say what program wrote the file
        if len(self._open) >= MOST_DEPTH:
            raise ValueError(f"its elements lie more than {MOST_DEPTH} deep")
        self._open.append(Element(tag=tag, line=self.parser.CurrentLineNumber))

    def _text(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise ValueError(
                f"a declaration has more than {MOST_CHARACTERS:,} characters"
            )
        self._open[-1].texts.append(text)

    def _end(self, tag: str) -> None:
        done = self._open.pop()
        if done.items or tag in self._tags:
            self.found.append(done)
            self._characters = 0
        elif not self._open:
            return
        elif tag == ITEM:
            self._open[-1].items.append(done)
        else:
            self._open[-1].take(done)

    def _refuse(self, *declared: object) -> None:
        raise ValueError(f"it declares types of its own, like '{declared[0]}'")
