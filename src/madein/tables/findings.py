"""What is said of the imports."""

from madein.tables.contract import table

PARTY_STANDING = table(
    "party_standing",
    "what holds of one party under one measure of a regime and one test, over some days",
    "party_id regime measure test since",
    """
    party_id | VARCHAR | the party; empty for every party with an id that is on no list; `?` for every other one without an id
    regime   | VARCHAR | US, EU, ...
    measure  | VARCHAR | asset freeze, export control, ...
    test     | VARCHAR | direct or ownership
    since    | DATE    | first day; 0001-01-01 for the beginning
    until    | DATE    | first day of the next span; 9999-12-31 for the end
    word     | VARCHAR | the verdict
    reason   | VARCHAR | reason code | the word needs none
    begins   | DATE    | first day of the next listing, where the word is `listed later`, or `formerly listed` and it comes back | no such listing
    party    | VARCHAR | name of the listed party | none
    list     | VARCHAR | the list that decides | no single list does
    entry    | VARCHAR | its entry | none
    start_kind | VARCHAR | what dates the listing: designation, official action, list file or crawl | no listing decides
    snapshot | DATE    | the copy relied on | no copy is held
    rule     | VARCHAR | id of the ownership rule or licence that decides | none does
    says     | VARCHAR | the ground in words
    """,
)

GOODS_STANDING = table(
    "goods_standing",
    "what holds of one commodity code under one list of goods, over some days",
    "hs hs_edition regime list since",
    """
    hs         | VARCHAR | commodity code as declared | not known
    hs_edition | VARCHAR | edition of the nomenclature | not known
    regime     | VARCHAR | whose list it is
    list       | VARCHAR | name of the list of goods
    since      | DATE    | first day; 0001-01-01 for the beginning
    until      | DATE    | first day of the next span; 9999-12-31 for the end
    word       | VARCHAR | the verdict
    reason     | VARCHAR | reason code | the word needs none
    version    | VARCHAR | id of the version of the list | none is in force
    code       | VARCHAR | code of the list that decides | none does
    says       | VARCHAR | the ground in words, with the table used
    """,
)

_VERDICT = """
    source_id | VARCHAR | the source
    row       | BIGINT  | record below the headings
    role      | VARCHAR | importer, supplier or goods: what the verdict is about
    regime    | VARCHAR | US, EU, ...
    measure   | VARCHAR | asset freeze, export control, ...; for goods the name of the list
    test      | VARCHAR | direct, ownership or goods
"""

_WORDED = """
    word      | VARCHAR | the verdict
    lag_days  | INTEGER | days until the party is listed | not listed later, or the day is not known
    reason    | VARCHAR | reason code | the word needs none
    party     | VARCHAR | name of the listed party | none
    list      | VARCHAR | the list that decides | no single list does
    entry     | VARCHAR | its entry, or code of the list of goods | none
    start_kind | VARCHAR | what dates the listing | no listing decides
    snapshot  | DATE    | the copy relied on | no copy decides
    rule      | VARCHAR | id of the rule, licence or version of a list of goods | none decides
"""

DATED_VERDICT = table(
    "dated_verdict",
    "one import under one measure, test and date of its declaration",
    "source_id row role regime measure test date_kind",
    _VERDICT
    + """
    date_kind | VARCHAR | contract, shipment, arrival, registration or release
    day       | DATE    | the day asked about | known to the month alone, or not at all
    """
    + _WORDED,
    key_by_construction=True,
)

VERDICT = table(
    "verdict",
    "one import under one measure and test: what all dates of its declaration agree on",
    "source_id row role regime measure test",
    _VERDICT + _WORDED,
    key_by_construction=True,
)

FLAG = table(
    "flag",
    "one question of a published notice, put to the records",
    "id party_id",
    """
    id       | VARCHAR | RF01 to RF17, RF90
    party_id | VARCHAR | the party asked about; empty for the subject as a whole
    question | VARCHAR | what is asked
    source   | VARCHAR | who published it, and when
    answer   | VARCHAR | yes, no or not determinable
    reason   | VARCHAR | reason code | the answer needs none
    says     | VARCHAR | what the rows show, in words
    rows     | BIGINT  | rows behind the answer
    usd      | DECIMAL(38,4) | their value, US dollars | not known
    sql      | VARCHAR | query that lists the rows | no rows speak of it
    """,
)

OWNERSHIP = table(
    "ownership",
    "one firm over some days, and whether listed persons own it under a regime's rule",
    "regime measure tax_id since",
    """
    regime  | VARCHAR | US, EU, ...
    measure | VARCHAR | asset freeze, export control, ...: which listings are asked about
    tax_id  | VARCHAR | tax id of the firm | the subject as a whole
    since   | DATE    | first day; 0001-01-01 for the beginning
    until   | DATE    | first day of the next span; 9999-12-31 for the end
    word    | VARCHAR | the verdict
    reason  | VARCHAR | reason code | the word needs none
    rule    | VARCHAR | id of the rule of these days | none is held
    least   | VARCHAR | share counted as held by listed persons, at least | the rule was not in force, or is not known
    most    | VARCHAR | the same, at most | the rule was not in force, or is not known
    parties | VARCHAR[] | those at the top of the chain, listed or perhaps listed
    says    | VARCHAR | the answer with its chain, in words
    """,
)

