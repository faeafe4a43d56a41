"""What a file of a list is a copy of, and of when; a person may say what it does not."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from madein.errors import Fault, SourceError
from madein.lists.formats.form import ListFormat
from madein.lists.formats.known import format_of
from madein.lists.publishers import Catalogue, PublishedList
from madein.lists.store import Holds, beside_day, journal
from madein.provenance import file_sha256

OWN_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
Ask = Callable[[Path], datetime]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a person says of the files that she adds.

    Attributes:
        list: Id of the list; empty where the files show it.
        regime: Whose list it is, for a list of her own.
        taken: When they were taken; None where they say so themselves.
        confirmed: Why a copy that looks cut is whole; empty where none does.
    """

    list: str = ""
    regime: str = ""
    taken: datetime | None = None
    confirmed: str = ""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A file that was looked at.

    Attributes:
        file: The file.
        origin: Path or address it came from.
        list: The list it is a copy of.
        format: How it is written.
        part: What it is a copy of, where a publisher has several lists in one form.
        holds: Entries, or what stands beside them in a file of its own.
        taken: When it was taken, in the zone of the authority.
        sha256: Digest of the file.
    """

    file: Path
    origin: str
    list: PublishedList
    format: ListFormat
    part: str
    holds: Holds
    taken: datetime
    sha256: str


def look_at(
    file: Path,
    told: Told,
    known: Catalogue,
    store: Path,
    at: datetime,
    *,
    origin: str = "",
    ask: Ask | None = None,
) -> Seen:
    """What a file is a copy of, and of when; what is open is a `SourceError`.

    Args:
        file: The file.
        told: What a person says of it.
        known: The lists known by name.
        store: Folder of the store.
        at: The time: nothing can be younger.
        origin: Where it came from; empty for the file itself.
        ask: Asks a person when a file was taken; None where there is nobody to ask.

    Raises:
        SourceError: It is from the future.
    """
    form = format_of(file)
    part = form.part(file)
    listed = _list_of(file, form, part, told, known, store)
    own, holds = _own_time(file, form, listed)
    taken = _taken(file, own, told, listed, ask)
    if taken > at:
        raise SourceError(_future(file, taken, at))
    return Seen(
        file=file,
        origin=origin or str(file.resolve()),
        list=listed,
        format=form,
        part=part or (listed.parts[0] if len(listed.parts) == 1 else ""),
        holds=holds,
        taken=taken,
        sha256=file_sha256(file),
    )


def _list_of(
    file: Path,
    form: ListFormat,
    part: str,
    told: Told,
    known: Catalogue,
    store: Path,
) -> PublishedList:
    """The list that a file is a copy of.

    Raises:
        SourceError: It is open, or does not fit what the person says.
    """
    shown = known.of_copy(form.name, part)
    if not told.list:
        if shown is None:
            fix = "say it with --list, like --list us-ofac-sdn, or --list my-list --regime XX"
            raise SourceError(
                _fault(file, f"'{file.name}' does not show whose list it is", fix)
            )
        return shown
    named = known.by_id(told.list)
    is_other = named is not None and not named.fits(form.name, part)
    if shown is not None and named is not None and is_other:
        what = f"'{file.name}' is a copy of {shown.id}, not of {named.id}"
        raise SourceError(
            _fault(file, what, "leave --list out, or name the other file")
        )
    listed = named or _own_list(file, told, store)
    if told.regime and told.regime != listed.regime:
        what = f"'{listed.id}' is a list of {listed.regime}, not of {told.regime}"
        raise SourceError(
            _fault(file, what, "leave --regime out, or give the list another id")
        )
    return listed


def _own_list(file: Path, told: Told, store: Path) -> PublishedList:
    """A list that madein does not know by name.

    Raises:
        SourceError: Its id is none, or nobody says whose it is.
    """
    if OWN_ID.fullmatch(told.list) is None:
        what = f"'{told.list}' is no id of a list"
        raise SourceError(
            _fault(file, what, "write small letters, digits and hyphens: my-list")
        )
    before = journal(store / told.list)
    regime = before[-1].regime if before else told.regime
    if not regime:
        what = f"madein does not know whose list '{told.list}' is"
        raise SourceError(
            _fault(file, what, "say it: --regime US, EU, UK, or a word of your own")
        )
    return PublishedList(
        id=told.list, title=told.list, publisher="", regime=regime, formats=()
    )


def _own_time(
    file: Path, form: ListFormat, listed: PublishedList
) -> tuple[datetime | None, Holds]:
    """When a file was taken, in its own words or by its name; and what it holds.

    Unknown:
        None where it does not say when.
    """
    holds, day = beside_day(file, form)
    if day is not None:
        return datetime.combine(day, time.min, listed.clock), holds
    try:
        taken = form.taken(file)
    except SourceError:
        return None, _holds(file, form)
    # A format knows its authority's zone; the day in a table of one's own is its day.
    return taken.replace(tzinfo=taken.tzinfo or listed.clock), holds


def _holds(file: Path, form: ListFormat) -> Holds:
    """What a file holds whose name does not show it."""
    for holds, read in readers(form).items():
        try:
            if read(file):
                return holds
        except SourceError:
            continue
    return Holds.ENTRIES  # reading it will say what is wrong


def readers(form: ListFormat) -> dict[Holds, Callable[[Path], Sequence[object]]]:
    """What reads the files of a format, by what they hold.

    Args:
        form: The format.
    """
    return {
        Holds.ENTRIES: form.entries,
        Holds.NAMES: form.aliases,
        Holds.ADDRESSES: form.addresses,
    }


def _taken(
    file: Path,
    own: datetime | None,
    told: Told,
    listed: PublishedList,
    ask: Ask | None,
) -> datetime:
    """When a file was taken, in the zone of the authority.

    Raises:
        SourceError: Neither file nor person says it, or they disagree.
    """
    if told.taken is None:
        if own is not None:
            return own
        if ask is not None:
            return _in_zone(ask(file), listed)
        what = f"'{file.name}' does not say when it was taken"
        raise SourceError(
            _fault(file, what, "say it: --taken 2024-02-23T18:43:23Z, or 2024-02-23")
        )
    said = _in_zone(told.taken, listed)
    if own is not None and said.date() < own.date():
        what = f"'{file.name}' is of {own.date()}: it was not there on {said.date()}"
        raise SourceError(_fault(file, what, "leave --taken out, or mend the day"))
    return said


def _in_zone(taken: datetime, listed: PublishedList) -> datetime:
    if taken.tzinfo is None:
        return taken.replace(tzinfo=listed.clock)
    return taken.astimezone(listed.clock)


def _fault(file: Path, what: str, fix: str) -> Fault:
    return Fault(what=what, where=str(file), fix=fix)


def _future(file: Path, taken: datetime, at: datetime) -> Fault:
    what = (
        f"'{file.name}' is of {taken:%Y-%m-%d %H:%M %Z}, which is still to come: it is "
        f"{at:%Y-%m-%d %H:%M %Z}"
    )
    fix = "mend the day in its name, or --taken; or the clock of this computer"
    return _fault(file, what, fix)
