"""Files, rows, and what they can tell."""

from madein.tables.contract import table

SOURCE = table(
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

QUARANTINE = table(
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
    contracted        | DATE    | day of the contract | not given, or cannot be read
    shipped           | DATE    | day of shipment: of the bill of lading or another transport document | the same
    arrived           | DATE    | day of arrival | the same
    released          | DATE    | day of release, or of the decision on the declaration | the same
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

DECLARED = table(
    "declared",
    "one declared item, whether it counts or is set aside",
    "source_id row",
    _TYPED + _STANDING + _DOUBT,
    key_by_construction=True,
)

SHIPMENT = table(
    "shipment",
    "one declared item that counts: a row of `declared` without a reason",
    "source_id row",
    _TYPED,
    key_by_construction=True,
)

DUPLICATE = table(
    "duplicate",
    "one declared item that is set aside: a row of `declared` with a reason",
    "source_id row",
    _TYPED + _STANDING,
    key_by_construction=True,
)

NEAR = table(
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

CORRECTION = table(
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

REJECT = table(
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

CONSERVATION = table(
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

FIELD_COVERAGE = table(
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

MONTH_COVERAGE = table(
    "month_coverage",
    "one month of one source",
    "source_id month",
    """
    source_id | VARCHAR | the source
    month     | DATE    | first day of the month | rows without a readable month
    rows      | BIGINT  | shipments and duplicates registered in it; the day need not be known
    """,
)

COVERAGE = table(
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
