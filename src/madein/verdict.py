"""The words of a dated verdict, why one is not determinable, and what dates there are."""

from enum import StrEnum


class PartyWord(StrEnum):
    """What may be said of a firm under one measure of one regime on one day."""

    LISTED = "listed on that date"
    NOT_LISTED = "not listed"
    LATER = "listed later"
    FORMERLY = "formerly listed"
    OWNED = "owned at or above threshold"
    WIND_DOWN = "in wind-down"
    NOT_IN_FORCE = "rule not in force"
    UNKNOWN = "not determinable"


class GoodsWord(StrEnum):
    """What may be said of a commodity code and one list of goods on one day."""

    ON = "on list in force"
    POSSIBLY = "possibly on list"
    NOT_ON = "not on list"
    NOT_IN_FORCE = "list not in force"
    UNKNOWN = "not determinable"


class Reason(StrEnum):
    """Why something is not determinable."""

    COLUMN_ABSENT = "COLUMN_ABSENT"
    COVERAGE_GAP = "COVERAGE_GAP"
    BASIS_MISSING = "BASIS_MISSING"
    DATES_STRADDLE = "DATES_STRADDLE"
    LIST_GAP = "LIST_GAP"
    LIST_NOT_LOADED = "LIST_NOT_LOADED"
    RULE_UNKNOWN = "RULE_UNKNOWN"
    OWNERSHIP_UNKNOWN = "OWNERSHIP_UNKNOWN"
    NAME_ONLY = "NAME_ONLY"
    HS_EDITION = "HS_EDITION"
    HS_CUT = "HS_CUT"
    ORIGIN_GROUP = "ORIGIN_GROUP"
    PART_TO_PRODUCT = "PART_TO_PRODUCT"
    OUTSIDE_RECORDS = "OUTSIDE_RECORDS"


class DateKind(StrEnum):
    """The days a declaration may give, in the order in which they usually come."""

    CONTRACT = "contract"
    SHIPMENT = "shipment"
    ARRIVAL = "arrival"
    REGISTRATION = "registration"
    RELEASE = "release"


DATE_COLUMNS = {  # of the table `imports`
    DateKind.CONTRACT: "contracted",
    DateKind.SHIPMENT: "shipped",
    DateKind.ARRIVAL: "arrived",
    DateKind.REGISTRATION: "registered",
    DateKind.RELEASE: "released",
}


class StartKind(StrEnum):
    """What says from which day an entry is listed, the best first."""

    DESIGNATION = "designation"  # the list's own day for the entry
    ACTION = "official action"  # the authority's notice, from a file beside the copies
    LIST_FILE = "list file"  # first copy that holds it
    CRAWL = "crawl"  # first day a database saw it: never a listing date by itself


class Measure(StrEnum):
    """What a listing does; lists that do different things are never mixed."""

    ASSET_FREEZE = "asset freeze"
    EXPORT_CONTROL = "export control"
    FINANCIAL = "financial restrictions"
    TRANSACTION_BAN = "transaction ban"
    TRANSPORT = "transport restrictions"
    SERVICES = "services ban"
    TRAVEL = "travel ban"
    OTHER = "other measures"
