"""The tables that cross floors: one contract each, checked on entry and on exit."""

from dataclasses import dataclass

USD = "DECIMAL(18,4)"
KG = "DECIMAL(18,3)"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a contract.

    Attributes:
        name: Its name, the same in YAML, SQL and Python.
        type: Its type in the engine.
        means: What it holds, with its unit.
        unknown: What null means; empty where null may not occur.
    """

    name: str
    type: str
    means: str
    unknown: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """What one floor hands to the next.

    Attributes:
        name: Its name in SQL.
        one_row: What one row stands for.
        columns: Its columns, in order.
        key: Columns that no two rows share.
        key_by_construction: Whether the key needs no check because the row number
            of a file makes it; such tables may have tens of millions of rows.
    """

    name: str
    one_row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    key_by_construction: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def _table(name: str, one_row: str, key: str, text: str, **more: bool) -> Table:
    """A contract from lines of `column | type | means | what null means`."""
    columns = []
    for line in filter(str.strip, text.splitlines()):
        cells = [cell.strip() for cell in line.split("|")]
        columns.append(
            Column(
                name=cells[0],
                type=cells[1],
                means=cells[2],
                unknown=cells[3] if len(cells) > 3 else "",
            )
        )
    return Table(
        name=name,
        one_row=one_row,
        columns=tuple(columns),
        key=tuple(key.split()),
        key_by_construction=more.get("key_by_construction", False),
    )


SOURCE = _table(
    "source",
    "one sheet of one file as it was received",
    "source_id",
    """
    source_id        | VARCHAR | short id from the file's digest and the sheet
    place            | BIGINT  | place among the sources of the case, in order of preference, from 1
    file             | VARCHAR | path inside the case folder
    sheet            | VARCHAR | sheet; empty for files without sheets
    sha256           | VARCHAR | digest of the whole file
    bytes            | BIGINT  | size of the file
    layout           | VARCHAR | name of the vendor layout that maps it
    vendor           | VARCHAR | who sold or gave the file
    country          | VARCHAR | ISO code of the country of the declarations | the layout does not say
    encoding         | VARCHAR | encoding the bytes were read with
    delimiter        | VARCHAR | character between cells | no delimiter: a workbook or Parquet
    header_line      | BIGINT  | line or sheet row of the headings
    physical_rows    | BIGINT  | rows below the headings, blank ones included
    blank_rows       | BIGINT  | rows without any text
    quarantined_rows | BIGINT  | rows whose cells could not be told apart
    totals_level     | VARCHAR | fields that repeat a declaration's total on its rows, by comma
    """,
)

QUARANTINE = _table(
    "quarantine",
    "one stretch of a file that could not be cut into cells",
    "source_id line",
    """
    source_id | VARCHAR | the source
    line      | BIGINT  | line in the file
    reason    | VARCHAR | why it could not be read
    text      | VARCHAR | the line as found
    """,
)

_TYPED = """
    source_id         | VARCHAR | the source
    row               | BIGINT  | record below the headings, from 1; blank ones counted
    declaration       | VARCHAR | number of the declaration | not given
    item              | INTEGER | number of the item within the declaration | not given
    message           | VARCHAR | what the row does to its item: original, amended, cancelled, ... | the layout does not say
    version           | INTEGER | counts the amendments of a declaration; 0 is the original
    registered        | DATE    | day of registration | absent, cannot be read, or known to the month alone
    registered_month  | DATE    | first day of the month of registration, where the day is not given | the day is known, or the month is not
    direction         | VARCHAR | import or export | not given
    counted           | BOOLEAN | counted in foreign trade statistics; true where the layout has no such mark | the mark is blank
    hs                | VARCHAR | commodity code as declared, digits only, leading zeros kept | absent, or not digits
    hs_edition        | VARCHAR | edition of the nomenclature in force on the day | day or country not known
    description       | VARCHAR | the goods in the declarant's words | not given
    origin            | VARCHAR | ISO code of the country of origin | absent, a group, or not recognised
    dispatch          | VARCHAR | ISO code of the country of dispatch | the same
    trading           | VARCHAR | ISO code of the country of the contract partner | the same
    sender_country    | VARCHAR | ISO code of the sender's country | the same
    consignee_name    | VARCHAR | consignee as written | not given
    consignee_tax_id  | VARCHAR | its tax id, where it has a column of its own | not given
    holder_name       | VARCHAR | contract holder as written | not given
    holder_tax_id     | VARCHAR | its tax id | not given
    sender_name       | VARCHAR | sender as written | not given
    maker_name        | VARCHAR | maker as written | not given
    net_kg            | DECIMAL(18,3) | net weight, kg | absent, or not a number
    quantity          | DECIMAL(18,3) | quantity in `unit` | absent, or not a number
    unit              | VARCHAR | unit of the quantity | not given
    statistical_usd   | DECIMAL(18,4) | statistical value, US dollars | absent, or not a number
    cif_usd           | DECIMAL(18,4) | value with freight and insurance, US dollars | absent, or not a number
    fob_usd           | DECIMAL(18,4) | value without them, US dollars | absent, or not a number
    customs_value     | DECIMAL(18,4) | customs value in `customs_currency` | absent, or not a number
    customs_currency  | VARCHAR | ISO code | not known
    invoice_value     | DECIMAL(18,4) | invoice value of the item in `invoice_currency` | absent, or not a number
    invoice_currency  | VARCHAR | ISO code | not known
    usd               | DECIMAL(18,4) | value of the row, US dollars of the day | no value, or no rate
    usd_basis         | VARCHAR | statistical, customs, cif, fob or invoice: where usd comes from | usd is not known
    rate              | DECIMAL(28,12) | US dollars for one unit of the currency | no conversion was needed
    rate_source       | VARCHAR | who published the rate | no conversion was needed
    rate_day          | DATE    | day or first day of the month it was published for | no conversion was needed
