"""The small parts of an XLSX workbook: its sheets, its shared texts, its date styles."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from xml.etree import ElementTree as ET
from xml.parsers import expat

from madein.sources.workbooks.xlsx_cells import text_of, unescaped

# Numbers of formats that are days or hours everywhere (ECMA-376 part 1, 18.8.30);
# 46 counts hours beyond a day.
DATE_FORMATS = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}
# What in a format is no part of a day: text, an escaped sign, a colour or a currency.
NO_DATE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General|E\+|E-')
ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
MOST_BYTES = 64 << 20  # of a part that is parsed whole
SHARED = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
SHARED_BEGIN = re.compile(rb"<(?:\w+:)?sst\b[^>]*>")


class DamagedError(Exception):
    """The workbook is not what the format promises; the message says how."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Where the parts of a workbook lie.

    Attributes:
        sheets: Part of each sheet, by its name.
        hidden: Names of sheets that are not shown.
        shared: Part of the shared texts; empty where there is none.
        styles: Part of the styles; the same.
        is_1904: Whether days are counted from 1904.
    """

    sheets: dict[str, str]
    hidden: frozenset[str]
    shared: str
    styles: str
    is_1904: bool


class Handler(Protocol):
    """What is told of the elements of a fragment."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text stands in an element."""


def read_parts(archive: zipfile.ZipFile) -> Parts:
    """Where the parts of a workbook lie.

    Args:
        archive: The workbook.

    Raises:
        DamagedError: It holds no sheet.
    """
    book = "xl/workbook.xml"
    for kind, target in _relations(archive, ""):
        if kind == "officeDocument":
            book = target
    tree = _tree(archive, book)
    by_id = {key: pair for key, *pair in _related(archive, book)}
    sheets, hidden = {}, set()
    for element in tree.iter():
        if _local(element.tag) == "sheet":
            name = element.get("name", "")
            key = next((v for k, v in element.items() if _local(k) == "id"), "")
            kind, target = by_id.get(key, ("", ""))
            if kind == "worksheet":
                sheets[name] = target
            if element.get("state", "visible") != "visible":
                hidden.add(name)
    if not sheets:
        raise DamagedError("it names no sheet")
    of_kind = dict(_relations(archive, book))
    dates = [
        e.get("date1904", "") for e in tree.iter() if _local(e.tag) == "workbookPr"
    ]
    return Parts(
        sheets=sheets,
        hidden=frozenset(hidden),
        shared=of_kind.get("sharedStrings", ""),
        styles=of_kind.get("styles", ""),
        is_1904=any(value in {"1", "true"} for value in dates),
    )


def date_styles(archive: zipfile.ZipFile, part: str) -> frozenset[bytes]:
    """Places of the styles that show a number as a day or an hour, as cells name them.

    Args:
        archive: The workbook.
        part: Part of its styles.
    """
    tree = _tree(archive, part)
    dates = set(DATE_FORMATS)
    for element in tree.iter():
        if _local(element.tag) == "numFmt":
            number, code = element.get("numFmtId", ""), element.get("formatCode", "")
            if number.isdigit():
                (dates.add if is_date_format(code) else dates.discard)(int(number))
    lists = [element for element in tree.iter() if _local(element.tag) == "cellXfs"]
    styles = [style for found in lists for style in found]
    return frozenset(
        str(place).encode()
        for place, style in enumerate(styles)
        if style.get("numFmtId", "0").isdigit()
        and int(style.get("numFmtId", "0")) in dates
    )


def is_date_format(code: str) -> bool:
    """Whether a number format shows a day or an hour.

    Args:
        code: The format.

    Examples:
        >>> is_date_format("dd.mm.yyyy"), is_date_format('0.00 "dollars"')
        (True, False)
    """
    bare = NO_DATE.sub("", code)
    return re.search("[dmyhs]", bare, re.IGNORECASE) is not None and not ELAPSED.search(
        code
    )


def shared_texts(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The texts that cells refer to by their place.

    Args:
        archive: The workbook.
        part: Part of the texts.

    Raises:
        DamagedError: It is no list of texts.
    """
    content = archive.read(part)
    refuse_types(content[:4096])
    begin = SHARED_BEGIN.search(content)
    if begin is None:
        raise DamagedError("its shared texts are none")
    if begin[0].endswith(b"/>"):
        return []
    found: list[str] = []
    pieces = SHARED.split(content[begin.end() : content.rfind(b"</")])
    for rest, plain in zip(pieces[::2], [*pieces[1::2], None], strict=True):
        if rest.strip():  # texts in several formats, or with remarks
            found.extend(_rich_texts(rest))
        if plain is not None:
            found.append(text_of(plain))
    return found


def parse(fragment: bytes, handler: Handler) -> None:
    """Read a piece of XML without a type declaration.

    Args:
        fragment: One element, whole.
        handler: Is told what is found.

    Raises:
        DamagedError: The fragment is not well-formed.
    """
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    try:
        parser.Parse(fragment, True)  # noqa: FBT003 - expat takes no keyword
    except expat.ExpatError as error:
        raise DamagedError(f"its XML is damaged: {error}") from error


def refuse_types(head: bytes) -> None:
    """Refuse XML with a type declaration: a bomb needs one, a workbook has none.

    Args:
        head: The beginning of the XML.

    Raises:
        DamagedError: There is one, or the text is not in UTF-8.
    """
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise DamagedError("its XML declares types of its own")
    if b"\x00" in head[:64] or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DamagedError("its XML is not in UTF-8")


class _Texts:
    """The texts of a list, without the remarks on how to say them."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._inside: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        self._inside.append(_local(name))
        if self._inside[-1] == "si":
            self.found.append("")

    def end(self, name: str) -> None:
        del name
        self._inside.pop()

    def text(self, text: str) -> None:
        if self._inside[-1] == "t" and "rPh" not in self._inside:
            self.found[-1] += text


def _rich_texts(fragment: bytes) -> list[str]:
    texts = _Texts()
    parse(b"<all>" + fragment + b"</all>", texts)
    return [unescaped(text) for text in texts.found]


def _relations(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str]]:
    return [(kind, target) for _, kind, target in _related(archive, part)]


def _related(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """Id, kind and part of everything that a part refers to."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in archive.namelist():
        return
    for element in _tree(archive, listed):
        target = element.get("Target", "")
        if element.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            yield element.get("Id", ""), kind, path


def _tree(archive: zipfile.ZipFile, part: str) -> ET.Element:
    """A small part as a tree.

    Raises:
        DamagedError: It is absent, damaged or not small.
    """
    try:
        if archive.getinfo(part).file_size > MOST_BYTES:
            raise DamagedError(f"its part '{part}' is too large")
        content = archive.read(part)
        refuse_types(content)
        return ET.fromstring(content)  # noqa: S314 - there is no type declaration
    except KeyError as error:
        raise DamagedError(f"it has no part '{part}'") from error
    except ET.ParseError as error:
        raise DamagedError(f"its part '{part}' is damaged: {error}") from error


def _local(name: str) -> str:
    """A name without its namespace or prefix."""
    return name.rpartition("}")[2].rpartition(":")[2]
