"""Words that announce an id: ИНН, VAT NO, 사업자등록번호."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from madein.parties.reading.schemes import Scheme, fold, scheme_rows, schemes

_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SIGN = re.compile(r"[:№#=]\W*$")
# May stand between a label and its number.
_NUMBER_WORDS = {"NO", "NR", "NUM", "NUMBER", "NUMERO", "CODE", "N", "НОМЕР", "КОД"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Label:
    """What words in front of a number announce.

    Attributes:
        schemes: Schemes that have them as their own.
        kinds: Kinds of schemes, for words that many countries share, like TIN; `none`
            for words like TEL, after which no id of a firm comes.
    """

    schemes: tuple[Scheme, ...]
    kinds: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Announced:
    """A label in front of a number.

    Attributes:
        label: What it announces.
        start: Where it begins.
        is_plain: Whether it can be no part of a name, like `ИНН:`, `VAT NO` or `TIN`.
    """

    label: Label
    start: int
    is_plain: bool


def label_before(text: str, floor: int, start: int) -> Announced | None:
    """The longest label that ends where a number begins.

    Args:
        text: A text.
        floor: Where the number before it ends.
        start: Where the number begins.

    Examples:
        >>> label_before("АУРУС, ИНН: 7743237789", 0, 12).start
        7
        >>> print(label_before("АУРУС 7743237789", 0, 6))
        None
    """
    head = text[max(floor, start - 48) : start]
    if not head:
        return None
    words = list(_WORD.finditer(head))[-7:]
    is_plain = bool(_SIGN.search(head))
    folded = [fold(word[0]) for word in words]
    while folded and folded[-1] in _NUMBER_WORDS:
        folded.pop()
        is_plain = True
    for first in range(max(0, len(folded) - 5), len(folded)):
        label = labels().get("".join(folded[first:]))
        if label is not None:
            begin = start - len(head) + words[first].start()
            is_plain = is_plain or bool(label.kinds)
            return Announced(label=label, start=begin, is_plain=is_plain)
    if folded and _CJK.match(folded[-1][-1:]):
        return _cjk_label(words[len(folded) - 1], start - len(head))
    return None


def _cjk_label(word: re.Match[str], offset: int) -> Announced | None:
    """A label at the end of a run of CJK signs, which has no blanks."""
    for begin in range(word.start() + 1, word.end()):
        label = labels().get(fold(word.string[begin : word.end()]))
        if label is not None:
            return Announced(label=label, start=offset + begin, is_plain=True)
    return None


@cache
def labels() -> dict[str, Label]:
    """What each label announces, by the label folded."""
    owners: dict[str, list[Scheme]] = defaultdict(list)
    for scheme in schemes():
        for label in scheme.labels:
            if scheme not in owners[fold(label)]:
                owners[fold(label)].append(scheme)
    kinds = {
        fold(label): frozenset(row["kind"].split())
        for row in scheme_rows()
        if not row["scheme"]
        for label in row["labels"].split(";")
    }
    return {
        label: Label(
            schemes=tuple(owners.get(label, ())), kinds=kinds.get(label, frozenset())
        )
        for label in owners.keys() | kinds.keys()
    }
