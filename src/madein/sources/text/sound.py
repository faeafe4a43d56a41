"""Which lines of a text file are sound, told for millions of bytes at once.

A sound line is a row by itself: every quotation mark stands at the border of a cell, and
there are as many cells as headings. With the quoted cells taken out, and then every
character but the delimiters, such lines are all alike.
"""

import re
from collections.abc import Sequence

from madein.sources.text.cutting import LONGEST, Marks, quoted_cell

UNIT = b"\x1f"  # stands for a delimiter of several bytes
NOTE_WIDTH = 4  # from this width on, a row of its first cell alone is no record


class Soundness:
    """Tells sound lines from those that have to be read with care.

    Args:
        marks: The marks of the file.
        headings: Its headings.
    """

    def __init__(self, marks: Marks, headings: Sequence[str]) -> None:
        self._break = marks.line_break.encode()
        self._delimiter = marks.delimiter.encode()
        self._unit = self._delimiter if len(self._delimiter) == 1 else UNIT
        self._quoted = _quoted_cell(marks)
        kept = self._unit + marks.quote.encode() + b"\r\n\0"
        self._dropped = bytes(set(range(256)) - set(kept))
        self._sound = self._unit * (len(headings) - 1)
        self._notes = _notes(marks, len(headings))
        self._again = _beginnings(marks, headings[0].strip())

    def odd(self, lines: Sequence[bytes]) -> set[int]:
        """Positions of lines that have to be read with care.

        Args:
            lines: Lines, without their breaks.
        """
        text = self._break.join([b"", *lines, b""])
        if self._break == b"\n":  # a return elsewhere is no part of a line end
            text = text.replace(b"\r\n", b"\n")
        odd = self._misshapen(text)
        if any(note in text for note in self._notes):
            odd.update(
                n for n, x in enumerate(lines) if x.rstrip().endswith(self._notes)
            )
        if any(self._break + start in text for start in self._again):
            odd.update(n for n, x in enumerate(lines) if x.startswith(self._again))
        if max(map(len, lines), default=0) > LONGEST:
            odd.update(n for n, x in enumerate(lines) if len(x) > LONGEST)
        return odd

    def _misshapen(self, text: bytes) -> set[int]:
        if self._quoted is not None:
            text = self._quoted.sub(b"", text)
        if self._unit != self._delimiter:
            # What stood for the delimiter before it was put there is damage.
            text = text.replace(self._unit, b"\0").replace(self._delimiter, self._unit)
        shapes = text.translate(None, self._dropped).split(self._break)[1:-1]
        return {n for n, shape in enumerate(shapes) if shape != self._sound}


def _quoted_cell(marks: Marks) -> re.Pattern[bytes] | None:
    """A cell between quotation marks on one line, from border to border."""
    if not marks.quote:
        return None
    inside = quoted_cell(marks, without=r"\r\n\0")
    quote, delimiter = re.escape(marks.quote), re.escape(marks.delimiter)
    # The mark stands before the look behind it: it is found faster so.
    before = f"(?:(?<={delimiter}{quote})|(?<=[\r\n]{quote}))"
    pattern = f"{quote}{before}{inside.removeprefix(quote)}(?={delimiter}|[\r\n])"
    return re.compile(pattern.encode())


def _notes(marks: Marks, width: int) -> tuple[bytes, ...]:
    """How a line ends that has only its first cell filled."""
    if width < NOTE_WIDTH:
        return ()
    blanks = {marks.delimiter, marks.delimiter + marks.quote * 2}
    return tuple(sorted((blank * (width - 1)).encode() for blank in blanks))


def _beginnings(marks: Marks, heading: str) -> tuple[bytes, ...]:
    """How a line would begin that repeats the headings."""
    if not heading:
        return ()
    forms = {heading, marks.quote + heading + marks.quote}
    return tuple(sorted((form + marks.delimiter).encode() for form in forms))
