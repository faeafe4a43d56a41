"""What the words of lists mean: measures, and numbers of firms in running text."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from madein.lists.entry import ListedId
from madein.verdict import Measure

MEASURES = Path(__file__).parent / "data" / "measures.csv"
# Between two numbers of one cell: a semicolon, a line, a slash between blanks, `(2)`.
_BORDER = re.compile(r";|\n|\s/\s|\(\d{1,2}\)")
_NUMBER = re.compile(
    r"(?P<words>[^\d;()]*?)[\s:№#.–-]*"
    r"\b(?P<number>(?=(?:[A-Z-]*\d){4})[0-9A-Z][0-9A-Z-]{4,})"
    r"(?:\s*\((?P<country>[^()\d]*)\))?[\s.,]*"
)
_TAX = re.compile(
    r"\b(?:INN|TIN|UNP|VAT|tax|taxpayer|ИНН|УНП|ИНН/КПП)\b", re.IGNORECASE
)
# Words that are no part of the number behind them, as `HE` is in `HE 123456`.
_LABEL = re.compile(
    r"\b(?:no|number|nr|code|id|registration|OGRN|PSRN|KPP|OKPO|EDRPOU|USCC|LEI|"
    r"ОГРН|КПП|ОКПО|ЄДРПОУ)\b",
    re.IGNORECASE,
)
# A label that only one country uses says whose the number is.
_COUNTRIES = {
    "Russia": re.compile(
        r"\b(?:INN|KPP|OGRN|PSRN|OKPO|ИНН|КПП|ОГРН|ОКПО|Russian?)\b", re.IGNORECASE
    ),
    "Belarus": re.compile(r"\b(?:UNP|УНП)\b", re.IGNORECASE),
    "Ukraine": re.compile(r"\b(?:EDRPOU|ЄДРПОУ)\b", re.IGNORECASE),
}


def fold(words: str) -> str:
    """Letters and digits of words, in lower case.

    Args:
        words: As written.

    Examples:
        >>> fold("Business registration number (s)"), fold("De-flag")
        ('businessregistrationnumbers', 'deflag')
    """
    return "".join(filter(str.isalnum, words.casefold()))


def parts(cell: str) -> list[str]:
    """What stands between the semicolons of a cell, each once.

    Args:
        cell: As written.

    Examples:
        >>> parts("one; two;; one")
        ['one', 'two']
    """
    return list(dict.fromkeys(filter(None, map(str.strip, cell.split(";")))))


def measures_of(whose: str, words: str, *, whole: bool = False) -> tuple[Measure, ...]:
    """What words of a list do; other measures where no row of the table fits.

    Args:
        whose: Whose words they are: a key of the table.
        words: As written.
        whole: Whether they must be those of the table, and not only hold them.

    Examples:
        >>> [measure.value for measure in measures_of("uk", "Asset freeze|Travel Ban")]
        ['asset freeze', 'travel ban']
        >>> [measure.value for measure in measures_of("uk", "Arms embargo")]
        ['other measures']
    """
    folded = fold(words)
    rows = _measures().get(whose, ())
    found = dict.fromkeys(
        measure
        for part, measure in rows
        if part == folded or (not whole and part in folded)
    )
    return tuple(found) or (Measure.OTHER,)


@cache
def _measures() -> dict[str, list[tuple[str, Measure]]]:
    lines = MEASURES.read_text(encoding="utf-8").splitlines()
    found: dict[str, list[tuple[str, Measure]]] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        found.setdefault(row["list"], []).append(
            (fold(row["words"]), Measure(row["measure"]))
        )
    return found


def listed_ids(cells: Iterable[str], label: str, country: str = "") -> list[ListedId]:
    """Numbers in cells, each with the words in front of it as its label.

    A part of a cell that is no run of labels and numbers is kept whole: nothing is
    guessed, and nothing lost.

    Args:
        cells: As written.
        label: What the list calls the column.
        country: Whose numbers they are, where nothing beside a number says otherwise.

    Examples:
        >>> cells = ["TIN 7743237789 (Russia), OGRN: 5177746340998; HE 123456"]
        >>> [(said.label, said.number) for said in listed_ids(cells, "number")]
        [('TIN', '7743237789'), ('OGRN', '5177746340998'), ('number', 'HE 123456')]
    """
    found: dict[ListedId, None] = {}
    for cell in cells:
        for part in filter(None, map(str.strip, _BORDER.split(cell))):
            found |= dict.fromkeys(_numbers(part, label, country))
    return list(found)


def tax_ids(found: Iterable[ListedId]) -> tuple[str, ...]:
    """Those numbers that their label calls a tax id, each once.

    Args:
        found: Numbers of an entry.
    """
    told = (said.number for said in found if _TAX.search(said.label))
    return tuple(dict.fromkeys(told))


def _numbers(part: str, label: str, country: str) -> list[ListedId]:
    found: list[ListedId] = []
    end = 0
    while end < len(part):
        match = _NUMBER.match(part, end)
        words = "" if match is None else match["words"].strip(" ,")
        if match is None or not (
            not words or _TAX.search(words) or _LABEL.search(words)
        ):
            return [ListedId(label=label, number=part, country=country)]
        words = words or label
        beside = (match["country"] or "").strip()
        found.append(
            ListedId(
                label=words,
                number=match["number"],
                country=beside or _country(words, country),
            )
        )
        end = match.end()
    return found


def _country(label: str, otherwise: str) -> str:
    named = (name for name, words in _COUNTRIES.items() if words.search(label))
    return next(named, otherwise)