FIGURE = table(
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
    unit       | VARCHAR | US dollars, kg, rows, share, ratio, ...
    sql        | VARCHAR | query that lists its rows | it is made of other figures
    formula    | VARCHAR | how its parts make it, in words | it is added up from rows
    parts      | VARCHAR[] | ids of the figures it is made of; empty where it is added up from rows
    at_least   | DECIMAL(38,12) | lower bound, in its unit | nothing can be said: see reason
    at_most    | DECIMAL(38,12) | upper bound, in its unit | nothing limits it, or nothing can be said
    ci_low     | DECIMAL(38,12) | lower end of the 95 % confidence interval | no estimate
    ci_high    | DECIMAL(38,12) | its upper end | no estimate
    reason     | VARCHAR | reason code: why nothing can be said, or COLUMN_ABSENT where no source has the column it asks about | the records can answer
    rows       | BIGINT  | rows that certainly belong, or that its parts rest on
    unclear_rows | BIGINT | rows that may belong
    unvalued_rows | BIGINT | rows that belong or may, and have no value in dollars
    converted_usd | DECIMAL(38,4) | part of at_least that comes from a customs or invoice value
    rows_digest | VARCHAR | 12 hex digits over the ids of the rows that certainly belong | it is made of other figures
    caveats    | VARCHAR[] | what a reader must be told with it
    """,
)

MIRROR = table(
    "mirror",
    "what a country reports to have exported, beside what the records hold",
    "mirror country heading",
    """
    mirror   | VARCHAR | name of the table of trade statistics
    country  | VARCHAR | ISO code of the country that reports
    heading  | VARCHAR | first four digits of the codes; empty for all codes that are compared
    since    | DATE    | first day compared | no month is in both
    until    | DATE    | last day compared | no month is in both
    months   | BIGINT  | months compared
    silent   | BIGINT  | months of them without a row of the country: no trade, or not published
    exported_usd | DECIMAL(38,4) | what the country reports, US dollars at the mean rate of each month | no rate, or no month is in both
    landed_usd | DECIMAL(38,4) | the same with freight and insurance, by the factor of the case | the same
    at_least | DECIMAL(38,4) | what the records hold, US dollars | no month is in both
    at_most  | DECIMAL(38,4) | upper bound | nothing limits it, or no month is in both
    ratio_from | DECIMAL(38,12) | at_least / landed_usd | nothing is reported
    ratio_to | DECIMAL(38,12) | at_most / landed_usd | nothing is reported, or nothing limits it
    reason   | VARCHAR | COVERAGE_GAP: no month is in both, or the records lack some | both hold all months
    """,
)

CLAIM_RESULT = table(
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
    unit     | VARCHAR | what the bounds are counted in | not an amount
    at_least | DECIMAL(38,12) | lower bound of what the records show | not an amount
    at_most  | DECIMAL(38,12) | upper bound | not an amount, or nothing limits it
    claimed_from | DECIMAL(38,12) | lower end of what the wording allows | not an amount
    claimed_to | DECIMAL(38,12) | upper end | not an amount, or no upper end
    allows   | VARCHAR | the amounts the wording allows, in words | not an amount
    margin   | DECIMAL(38,12) | distance of the bounds from the nearer end of the wording; negative outside | not an amount
    basis    | VARCHAR | bases it was answered on
    shows    | VARCHAR | what the records show, in words
    figures  | VARCHAR[] | figures it rests on
    differences | VARCHAR[] | what it says otherwise than the claim it retells, in words; empty where it retells none
    """,
)

REPLY = table(
    "reply",
    "one firm that was asked for its reply",
    "place",
    """
    place    | BIGINT  | its place in replies.yml, from 1
    party    | VARCHAR | name of the firm; as replies.yml has it where the records hold no such firm
    party_id | VARCHAR | the party | the records hold no such firm
    asked    | DATE    | day on which it was asked
    by       | DATE    | last day to answer | none was given
    how      | VARCHAR | how it was asked | not said
    answered | DATE    | day of its answer | no answer
    answer   | VARCHAR | confirmed, denied, corrected, no comment or did not respond, as a person wrote | no answer is recorded
    says     | VARCHAR | the answer in its words | no words are recorded
    figures  | VARCHAR[] | figures it is about: those named, or else all that stand for the firm where no claim is named
    claims   | VARCHAR[] | claims it is about
    """,
)
