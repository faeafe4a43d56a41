"""Ukraine's State Register of Sanctions: the exports of its subjects as CSV and as JSON.

The register keeps those whose sanctions are over: only subjects of the status `active`
count as listed; the copies before one say when the others were.

The CSV names the decree that changed a subject last, and its day. That is a day on which
something was published, and no first day: the first decree may be older. An end of the
sanctions is the last day of their term. JSON of the register's API gives, where it was
saved with the `actions` of each subject, every decree with its own day: that day is the
first of what the decree imposes, and what is over is left out.

What is imposed is told in Ukrainian sentences; `data/measures.csv` says what they do. A
sentence that it does not know is other measures.

Seen: the headings of the CSV exports of September 2026 for legal entities, individuals
and vessels, their names as `22.09.2026_vessel_subjects.csv`, the statuses active, expired
and excluded, the members of the JSON (sid, name, translit, aliases, identifiers,
attributes, status; aid, decree, endDate, restrictions) and days as 22.09.2026. From
memory: the sentences, and that aliases are apart by semicolons. The older files of
data.gov.ua were not found, and are not read.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.content import (
    BOM,
    content,
    decoded,
    fault,
    head,
    headed,
    headings_of,
)
from madein.lists.formats.form import ListFormat
from madein.lists.formats.reading import (
    Row,
    day_of,
    entries_of,
    merged,
    table,
    told_time,
)
from madein.lists.formats.words import listed_ids, measures_of, tax_ids
from madein.verdict import Measure

AUTHORITY_ZONE = ZoneInfo("Europe/Kyiv")
DAYS = ("%d.%m.%Y", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
ACTIVE, OVER = "active", {"expired", "excluded"}
SENTENCES = "active_sanctions"
NEEDED = ("sid", "name", "status", SENTENCES, "last_action_decree")
LAW = "Law of Ukraine 1644-VII"
VESSEL, AIRCRAFT = "vessel", "aircraft"
# Between sentences on what is imposed: a semicolon, a line, or the number of the next.
BORDER = re.compile(r";|\n|(?:^|\s)\d{1,2}\)\s")
# Kinds of numbers in the API, and whose they are.
COUNTRIES = {
    "tax:inn": "Russia",
    "reg:odrn": "Russia",
    "reg:odrnip": "Russia",
    "reg:okpo": "Russia",
    "reg:edrpou": "Ukraine",
}

Json = dict[str, Any]


def entries(file: Path) -> list[Entry]:
    """The subjects of a CSV export that are under sanctions.

    Args:
        file: The copy.
    """
    kind = _kind(file)
    said = (
        (line, row)
        for line, row in table(file, NEEDED, whole=SENTENCES)
        if not _is_over(row)
    )
    return entries_of(file, said, lambda row: _entry(row, kind))


def json_entries(file: Path) -> list[Entry]:
    """The subjects of a JSON export that are under sanctions.

    Args:
        file: The copy.

    Raises:
        SourceError: It is no JSON, or a subject cannot be read; names all faults.
    """
    try:
        found = json.loads(decoded(file, content(file)))
    except (ValueError, RecursionError) as error:
        raise SourceError(fault(file, None, f"the JSON is damaged: {error}")) from error
    outer = found if isinstance(found, dict) else {"data": found}
    subjects = outer.get("data")
    if not isinstance(subjects, list) or not all(isinstance(s, dict) for s in subjects):
        raise SourceError(fault(file, None, "the JSON holds no list of subjects"))
    kind = f"{outer.get('subjectType') or ''} {file.name}"
    said = ((None, one) for one in subjects if not _is_over(one))
    return entries_of(file, said, lambda one: _subject(one, kind))


def _is_over(said: Mapping[str, Any]) -> bool:
    return str(said.get("status", "")).strip().casefold() in OVER


def _status(said: Mapping[str, Any], number: str) -> None:
    """Hold the status against those that are known.

    Raises:
        ValueError: It is another one.
    """
    status = str(said.get("status") or "").strip()
    if status.casefold() != ACTIVE:
        raise ValueError(
            f"'{status}' is no status that is known, of subject '{number}'"
        )


def _entry(row: Row, kind: str | None) -> Entry:
    """An entry from a row.

    Raises:
        ValueError: It has no id or name, an unknown status, or a day that is none.
    """
    number, name = row.get("sid", ""), row.get("name", "")
    if not number or not name:
        raise ValueError("the row has no sid or no name")
    _status(row, number)
    last = day_of(row.get("sanctionsenddate", ""), *DAYS)
    country = row.get("country", "")
    ids = listed_ids([row.get("taxid", "")], "tax id", country)
    ids += listed_ids([row.get("regid", "")], "reg_id", country)
    return Entry(
        entry=number,
        name=name,
        type=kind,
        imposed=merged(
            Imposed(
                measure=measure,
                programme=LAW,
                published=day_of(row.get("decreedate", ""), *DAYS),
                ended=None if last is None else last + timedelta(days=1),
            )
            for measure in _measures([row.get("activesanctions", "")])
        ),
        tax_ids=tax_ids(ids),
        aliases=_aliases(name, row.get("translitname", ""), row.get("aliases", "")),
        ids=tuple(dict.fromkeys(ids)),
        country=country or row.get("citizenship", ""),
    )


def _subject(subject: Json, all_are: str) -> Entry:
    """An entry from a subject of the JSON.

    Raises:
        ValueError: It is no subject, has no id or name, an unknown status or type, or a
            day that is none.
    """
    number, name = str(subject.get("sid") or ""), str(subject.get("name") or "").strip()
    if not number or not name:
        raise ValueError("a subject has no sid or no name")
    _status(subject, number)
    country = str(subject.get("citizenships") or "")
    ids = [
        said
        for one in subject.get("identifiers") or ()
        for said in _identifier(one, country)
    ]
    others = (str(subject.get(key) or "") for key in ("translit", "aliases"))
    return Entry(
        entry=number,
        name=name,
        type=_subject_type(subject, all_are),
        imposed=_actions(subject.get("actions") or ()),
        tax_ids=tax_ids(ids),
        aliases=_aliases(name, *others),
        ids=tuple(dict.fromkeys(ids)),
        country=country,
    )


def _identifier(one: Json, country: str) -> list[ListedId]:
    kind = str(one.get("id") or "number")
    label = kind.replace(":", " ").replace("_", " ")
    whose = COUNTRIES.get(kind) or str(one.get("iso2") or country)
    found = listed_ids([str(one.get("code") or "")], label, whose)
    return [] if kind.startswith("doc:") else found


def _subject_type(subject: Json, all_are: str) -> str | None:
    """What a subject is: in its own words, in those of the file, or in its name.

    Raises:
        ValueError: Nothing says.
    """
    said = f"{subject.get('subjectType') or ''} {all_are}".casefold()
    for word, kind in (
        ("individual", "individual"),
        ("legal", None),
        ("vessel", VESSEL),
    ):
        if word in said:
            return kind
    raise ValueError(
        f"nothing says what subject '{subject.get('sid')}' is: put 'legal', 'individual'"
        " or 'vessel' into the name of the file"
    )


def _actions(actions: Iterable[Json]) -> tuple[Imposed, ...]:
    """What decrees impose; without any, that something is.

    A decree that is over says that it may have been imposed before, too: its day stands
    beside that of the one that holds.
    """
    found: list[Imposed] = []
    over: list[Imposed] = []
    for action in actions:
        (over if _is_over(action) else found).extend(_action(action))
    imposed = merged(found) or (Imposed(measure=Measure.OTHER, programme=LAW),)
    earlier = (
        replace(one, designated=before.designated)
        for one in imposed
        for before in over
        if before.measure in {one.measure, Measure.OTHER}
        and one.designated is not None
        and before.designated is not None
        and before.designated < one.designated
    )
    return (*imposed, *dict.fromkeys(earlier))


def _action(action: Json) -> Iterator[Imposed]:
    """What a decree imposes, or imposed."""
    decree = action.get("decree") or {}
    last = day_of(str(action.get("endDate") or ""), *DAYS)
    sentences = (str(r.get("restriction")) for r in action.get("restrictions") or ())
    for measure in _measures(sentences):
        yield Imposed(
            measure=measure,
            programme=str(decree.get("number") or LAW),
            designated=day_of(str(decree.get("date") or ""), *DAYS),
            ended=None if last is None else last + timedelta(days=1),
        )


def _measures(sentences: Iterable[str]) -> dict[Measure, None]:
    """What sentences impose; each counts, also one that is not known."""
    parts = [part for cell in sentences for part in BORDER.split(cell) if part.strip()]
    return dict.fromkeys(m for part in parts or [""] for m in measures_of("ua", part))


def _aliases(name: str, *cells: str) -> tuple[Alias, ...]:
    names = (part.strip() for cell in cells for part in cell.split(";"))
    return tuple(
        Alias(name=other, kind=NameKind.ALSO)
        for other in dict.fromkeys(names)
        if other and other != name
    )


def _kind(file: Path) -> str | None:
    """What the subjects of a CSV export are: each kind is a file of its own."""
    headings = headings_of(head(file))
    if "birthdate" in headings:
        return "individual"
    if "tax_id" in headings:
        return None
    return AIRCRAFT if AIRCRAFT in file.name.casefold() else VESSEL


def _part(file: Path) -> str:
    return _kind(file) or "legal"


def _taken(file: Path) -> datetime:
    return told_time(file, "", AUTHORITY_ZONE)


def _knows_json(name: str, start: bytes) -> bool:
    del name
    begins = start.removeprefix(BOM).lstrip()[:1] in {b"[", b"{"}
    members = (b'"sid"', b'"translit"', b'"identifiers"')
    return begins and all(member in start for member in members)


FORMATS = (
    ListFormat(
        name="ua-nsdc",
        title="Ukraine's State Register of Sanctions, CSV",
        knows=headed(*NEEDED),
        taken=_taken,
        entries=entries,
        part=_part,
    ),
    ListFormat(
        name="ua-nsdc-json",
        title="Ukraine's State Register of Sanctions, JSON",
        knows=_knows_json,
        taken=_taken,
        entries=json_entries,
    ),
)
