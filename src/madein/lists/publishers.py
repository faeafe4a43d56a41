"""The lists that madein knows by name: whose they are, where they are published."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal
from zoneinfo import ZoneInfo

from madein.documents import read_document
from madein.errors import Fault, RequestError
from madein.verdict import Measure

FILE = Path(__file__).parent / "data" / "publishers.yml"


@dataclass(frozen=True, kw_only=True)
class PublishedList:
    """One list that somebody publishes.

    Attributes:
        id: Its short name.
        title: What people call it.
        publisher: Who publishes it.
        regime: Whose list it is.
        formats: Names of the formats its copies may have.
        parts: What the files call it, where one form serves several lists.
        measures: What it can do to an entry; empty where that is not told.
        addresses: Where it can be fetched.
        licence: On what terms.
        zone: Whose clock the day of a copy goes by.
        least_entries: A copy with fewer is refused until somebody confirms it.
        checked: Day on which the row was last looked at.
        address_seen: Whether the address was seen in use, or is from memory.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    id: str
    title: str
    publisher: str
    regime: str
    formats: tuple[str, ...]
    parts: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    addresses: tuple[str, ...] = ()
    licence: str = ""
    zone: str = "UTC"
    least_entries: int = 1
    checked: date | None = None
    address_seen: Literal["seen", "memory"] = "memory"

    def fits(self, form: str, part: str) -> bool:
        """Whether a copy of a format and part may be one of this list.

        Args:
            form: Name of the format.
            part: What the file says it is a part of; empty where it does not.
        """
        return form in self.formats and (not self.parts or part in self.parts)

    @property
    def clock(self) -> ZoneInfo:
        """The zone by which the day of a copy goes."""
        return ZoneInfo(self.zone)


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """A file of published lists.

    Attributes:
        lists: The lists.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    lists: tuple[PublishedList, ...]

    def by_id(self, name: str) -> PublishedList | None:
        """The list with an id, or with a title, as cases name lists; None without one.

        Args:
            name: The id or the title.
        """
        return next((one for one in self.lists if name in {one.id, one.title}), None)

    def of_copy(self, form: str, part: str) -> PublishedList | None:
        """The first list that a copy may be one of, by its format and part.

        Args:
            form: Name of the format.
            part: What the file says it is a part of; empty where it does not.

        Unknown:
            None where no list fits.
        """
        return next((one for one in self.lists if one.fits(form, part)), None)

    def named(self, name: str) -> PublishedList:
        """The list with an id.

        Args:
            name: The id.

        Raises:
            RequestError: There is none.
        """
        found = self.by_id(name)
        if found is None:
            known = ", ".join(one.id for one in self.lists)
            raise RequestError(
                Fault(
                    what=f"'{name}' is no list that madein knows by name",
                    where="the lists asked for",
                    fix=f"name one of {known}",
                )
            )
        return found


@cache
def catalogue(file: Path = FILE) -> Catalogue:
    """The lists that madein knows by name.

    Args:
        file: Another file of such lists.
    """
    return read_document(file, Catalogue)