"""

_STANDING = """
    reason         | VARCHAR | why it is set aside | it counts
    differs        | VARCHAR | compared fields in which it differs from the row that stands for it, by comma | none, or it counts
    kept_source_id | VARCHAR | source of the row that stands for it, or that it may be a copy of | no other row speaks for it
    kept_row       | BIGINT  | that row | the same
"""

_DOUBT = """
    doubt          | VARCHAR | why it may be no import of its own: it counts in the upper bound only | it counts for certain, or is set aside
"""

DECLARED = _table(
    "declared",
    "one declared item, whether it counts or is set aside",
    "source_id row",
    _TYPED + _STANDING + _DOUBT,
    key_by_construction=True,
)

SHIPMENT = _table(
    "shipment",
    "one declared item that counts: a row of `declared` without a reason",
    "source_id row",
    _TYPED,
    key_by_construction=True,
)

DUPLICATE = _table(
    "duplicate",
    "one declared item that is set aside: a row of `declared` with a reason",
    "source_id row",
    _TYPED + _STANDING,
    key_by_construction=True,
)

NEAR = _table(
    "near",
    "two rows of two files that are alike and not the same; both count",
    "source_id row other_source_id other_row",
    """
    source_id       | VARCHAR | source of the row that is later in the order of preference
    row             | BIGINT  | that row
    other_source_id | VARCHAR | source of the other row
    other_row       | BIGINT  | that row
    """,
)

CORRECTION = _table(
    "correction",
    "one cell as a person corrected it, or one row that is left out",
    "source_id row field",
    """
    source_id | VARCHAR | the source
    row       | BIGINT  | record below the headings, from 1
    field     | VARCHAR | name of the field
    was       | VARCHAR | the cell as found
    now       | VARCHAR | the cell as it is read | the row is left out
    reason    | VARCHAR | why
    provider  | VARCHAR | who says so
    """,
)

REJECT = _table(
    "reject",
    "one row that is no declared item",
    "source_id row",
    """
    source_id | VARCHAR | the source
    row       | BIGINT  | record below the headings, from 1
    reason    | VARCHAR | why it cannot be a shipment
    text      | VARCHAR | its cells as found
    """,
    key_by_construction=True,
)

CONSERVATION = _table(
    "conservation",
    "one source, with every physical row accounted for",
    "source_id",
    """
    source_id        | VARCHAR | the source
    physical_rows    | BIGINT  | rows below the headings
    shipments        | BIGINT  | rows that count
    duplicates       | BIGINT  | rows set aside for another row
    rejects          | BIGINT  | rows that are no declared item
    quarantined_rows | BIGINT  | rows whose cells could not be told apart
    blank_rows       | BIGINT  | rows without any text
    """,
)

FIELD_COVERAGE = _table(
    "field_coverage",
    "one field of one source",
    "source_id field",
    """
    source_id | VARCHAR | the source
    field     | VARCHAR | name of the field
    heading   | VARCHAR | heading of its column | the layout gives it for every row
    filled    | BIGINT  | rows with some text in the column
    read      | BIGINT  | rows whose text could be read as the field
    """,
)

MONTH_COVERAGE = _table(
    "month_coverage",
    "one month of one source",
    "source_id month",
    """
    source_id | VARCHAR | the source
    month     | DATE    | first day of the month | rows without a readable month
    rows      | BIGINT  | shipments and duplicates registered in it; the day need not be known
    """,
)

COVERAGE = _table(
    "coverage",
    "one source: what it holds, and what it cannot tell",
    "source_id",
    """
    source_id       | VARCHAR | the source
    first_day       | DATE    | first day of registration, or first day of the first month | no row has a day
    last_day        | DATE    | last day of registration, or last day of the last month | no row has a day
    month_only_rows | BIGINT  | rows whose day is known to the month alone
    undated_rows    | BIGINT  | rows without a day or month that could be read
    months_held     | INTEGER | months with rows
    months_empty    | INTEGER | months without rows between the first and the last
    cap             | VARCHAR | why the file may hold a part of what was asked for | nothing shows it
    absent_fields   | VARCHAR[] | fields that it has no column for
    warnings        | VARCHAR[] | what looks wrong in its values
    """,
)

COUNTRY = _table(
    "country",
    "one spelling of a country or country group",
    "spelling",
    """
    spelling | VARCHAR | upper case, trimmed, single blanks
    code     | VARCHAR | ISO 3166 alpha-2 | a group, a zone, or more than one country
    kind     | VARCHAR | country, group or ambiguous
    """,
)

RATE = _table(
    "rate",
    "one currency on one day",
    "currency day",
    """
    currency    | VARCHAR | ISO code
    day         | DATE    | the day it is used for
    usd         | DECIMAL(28,12) | US dollars for one unit
    rate_source | VARCHAR | who published it
    rate_day    | DATE    | the day, or first day of the month, it was published for
    """,
)

LIST_SNAPSHOT = _table(
    "list_snapshot",
    "one dated copy of a list",
    "list day",
    """
    list   | VARCHAR | name of the list
    regime | VARCHAR | whose list it is: US, EU, ...
    day    | DATE    | day of the copy in the zone of the authority
    file   | VARCHAR | file it came from
    sha256 | VARCHAR | digest of the file
    entries | BIGINT | entries in the copy
    """,
)

LISTING = _table(
    "listing",
    "one entry of a list over one stretch of copies",
    "list entry present_from",
    """
    list         | VARCHAR | name of the list
    regime       | VARCHAR | whose list it is
    entry        | VARCHAR | the list's own id
    name         | VARCHAR | name as listed
    tax_ids      | VARCHAR[] | tax ids in the entry
    programme    | VARCHAR | programme it is listed under
    absent_on    | DATE    | last copy without it, or the day before the list's own day | it is in the first copy held
    present_from | DATE    | first copy with it, or the day from which the list says it is listed
    present_to   | DATE    | last copy with it
    gone_on      | DATE    | first copy without it again | still in the last copy held
    """,
)

PARTY = _table(
    "party",
    "one firm as far as the records tell firms apart",
    "party_id",
    """
    party_id  | VARCHAR | `P-` and hex digits: digest of the spelling the party was founded on
    name      | VARCHAR | its most frequent name
    tax_id    | VARCHAR | its tax id | none is known, or more than one and none valid
    ids       | VARCHAR[] | its valid ids, like `ru-inn:7743237789`
    country   | VARCHAR | the country most often given with it | never given
    kind      | VARCHAR | firm, bank, forwarder, to order or unnamed: what most rows say
    spellings | BIGINT  | rows of `party_name`
    alarm     | VARCHAR | why a person should look | nothing looks wrong
    """,
)

PARTY_NAME = _table(
    "party_name",
    "one spelling of a party, as written in the records",
    "name tax_id country",
    """
    name     | VARCHAR | as written; empty where only an id was given
    tax_id   | VARCHAR | id in a column of its own; empty where none was given
    country  | VARCHAR | country given with it; empty where none was given
    party_id | VARCHAR | the party
    how      | VARCHAR | what brought it there: person, tax id, name, machine, or alone
    shown    | VARCHAR | the name as a person should see it
    words    | VARCHAR | the words that tell firms apart; spellings of one name share them
    forms    | VARCHAR | classes of its legal forms, by comma
    agent    | VARCHAR | who acts for it | nobody is named
    kind     | VARCHAR | firm, bank, forwarder, to order or unnamed
    marks    | VARCHAR[] | what is odd about the text
    rows     | BIGINT  | how often it occurs
    usd      | DECIMAL(38,4) | value of these rows, US dollars
    """,
)

PARTY_LINK = _table(
    "party_link",
    "one join of two spellings; the joins of a party hold it together",
    "",
    """
    party_id   | VARCHAR | the party
    left_name  | VARCHAR | a spelling, as written
    right_name | VARCHAR | the other
    score      | DOUBLE  | how alike the names are, 0 to 1
    how        | VARCHAR | person, tax id, name (the same words) or machine (alike)
    says       | VARCHAR[] | what decided, but for the words of the names
    decision   | VARCHAR | id of the person's decision | the machine joined them
    block      | VARCHAR | what made the two candidates
    """,
)

PROPOSAL = _table(
    "proposal",
    "two parties that may be one; a person is asked",
    "left_party right_party",
    """
    left_party  | VARCHAR | a party
    right_party | VARCHAR | the other
    left_name   | VARCHAR | the spelling of the first that is most like the other, as written
    right_name  | VARCHAR | the same of the other
    score       | DOUBLE  | how alike the two are, 0 to 1
    says        | VARCHAR[] | why the machine did not join them, where they are alike enough
    usd         | DECIMAL(38,4) | what changes sides at most: value of the smaller party, US dollars
    status      | VARCHAR | open, or unsure where a person said so
    """,
)

PARTY_CHANGE = _table(
    "party_change",
    "one party of the build before, under one other id of this build",
    "old_id new_id",
    """
    old_id    | VARCHAR | its id in the build before
    new_id    | VARCHAR | the id in this build
    spellings | BIGINT  | its spellings that went there
    reason    | VARCHAR | merged, split or renamed
    """,
)

BLOCK_DROP = _table(
    "block_drop",
    "one group of names too many to be compared with each other",
    "kind key",
    """
    kind  | VARCHAR | what they have in common
    key   | VARCHAR | one of the names
    names | BIGINT  | how many names
    pairs | BIGINT  | pairs it would have made
    """,
)

IMPORTS = _table(
    "imports",
    "one shipment that is, or may be, an import of the case's subject",
    "source_id row",
    """
    source_id | VARCHAR | the source
    row       | BIGINT  | record below the headings
    row_key   | UBIGINT | the row id as a number, for digests of row sets
    declaration | VARCHAR | number of the declaration | not given
    item      | INTEGER | number of the item | not given
    registered | DATE   | day of registration | not known
    registered_month | DATE | first day of the month of registration, where the day is not given | the day is known, or the month is not
    quarter   | VARCHAR | like 2022Q1 | month not known
    member    | BOOLEAN | whether the importer belonged to the subject on the day | not determinable
    counted   | BOOLEAN | counted in foreign trade statistics | the mark is blank
    aside     | VARCHAR | why the row is set aside | it counts
    doubt     | VARCHAR | why it may be no import of its own: it counts in the upper bound only | it counts for certain, or is set aside
    origin    | VARCHAR | ISO code | not determined
    dispatch  | VARCHAR | ISO code | not determined
    trading   | VARCHAR | ISO code | not determined
    sender_country | VARCHAR | ISO code | not determined
    hs        | VARCHAR | commodity code as declared | not known
    hs_edition | VARCHAR | edition of the nomenclature | not known
    description | VARCHAR | the goods in the declarant's words | not given
    goods     | VARCHAR | product group of the case, or other goods | code cut or absent
    importer  | VARCHAR | party id in the role the case names | not given
    importer_name | VARCHAR | as written | not given
    importer_tax_id | VARCHAR | its tax id as written, where it has a column of its own | not given
    supplier  | VARCHAR | party id of the sender | not given
    sender_name | VARCHAR | as written | not given
    maker_name | VARCHAR | as written | not given
    net_kg    | DECIMAL(18,3) | net weight, kg | not known
    usd       | DECIMAL(18,4) | value, US dollars of the day | no value, or no rate
    usd_basis | VARCHAR | statistical, customs, cif, fob or invoice | usd is not known
    rate_source | VARCHAR | who published the rate | no conversion was needed
    """,
    key_by_construction=True,
)

VERDICT = _table(
    "verdict",
    "one import under one regime and one test",
    "source_id row regime test",
    """
    source_id | VARCHAR | the source
    row       | BIGINT  | record below the headings
    regime    | VARCHAR | US, EU, ...
    test      | VARCHAR | direct or ownership
    word      | VARCHAR | listed on that date, owned at or above threshold, not listed, listed later, formerly listed, not determinable
    lag_days  | INTEGER | days until the first copy that lists the party | not listed later, or the day is not known
    reason    | VARCHAR | reason code | the word needs none
    party     | VARCHAR | name of the listed party | none
    """,
    key_by_construction=True,
)

OWNERSHIP = _table(
    "ownership",
    "one firm on one day, and whether listed persons own it under a regime's rule",
    "regime tax_id day",
    """
    regime  | VARCHAR | US, EU, ...
    tax_id  | VARCHAR | tax id of the firm | the subject as a whole
    day     | DATE    | the day
    word    | VARCHAR | yes, no or unknown
    reason  | VARCHAR | why it is unknown: RULE_UNKNOWN, OWNERSHIP_UNKNOWN or LISTING_UNKNOWN | it is known
    rule    | VARCHAR | id of the rule of the day | none is held
    least   | VARCHAR | share counted as held by listed persons, at least
    most    | VARCHAR | the same, at most
    parties | VARCHAR[] | those at the top of the chain, listed or perhaps listed
    says    | VARCHAR | the answer with its chain, in words
    """,
)

# Tables of `madein screen`: made from the list folders when somebody asks, and not kept.

LIST_NAME = _table(
    "list_name",
    "one name of one entry of a list",
    "list entry name kind",
    """
    list       | VARCHAR | name of the list
    entry      | VARCHAR | the list's own id
    name       | VARCHAR | as listed
    kind       | VARCHAR | name, aka, fka, nka or weak aka
    type       | VARCHAR | organisation, individual, vessel, aircraft or asset | the entry is in none of the copies held, but in a file of other names
    country    | VARCHAR | country of the entry, as written | the list gives none
    first_copy | DATE    | first copy of its file that holds the name
    last_copy  | DATE    | last copy of its file that holds the name
    """,
)

LIST_ID = _table(
    "list_id",
    "one number of one entry of a list",
    "list entry label number country",
    """
    list       | VARCHAR | name of the list
    entry      | VARCHAR | the list's own id
    label      | VARCHAR | what the list calls the number
    number     | VARCHAR | as written
    country    | VARCHAR | the country beside it, as written | the list gives none
    first_copy | DATE    | first copy that holds it
    last_copy  | DATE    | last copy that holds it
    """,
)

HIT = _table(
    "hit",
    "one party that is, may be, or only looks like one entry of a list",
    "party_id list entry",
    """
    party_id    | VARCHAR | the party
    list        | VARCHAR | name of the list
    entry       | VARCHAR | the list's own id
    listed_name | VARCHAR | the name of the entry that fits best, as listed
    kind        | VARCHAR | name, aka, fka, nka or weak aka
    known_from  | DATE    | first copy of its file that holds that name
    party_name  | VARCHAR | the spelling of the party that fits best, as written
    score       | DOUBLE  | how alike the two names are, 0 to 1
    word        | VARCHAR | confirmed by id, name strong or name weak
    answer      | VARCHAR | sure, possible or no
    reason      | VARCHAR | NAME_ONLY: no id and no person has spoken | an id or a person decided
    ids         | VARCHAR[] | ids that both give, equal or not
    says        | VARCHAR[] | what decided, and what the names have in common
    decision    | VARCHAR | id of the person's decision | no person has decided
    """,
)

# Tables inside a floor: they cross none, and are not kept.

SPELLING = _table(
    "spelling",
    "one party field of the records, with what stands beside it",
    "name tax_id country",
    """
    name    | VARCHAR | as written; empty where there is none
    tax_id  | VARCHAR | id in a column of its own; empty where there is none
    country | VARCHAR | country given with it; empty where there is none
    rows    | BIGINT  | how often it occurs
    usd     | DECIMAL(38,4) | value of these rows, US dollars
    founded | INTEGER | place in the case of the first source that has it
    """,
)

MEMBER_NAME = _table(
    "member_name",
    "one spelling that means a member of the subject's group",
    "name tax_id country",
    """
    name   | VARCHAR | as written; empty where only an id was given
    tax_id | VARCHAR | id in a column of its own; empty where none was given
    country | VARCHAR | country given with it; empty where none was given
    member | VARCHAR | name of the member
    since  | DATE    | first day in the group | it always was
    until  | DATE    | last day in the group | it still is
    """,
)

DAY_VERDICT = _table(
    "day_verdict",
    "one importer on one day, or in one month, under one list and one test",
    "day month tax_id regime test",
    """
    day      | DATE    | day of registration | not known
    month    | DATE    | first day of the month, where the day is not given | the day is known, or the month is not
    tax_id   | VARCHAR | tax id of the importer | none is known
    regime   | VARCHAR | US, EU, ...
    test     | VARCHAR | direct or ownership
    word     | VARCHAR | the verdict
    lag_days | INTEGER | days until the first copy that lists the party | not listed later, or the day is not known
    reason   | VARCHAR | reason code | the word needs none
    party    | VARCHAR | name of the listed party | none
    """,
)

FIGURE = _table(
    "figure",
    "one published number",
    "id",
    """
    id         | VARCHAR | F1, or F7.KR for a part of F7
    stable_id  | VARCHAR | digest of definition and data: changes when either does
    parent     | VARCHAR | figure it is a part of | a figure of its own
    measure    | VARCHAR | analysis that made it
    label      | VARCHAR | what it says, in words
    cell       | VARCHAR | value of the dimension it stands for | a figure of its own
    period     | VARCHAR | quarter like 2022Q1, before or after | the whole period of its scope
    scope      | VARCHAR | its scope as JSON
    basis      | VARCHAR | country role, value, date and duplicates, in words
    sql        | VARCHAR | query that lists its rows
    at_least   | DECIMAL(38,4) | lower bound, US dollars
    at_most    | DECIMAL(38,4) | upper bound, US dollars | nothing limits it
    reason     | VARCHAR | COLUMN_ABSENT where no source has the column it asks about | the records can answer
    rows       | BIGINT  | rows that certainly belong
    unclear_rows | BIGINT | rows that may belong
    unvalued_rows | BIGINT | rows that belong or may, and have no value in dollars
    converted_usd | DECIMAL(38,4) | part of at_least that comes from a customs or invoice value
    rows_digest | VARCHAR | 12 hex digits over the ids of the rows that certainly belong
    caveats    | VARCHAR[] | what a reader must be told with it
    """,
)

CLAIM_RESULT = _table(
    "claim_result",
    "one claim, checked",
    "id",
    """
    id       | VARCHAR | id of the claim
    text     | VARCHAR | the claim as published
    source   | VARCHAR | who published it
    asked    | VARCHAR | what was understood, in words
    result   | VARCHAR | supported, contradicted or not determinable
    reason   | VARCHAR | reason code | the result needs none
    at_least | DECIMAL(38,4) | lower bound of what the records show | not an amount
    at_most  | DECIMAL(38,4) | upper bound | not an amount, or nothing limits it
    claimed_from | DECIMAL(38,4) | lower end of what the wording allows | not an amount
    claimed_to | DECIMAL(38,4) | upper end | not an amount, or no upper end
    allows   | VARCHAR | the amounts the wording allows, in words | not an amount
    margin   | DECIMAL(38,4) | distance of the bounds from the nearer end of the wording; negative outside | not an amount
    basis    | VARCHAR | bases it was answered on
    shows    | VARCHAR | what the records show, in words
    figures  | VARCHAR[] | figures it rests on
    """,
)

TABLES = {
    table.name: table
    for table in (
        SOURCE,
        QUARANTINE,
        DECLARED,
        NEAR,
        CORRECTION,
        REJECT,
        CONSERVATION,
        FIELD_COVERAGE,
        MONTH_COVERAGE,
        COVERAGE,
        COUNTRY,
        RATE,
        LIST_SNAPSHOT,
        LISTING,
        PARTY,
        PARTY_NAME,
        PARTY_LINK,
        PROPOSAL,
        PARTY_CHANGE,
        BLOCK_DROP,
        IMPORTS,
        VERDICT,
        OWNERSHIP,
        FIGURE,
        CLAIM_RESULT,
    )
}
