"""Facts about the world, each with its days."""

from madein.tables.contract import table

COUNTRY = table(
    "country",
    "one spelling of a country or country group",
    "spelling",
    """
    spelling | VARCHAR | upper case, trimmed, single blanks
    code     | VARCHAR | ISO 3166 alpha-2 | a group, a zone, or more than one country
    kind     | VARCHAR | country, group or ambiguous
    """,
)

RATE = table(
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

LIST_SNAPSHOT = table(
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

LISTING = table(
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

LIST_NAME = table(
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

LIST_ID = table(
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
