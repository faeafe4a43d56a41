"""The lines of a text file in UTF-8, block by block, with what is wrong with them."""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from madein.sources.text.cutting import LONGEST
from madein.sources.text.encoding import line_decoder, line_encoding

CHUNK = 8 << 20
WIDE = ("utf-16", "utf-32")  # a line break is more than a byte
FEWEST_BYTES = 6  # above ASCII, by which the encoding of one line can be told
HIGH = bytes(range(0x80, 0x100))
# The second byte of a character may be an ASCII letter, a digit or one of these signs.
HIGH_WORD = re.compile(rb"[\x80-\xff][0-9A-Za-z@\[\\\]^_`{|}~\x80-\xff]*+")
MOST_WORDS = 1 << 20  # words that are remembered as well decoded


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some lines of a file, one after the other.

    Attributes:
        first: Number of the first line, from 1.
        lines: The lines in UTF-8, without their breaks.
        faults: What is wrong with a line, by its number.
    """

    first: int
    lines: list[bytes]
    faults: Mapping[int, str] = field(default_factory=dict)

    def joined(self, block: "Block") -> "Block":
        """These lines and those that follow them.

        Args:
            block: The block that follows.
        """
        if not self.lines:
            return block
        faults = {**self.faults, **block.faults}
        return Block(first=self.first, lines=self.lines + block.lines, faults=faults)

    def below(self, line: int) -> "Block":
        """The lines below one.

        Args:
            line: Number of the line.
        """
        passed = min(max(0, line + 1 - self.first), len(self.lines))
        if not passed:
            return self
        faults = {n: fault for n, fault in self.faults.items() if n > line}
        first = self.first + passed
        return Block(first=first, lines=self.lines[passed:], faults=faults)


def is_wide(encoding: str) -> bool:
    """Whether an encoding writes every character in two bytes or more.

    Args:
        encoding: Python name of the encoding.
    """
    return codecs.lookup(encoding).name.startswith(WIDE)


def blocks(file: Path, encoding: str, line_break: str) -> Iterator[Block]:
    """The lines of a file; NUL bytes that pad its end are the fault of a line more.

    Args:
        file: The text file.
        encoding: Its encoding.
        line_break: The character between two lines.

    Yields:
        Some megabytes of whole lines after the others.
    """
    if is_wide(encoding):
        yield from _wide_blocks(file, encoding, line_break)
        return
    size, end = file.stat().st_size, _end(file)
    first, reader = 1, _Reader(encoding, line_break.encode())
    for body in _raw_blocks(file, end, line_break.encode()):
        block = reader.block(first, body)
        first += len(block.lines)
        yield block
    if end < size:
        fault = f"{size - end:,} NUL bytes at the end of the file; they were left out"
        yield Block(first=first, lines=[b""], faults={first: fault})


def _raw_blocks(file: Path, end: int, line_break: bytes) -> Iterator[bytes]:
    """Whole lines, without the break behind the last."""
    rest, left = b"", end
    with file.open("rb") as handle:
        if handle.read(3) != codecs.BOM_UTF8:
            handle.seek(0)
        left -= handle.tell()
        while left > 0 and (chunk := handle.read(min(CHUNK, left))):
            left -= len(chunk)
            body, found, rest = (rest + chunk).rpartition(line_break)
            if found:
                yield body
            rest = rest[: LONGEST + 1]  # of a line without an end the beginning is kept
    if rest:
        yield rest


def _wide_blocks(file: Path, encoding: str, line_break: str) -> Iterator[Block]:
    first, rest = 1, ""
    with file.open(encoding=encoding, errors="replace", newline="") as handle:
        while chunk := handle.read(CHUNK):
            body, found, rest = (rest + chunk).rpartition(line_break)
            if found:
                yield _wide_block(first, body.split(line_break), encoding)
                first += body.count(line_break) + 1
            rest = rest[: LONGEST + 1]
    if rest:
        yield _wide_block(first, [rest], encoding)


def _wide_block(first: int, lines: list[str], encoding: str) -> Block:
    fault = f"not {encoding}"
    faults = {n: fault for n, line in enumerate(lines, first) if "\ufffd" in line}
    raw = [line.encode("utf-8", "backslashreplace") for line in lines]
    return Block(first=first, lines=raw, faults=faults)


class _Reader:
    """Lines of one encoding; a line that is clearly in another is read in that one."""

    def __init__(self, encoding: str, line_break: bytes) -> None:
        self.name = "utf-8" if encoding == "utf-8-sig" else encoding
        self.line_break = line_break
        self.decode = line_decoder(self.name)
        self.well_read: set[bytes] = set()

    def block(self, first: int, body: bytes) -> Block:
        """The lines of some bytes."""
        odd = self._odd_words(body)
        faults, lines = {}, []
        for is_read, stretch in [(False, body)] if odd else self._stretches(body):
            if is_read:
                lines += stretch.split(self.line_break)
                continue
            for raw in stretch.split(self.line_break):
                line, fault = self._line(raw, odd)
                if fault:
                    faults[first + len(lines)] = fault
                lines.append(line)
        return Block(first=first, lines=lines, faults=faults)

    def _stretches(self, body: bytes) -> Iterator[tuple[bool, bytes]]:
        """Whole lines: those that can be read at once, in UTF-8, and each that cannot."""
        at, view = 0, memoryview(body)
        while at <= len(body):
            try:
                text = str(view[at:], self.name)
            except UnicodeDecodeError as error:
                start = body.rfind(self.line_break, at, at + error.start) + 1 or at
                if start > at:
                    yield True, self._in_utf8(body[at : start - 1])
                end = body.find(self.line_break, at + error.start)
                end = len(body) if end < 0 else end
                yield False, body[start:end]
                at = end + 1
            else:
                yield True, body[at:] if self.name == "utf-8" else text.encode()
                return

    def _in_utf8(self, raw: bytes) -> bytes:
        return raw if self.name == "utf-8" else raw.decode(self.name).encode()

    def _line(self, raw: bytes, odd: set[bytes]) -> tuple[bytes, str]:
        """A line in UTF-8, and what is wrong with it."""
        if raw.isascii():
            return raw, ""
        text = self._text(raw)
        if text is not None and not any(word in raw for word in odd):
            return text.encode(), ""
        if len(raw) - len(raw.translate(None, HIGH)) >= FEWEST_BYTES:
            shown, name = self.decode(raw)
            if name is not None:
                return shown.encode(), ""
        if text is not None:
            return text.encode(), ""
        return raw.decode(self.name, "backslashreplace").encode(), self._fault(raw)

    def _text(self, raw: bytes) -> str | None:
        try:
            return raw.decode(self.name)
        except UnicodeDecodeError:
            return None

    def _odd_words(self, body: bytes) -> set[bytes]:
        """Words that may be in another encoding; in UTF-8 whatever can be read is."""
        if self.name == "utf-8" or body.isascii():
            return set()
        if len(self.well_read) > MOST_WORDS:
            self.well_read.clear()
        new = set(HIGH_WORD.findall(body)) - self.well_read
        odd = {word for word in new if line_encoding(word, self.name) != self.name}
        self.well_read |= new - odd
        return odd

    def _fault(self, raw: bytes) -> str:
        try:
            raw.decode(self.name)
        except UnicodeDecodeError as error:
            return f"byte {error.start + 1} of the line is not {self.name}"
        return ""


def _end(file: Path) -> int:
    """Where a file ends, but for NUL bytes."""
    end = file.stat().st_size
    with file.open("rb") as handle:
        while end:
            start = max(0, end - CHUNK)
            handle.seek(start)
            tail = handle.read(end - start)
            if any_text := tail.rstrip(b"\0"):
                return start + len(any_text)
            end = start
    return end
