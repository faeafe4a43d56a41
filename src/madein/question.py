"""What a case asks: the parts of `case.yml` as frozen records."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Literal

STRICT = {"extra": "forbid"}  # a key that madein does not know is a fault


@dataclass(frozen=True, kw_only=True)
class Period:
    """Days from `since` to `until`, both included.

    Attributes:
        since: First day.
        until: Last day.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    since: date
    until: date


@dataclass(frozen=True, kw_only=True)
class Member:
    """A firm of the subject's group, with the days it belonged to it.

    Attributes:
        name: Name of the firm.
        also: Other spellings of the name.
        tax_id: Its tax id; None where not known.
        since: First day in the group; None where it always was.
        until: Last day in the group; None where it still is.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    also: tuple[str, ...] = ()
    tax_id: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Who holds shares of the subject.

    Attributes:
        name: Name of the owner.
        tax_id: Its tax id; None where not known.
        owned: Name or tax id of the one member it owns; None where it holds the same
            share of all of them.
        share: Percent held, or a fraction like 1/6; None where not known.
        since: First day it held them; None where it always did.
        until: Last day it held them; None where it still does.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    tax_id: str | None = None
    owned: str | None = None
    share: Decimal | str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Complete:
    """Days for which somebody vouches that nothing is missing.

    Attributes:
        since: First day.
        until: Last day.
        because: Who says so, and on what ground.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    since: date
    until: date
    because: str


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Whom the case is about.

    Attributes:
        name: Name of the subject in reports.
        importer_role: The box of the declaration that names the importer.
        members: Firms of its group, or `all` for every importer in the records.
        owners: Who holds shares of it.
        owners_complete: For which days somebody vouches that nobody holds shares of it,
            or of its owners, who is not named.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    importer_role: Literal["consignee", "holder"] = "consignee"
    members: tuple[Member, ...] | Literal["all"]
    owners: tuple[Owner, ...] = ()
    owners_complete: Complete | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """A day that divides before from after.

    Attributes:
        name: Short name.
        label: Name in charts and tables.
        date: The first day of "after".
        control: Product groups that the event leaves alone; what befell the others is
            held against them.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    label: str
    date: date
    control: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProductGroup:
    """Goods that the case names.

    Attributes:
        name: Name of the group.
        hs: Beginnings of commodity codes; any of them fits.
        words: Words of a description, in any language; any of them fits.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    hs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Since:
    """The first day of what somebody vouches for.

    Attributes:
        since: First day.
        because: Who says so, and on what ground.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    since: date
    because: str


@dataclass(frozen=True, kw_only=True)
class ListFolder:
    """Dated copies of one sanctions list.

    Attributes:
        name: Name of the list.
        regime: Whose list it is.
        folder: Where its files lie, from the case folder.
        format: How its files are written; empty where each file shows it.
        complete: Since when somebody vouches that no entry was removed before the
            first copy: before it, a list says nothing of whom it does not hold.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    regime: str
    folder: str
    format: str = ""
    complete: Since | None = None


@dataclass(frozen=True, kw_only=True)
class GoodsList:
    """A list of goods of one's own: commodity codes with their days.

    Attributes:
        name: Name of the list.
        regime: Whose list it is.
        file: CSV of its codes, from the case folder; see docs/goods.md.
        source: Where it is published.
        partial: Whether it holds a part of the codes, so that none is off the list.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    regime: str
    file: str
    source: str
    partial: bool = False


@dataclass(frozen=True, kw_only=True)
class MirrorColumns:
    """Which columns of a table of trade statistics hold what.

    Attributes:
        country: The country that reports.
        code: Commodity code; its first six digits are of the nomenclature.
        month: Month, like 2021-03.
        value: Value in `currency` of the mirror.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    country: str
    code: str
    month: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Freight:
    """What comes to an exporter's value until the goods arrive: freight and insurance.

    Attributes:
        factor: What the exporter's value is multiplied by, like 1.06.
        because: Whose factor it is.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    factor: Decimal
    because: str


@dataclass(frozen=True, kw_only=True)
class Mirror:
    """What the other side's statistics say: exports by country, code and month.

    Attributes:
        name: Name of the table.
        file: CSV or Parquet, from the case folder.
        source: Who published it.
        columns: Which column holds what.
        where: Columns with the one value that counts, like the partner country.
        digits: Length of the codes that count; others are totals of these.
        currency: ISO code of its values.
        role: Which country of a declaration is held against the reporting one.
        freight: From the exporter's value to the importer's.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    file: str
    source: str
    columns: MirrorColumns
    freight: Freight
    where: dict[str, str] = field(default_factory=dict)
    digits: int = 6
    currency: str = "USD"
    role: Literal["origin", "dispatch", "trading", "sender_country"] = "dispatch"


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """One file of records and how it was read when it was added.

    Attributes:
        file: Path inside the case folder, or absolute.
        layout: Name of the vendor layout.
        sheet: Sheet of a workbook, or file inside an archive; empty for other files.
        encoding: Encoding of the bytes; None for workbooks and Parquet.
        delimiter: What stands between cells; None for workbooks and Parquet.
        quote: Quotation mark; empty for none; None for workbooks and Parquet.
        escape: What stands before a quotation mark inside a cell; the mark itself where
            it is doubled.
        header_line: Line or sheet row of the headings; 0 where the file has none.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    file: str
    layout: str
    sheet: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None
    header_line: int = 1


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """All of `case.yml`.

    Attributes:
        title: Title of the case.
        synthetic: Whether the records are made up; said on every page and output.
        subject: Whom the case is about.
        period: What is asked about.
        complete: For which days the records are vouched to be complete, if any.
        events: Days that divide before from after.
        focus: ISO codes of the countries the case asks about.
        goods: Product groups, in order.
        lists: Sanctions lists.
        goods_lists: Lists of goods, beside those that madein holds.
        ownership: Files that say who owns whom, from the case folder.
        rules: Files with rules of its own, from the case folder; see docs/rules.md.
        registers: Files about firms, from the case folder: founded, business, address.
        shippers: Files with published lists of shippers, from the case folder.
        mirrors: Tables of trade statistics to hold the records against.
        sources: Files of records, in order of preference.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    title: str
    subject: Subject
    period: Period
    synthetic: bool = False
    complete: Complete | None = None
    events: tuple[Event, ...] = ()
    focus: tuple[str, ...] = ()
    goods: tuple[ProductGroup, ...] = ()
    lists: tuple[ListFolder, ...] = ()
    goods_lists: tuple[GoodsList, ...] = ()
    ownership: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    shippers: tuple[str, ...] = ()
    mirrors: tuple[Mirror, ...] = ()
    sources: tuple[SourceFile, ...] = field(default=())
