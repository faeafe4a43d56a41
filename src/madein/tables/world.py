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

QUOTE = table(
    "quote",
    "one currency on one day, by one publisher",
    "currency day rate_source",
    """
    currency    | VARCHAR | ISO code
    day         | DATE    | the day it would be used for
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
    publisher | VARCHAR | who published it | not told
    licence   | VARCHAR | on what terms | not told
    crawled   | BOOLEAN | whether a database made it of what it saw, not the authority
    """,
)

LISTING = table(
    "listing",
    "one entry of a list under one measure over one stretch of copies",
    "list entry measure present_from programme",
    """
    list         | VARCHAR | name of the list
    regime       | VARCHAR | whose list it is
    measure      | VARCHAR | what the listing does: asset freeze, export control, ...
    entry        | VARCHAR | the list's own id
    name         | VARCHAR | name as listed
    tax_ids      | VARCHAR[] | tax ids in the entry
    programme    | VARCHAR | programme it is listed under, as written
    absent_on    | DATE    | last copy without it | it is in the first copy held
    present_from | DATE    | first copy with it
    present_to   | DATE    | last copy with it
    gone_on      | DATE    | first copy without it again | still in the last copy held
    designated   | DATE    | first day, in the list's own words | the list does not say
    published    | DATE    | day on which the act was published: known from then, never its start | the list does not say
    ended        | DATE    | first day on which it no longer holds, in the list's own words | the list does not say
    maybe_from   | DATE    | first day on which it may be listed | any day before `listed_from`
    listed_from  | DATE    | first day on which it is listed for certain
    listed_to    | DATE    | first day on which it is no longer listed for certain | no end is known
    maybe_to     | DATE    | first day on which it is not listed for certain | no end is known
    start_kind   | VARCHAR | what says since when: designation, official action, list file or crawl
    end_kind     | VARCHAR | what says until when, in the same words | no end is known
    note         | VARCHAR | where the list's own days and the copies disagree | they agree
    """,
)

LIST_ADDRESS = table(
    "list_address",
    "one address of one entry of a list",
    "list entry address",
    """
    list    | VARCHAR | name of the list
    entry   | VARCHAR | the list's own id
    address | VARCHAR | as written
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
