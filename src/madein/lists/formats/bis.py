"""US lists of parties to whom exports are controlled, as three kinds of table.

`us-csl` is the Consolidated Screening List of the Department of Commerce. It holds the
lists of three departments. Each of them is a programme of its own here, with its own
measure: the Entity List, the Military End-User List, the Denied Persons List and the
debarments under ITAR are export control; the Unverified List is not a control and stands
as other measures; those of the Treasury do what they do there.

`bis-lists` is the table in which BIS itself gives out its lists, with a row for each
address and each other name. `bis-entity-list` is the table of Supplement No. 4 to 15 CFR
744. There a name and its addresses stand in one cell, and where the name ends is not
marked: it ends before `a.k.a.`, at the end of a line, or at the first comma after which
no legal form follows. Other names are those behind a dash and before a semicolon or the
end of a line. The whole cell is kept as the address.

A day of effect is the first day. A day in a citation of the Federal Register is one of
publication, and never the first. A day of expiry still counts as one of the listing.

Seen in public copies and programs: the headings of the first two, the names of the
sources, days as 2020-12-23 and 05/14/2001, ids as `RU, 1027700159497, Registration
Number`, Latin-1 in the files of BIS. Nobody publishes Supplement No. 4 as CSV: its
headings are those of the table in the Code of Federal Regulations.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from madein.lists.entry import Alias, Entry, ListedId, NameKind
from madein.lists.formats.bis_parties import Party, entries_of_parties
from madein.lists.formats.content import BOM, head, mentioning, rows
from madein.lists.formats.form import ListFormat
from madein.lists.formats.reading import (
    Row,
    grouped,
    table,
    told_time,
)
from madein.lists.formats.words import fold, parts

AUTHORITY_ZONE = ZoneInfo("America/New_York")
KINDS = {"fka": NameKind.FORMER, "nka": NameKind.NOW}
CODE = re.compile(r"\(([^()]+)\)")
COUNTRY = re.compile(r"(?:.*, )?([A-Z]{2})")
STATES = "DPL"  # its addresses may end in the code of a state, like AZ
NO_NUMBER = re.compile(
    r"website|email|phone|date|type|name|risk|gender|determination|isin|swift|passport",
    re.IGNORECASE,
)
UPDATED = re.compile(rb"Last updated: ([A-Z][a-z]+ \d{1,2}, \d{4})", re.IGNORECASE)
CITED = re.compile(r"\b\d+ F\.? ?R\.? \d+,? \(?(\d{1,2}/\d{1,2}/\d{2}(?:\d\d)?)\b")
AKA = re.compile(r",?\s*\ba\.k\.a\.", re.IGNORECASE)
# An other name that ends in another way ends nobody knows where.
ALIAS = re.compile(r"—\s*([^—;\n]+)(?:;|\n)")
NO_FORM_NEXT = re.compile(
    r",(?!\s*(?:co|company|corp|corporation|inc|incorporated|ltd|limited|llc|l\.l\.c|llp"
    r"|lp|plc|jsc|pjsc|ojsc|cjsc|ooo|ao|gmbh|ag|kg|sa|s\.a|srl|s\.r\.l|spa|s\.p\.a|bv"
    r"|b\.v|nv|n\.v|oy|ab|pte|pty|sdn|fze|fzco|fzc|w\.l\.l)\b)",
    re.IGNORECASE,
)
SUPPLEMENT = ("Country", "Entity", "License requirement", "License review policy")


def csl_entries(file: Path) -> list[Entry]:
    """The entries of a copy of the Consolidated Screening List.

    Args:
        file: The copy.
    """
    needed = ("source", "name", "start_date", "alt_names")
    return entries_of_parties(
        file, ((line, _screened(r)) for line, r in rows(file, needed))
    )


def bis_entries(file: Path) -> list[Entry]:
    """The entries of a copy of lists as BIS gives them out.

    Args:
        file: The copy.
    """
    needed = ("Source List", "Name", "Effective Date")
    groups = grouped(table(file, needed, otherwise="latin-1"), *map(fold, needed))
    return entries_of_parties(
        file, ((line, _given_out(group)) for line, group in groups)
    )


def supplement_entries(file: Path) -> list[Entry]:
    """The entries of a copy of the table of Supplement No. 4 to 15 CFR 744.

    Args:
        file: The copy.
    """
    return entries_of_parties(
        file, _supplement(table(file, SUPPLEMENT, whole="Entity"))
    )


def _screened(row: Row) -> Party:
    source = row["source"]
    code = CODE.search(source)
    addresses = tuple(parts(row.get("addresses", "")))
    letters = source if code is None else code[1]
    told = () if letters == STATES else map(COUNTRY.fullmatch, addresses)
    return Party(
        code=letters,
        programme=": ".join(filter(None, (source, row.get("programs", "")))),
        number=row.get("entity_number", ""),
        name=row["name"],
        type=row.get("type", ""),
        start=row["start_date"],
        end=row.get("end_date", ""),
        published=_cited(row.get("federal_register_notice", "")),
        aliases=tuple(
            Alias(name=name, kind=NameKind.ALSO) for name in parts(row["alt_names"])
        ),
        ids=tuple(filter(None, map(_number, parts(row.get("ids", ""))))),
        addresses=addresses,
        countries=tuple(dict.fromkeys(found[1] for found in told if found)),
    )


def _number(text: str) -> ListedId | None:
    """A number with what it is and whose, in any order; None for what is no number."""
    parts = [part.strip() for part in text.split(", ")]
    country = next((part for part in parts if re.fullmatch(r"[A-Z]{2}", part)), "")
    others = [part for part in parts if part != country]
    if len(others) != 2 or any(NO_NUMBER.search(part) for part in others):
        return None
    number, label = sorted(others, key=lambda part: -sum(map(str.isdigit, part)))
    return ListedId(label=label, number=number, country=country)


def _given_out(group: Sequence[Row]) -> Party:
    row = group[0]
    address = ("address", "city", "stateprovince", "postalcode", "country")
    whole = (", ".join(r[c] for c in address if r.get(c, "")) for r in group)
    return Party(
        code=row.get("sourcelist", ""),
        programme=": ".join(filter(None, (row.get("sourcelist"), row.get("programs")))),
        number=row.get("entitynumber", ""),
        name=row.get("name", ""),
        type=row.get("sdntype", ""),
        start=row.get("effectivedate", ""),
        end=row.get("dateliftedwaivedexpired", ""),
        published=_cited(row.get("federalregisternotice", "")),
        aliases=tuple(
            Alias(name=r["alternatename"], kind=_kind(r))
            for r in group
            if r.get("alternatename", "")
        ),
        addresses=tuple(dict.fromkeys(filter(None, whole))),
        countries=tuple(
            dict.fromkeys(r["country"] for r in group if r.get("country", ""))
        ),
    )


def _cited(notices: str) -> str:
    """Day of the first notice; empty where it has none."""
    found = CITED.search(notices)
    return "" if found is None else found[1]


def _kind(row: Row) -> NameKind:
    return KINDS.get(row.get("alternatetype", "").replace(".", ""), NameKind.ALSO)


def _supplement(found: Iterable[tuple[int, Row]]) -> Iterator[tuple[int, Party]]:
    country = ""
    for line, row in found:
        country = row.get("country") or country  # it stands once over its entries
        cell = row.get("entity", "")
        party = Party(
            code="EL",
            programme="Entity List",
            name=_named(cell),
            published=_cited(row.get("federalregistercitation", "")),
            aliases=tuple(
                Alias(name=found.strip(), kind=NameKind.ALSO)
                for found in ALIAS.findall(cell)
            ),
            addresses=(" ".join(cell.split()),),
            countries=(country,) if country else (),
        )
        yield line, party


def _named(cell: str) -> str:
    """The name at the beginning of a cell."""
    name = AKA.split(cell.strip().partition("\n")[0])[0]
    end = NO_FORM_NEXT.search(name)
    return (name if end is None else name[: end.start()]).strip(" ,")


def _taken(file: Path) -> datetime:
    found = UPDATED.match(head(file).removeprefix(BOM).lstrip(b'"'))
    told = "" if found is None else found[1].decode()
    return told_time(file, told, AUTHORITY_ZONE, "%B %d, %Y", "%b %d, %Y")


FORMATS = (
    ListFormat(
        name="us-csl",
        title="US Consolidated Screening List, CSV",
        knows=mentioning(
            "source", "entity_number", "federal_register_notice", "alt_names"
        ),
        taken=_taken,
        entries=csl_entries,
    ),
    ListFormat(
        name="bis-lists",
        title="lists of BIS as it gives them out, CSV",
        knows=mentioning("Source List", "Entity Number", "SDN Type", "Effective Date"),
        taken=_taken,
        entries=bis_entries,
    ),
    ListFormat(
        name="bis-entity-list",
        title="table of Supplement No. 4 to 15 CFR 744, CSV",
        knows=mentioning(*SUPPLEMENT),
        taken=_taken,
        entries=supplement_entries,
    ),
)
