"""List files in XML, read element by element.

None that declares types of its own is read: only such XML can grow, and no list needs it.
"""

import gc
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from itertools import chain
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET

from madein.errors import SourceError
from madein.lists.entry import Entry
from madein.lists.formats.content import content, fault, head, opening_of
from madein.lists.formats.packing import pieces
from madein.lists.formats.reading import gathered

# What may stand before the first element: the XML declaration, remarks, blanks.
PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")


def root(start: bytes) -> str:
    """Name of the first element of an XML file; empty where the file is no such XML.

    Args:
        start: The first bytes of the file.

    Examples:
        >>> root(b'<?xml version="1.0"?><!-- a list --><ns:export day="1">')
        'export'
        >>> root(b"<!DOCTYPE export [ ]><export>"), root(b"name,id")
        ('', '')
    """
    before = PROLOG.match(start)
    found = ROOT.match(start, 0 if before is None else before.end())
    return "" if found is None else found[1].decode()


def rooted(name: str, *words: bytes) -> Callable[[str, bytes], bool]:
    """Whether a file is XML of a form: what `ListFormat.knows` asks.

    Args:
        name: Name of its first element.
        *words: What stands near its beginning, too.
    """
    return lambda _, start: root(start) == name and all(w in start for w in words)


def spoken(element: ET.Element, path: str = ".") -> str:
    """Text of an element, or of the first one inside it, blanks made single.

    Args:
        element: The element.
        path: Which one inside it; nothing is said where there is none.
    """
    found = element.find(path)
    return "" if found is None else " ".join((found.text or "").split())


def opening(file: Path) -> ET.Element:
    """The first element of an XML file, with its attributes and nothing inside.

    Args:
        file: The file.

    Raises:
        SourceError: The XML is damaged, or declares types of its own.
    """
    start = head(file)
    parser = ET.XMLPullParser(events=("start",))
    with _parsing(file, start):
        parser.feed(start)
        for _, element in _read(parser):
            return ET.Element(root(start), element.attrib)
    what = "the XML is damaged: its first element does not end"
    raise SourceError(fault(file, 1, what))


def generated_time(file: Path, attribute: str, zone: tzinfo) -> datetime:
    """When an XML copy was generated, in the zone of the authority.

    Args:
        file: The copy.
        attribute: What says so, on the first element.
        zone: The zone; the time is of it, where it names no other.

    Raises:
        SourceError: The copy does not say.
    """
    told = opening(file).get(attribute, "")
    try:
        generated = datetime.fromisoformat(told)
    except ValueError as error:
        what = f"'{told}' in '{attribute}' is no time"
        raise SourceError(fault(file, 1, what)) from error
    if generated.tzinfo is None:
        return generated.replace(tzinfo=zone)
    return generated.astimezone(zone)


def elements(file: Path, *tags: str) -> Iterator[ET.Element]:
    """Elements of an XML file with one of the given names, whole, in their order.

    Names come without their namespace. An element is emptied once the next one is
    asked for; one inside another is given first, and then empty in the other. XML that
    is damaged, or declares types of its own, is a `SourceError`.

    Args:
        file: The file.
        *tags: Names of elements.
    """
    chunks = pieces(file)
    start = opening_of(chunks)
    parser = ET.XMLPullParser(events=("end",))
    local = _Local()
    with _parsing(file, start):
        for piece in chain((start,), chunks, (None,)):
            if piece is None:
                parser.close()  # what it held back until now comes after this
            else:
                parser.feed(piece)
            for _, element in _read(parser):
                if local[element.tag] in tags:
                    for inner in element.iter():
                        inner.tag = local[inner.tag]
                    yield element
                    element.clear()


def entries_in(
    file: Path, read: Callable[[ET.Element], Entry], *tags: str
) -> list[Entry]:
    """The entries of an XML file, in its order.

    Args:
        file: The file.
        read: Makes an entry of an element; raises `ValueError` where it cannot.
        *tags: Names of the elements that are entries.

    Raises:
        SourceError: An element cannot be read, an id stands for two entries, or there
            are none; names all of them.
    """
    with uncollected():
        found, wrong = gathered(enumerate(elements(file, *tags)), read)
    if wrong:
        lines = lines_of(file, *tags)
        raise SourceError(*(fault(file, lines[place], what) for place, what in wrong))
    if not found:
        raise SourceError(fault(file, None, "the copy holds no entries"))
    return found


@contextmanager
def uncollected() -> Generator[None]:
    """Work without the search for cyclic garbage: a third faster where there is none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def lines_of(file: Path, *tags: str) -> list[int]:
    """Lines on which the elements of the given names begin, in their order.

    Args:
        file: The XML file.
        *tags: Names of elements.
    """
    names = "|".join(map(re.escape, tags)).encode()
    begins = re.compile(rb"\n|<(?:[\w.-]+:)?(?:" + names + rb")(?=[\s/>])")
    line, lines = 1, []
    for begin in begins.finditer(content(file)):
        if begin[0] == b"\n":
            line += 1
        else:
            lines.append(line)
    return lines


def _read(
    parser: "ET.XMLPullParser[ET.Element]",
) -> Iterator[tuple[str, ET.Element]]:
    return cast("Iterator[tuple[str, ET.Element]]", parser.read_events())


class _Local(dict[str, str]):
    """Names of elements without their namespace; the same few come again and again."""

    def __missing__(self, tag: str) -> str:
        self[tag] = local = tag.rpartition("}")[2]
        return local


@contextmanager
def _parsing(file: Path, start: bytes) -> Generator[None]:
    """Parse XML that begins so, and say on which line it is damaged.

    Raises:
        SourceError: It is damaged, or declares types of its own.
    """
    if not root(start):
        what = "the XML declares types of its own, or holds no element"
        raise SourceError(fault(file, 1, what))
    try:
        yield
    except (ET.ParseError, LookupError, ValueError) as error:  # or an odd encoding
        line, _ = getattr(error, "position", (1, 0))
        raise SourceError(fault(file, line, f"the XML is damaged: {error}")) from error
