"""Words and their meanings, from the files in `data`, which anyone can edit."""

import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from madein.documents import read_document

T = TypeVar("T")
DATA = Path(str(files("madein.articles").joinpath("data")))


def read_facts(name: str, record: type[T]) -> T:
    """A file of words as a record.

    Args:
        name: Its name in the folder `data`.
        record: What it holds.
    """
    return read_document(DATA / name, record)


def either(words: Iterable[str]) -> str:
    r"""A regular expression for any of some phrases, the longest first; blanks are any.

    Args:
        words: The phrases.

    Examples:
        >>> either(["up", "up to"])
        '(?:up\\s+to|up)'
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return (
        "(?:"
        + "|".join(r"\s+".join(map(re.escape, w.split())) for w in longest_first)
        + ")"
    )
