"""What the remarks of an entry of the US Treasury's tables say: numbers and names.

Source:
    Remarks in copies of `sdn.csv` of 2021 to 2024.
"""

import re

from madein.lists.entry import Alias, ListedId, NameKind
from madein.lists.formats.ofac import ID_LABELS

TAX_ID = re.compile(r"\bTax ID No\.\s+([^;(]+?)\.?\s*(?=\(|;|$)")
ID = re.compile(
    rf"(?:alt\. )?({'|'.join(map(re.escape, ID_LABELS))}) +"
    r"([^();]*\d[^();]*?)(?: *\(([^()]*)\))?(?: +(?:issued|expires) .*)?\.?"
)
# Names in quotation marks inside the remarks: those OFAC holds for weak.
QUOTED = re.compile(r"\b([afn])\.k\.a\. '([^;]+?)'(?=[;.]|$)")
QUOTED_KINDS = {"a": NameKind.WEAK, "f": NameKind.FORMER, "n": NameKind.NOW}


def tax_ids(remarks: str) -> tuple[str, ...]:
    """Tax ids in the remarks of an entry, each once, as written.

    Args:
        remarks: The last column of the list.

    Examples:
        >>> tax_ids("Tax ID No. 7743237789 (Russia); alt. Tax ID No. 77-1.")
        ('7743237789', '77-1')
    """
    return tuple(dict.fromkeys(TAX_ID.findall(remarks)))


def ids(remarks: str) -> tuple[ListedId, ...]:
    """Numbers of firms in the remarks of an entry, each once, as written.

    Args:
        remarks: The last column of the list.

    Examples:
        >>> ids("DOB 1970; Registration Number 5177746340998 (Russia).")
        (ListedId(label='Registration Number', number='5177746340998', country='Russia'),)
    """
    parts = (ID.fullmatch(part.strip()) for part in remarks.split(";"))
    found = [ListedId(label=p[1], number=p[2], country=p[3] or "") for p in parts if p]
    return tuple(dict.fromkeys(found))


def quoted_names(remarks: str) -> tuple[Alias, ...]:
    """Names in quotation marks inside the remarks of an entry.

    Args:
        remarks: The last column of the list.

    Examples:
        >>> [
        ...     (a.name, a.kind.value)
        ...     for a in quoted_names("a.k.a. 'BNC'; f.k.a. 'OLD'.")
        ... ]
        [('BNC', 'weak aka'), ('OLD', 'fka')]
    """
    found = QUOTED.findall(remarks)
    return tuple(Alias(name=name, kind=QUOTED_KINDS[letter]) for letter, name in found)
