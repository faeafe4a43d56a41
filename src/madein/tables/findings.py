"""What is said of the imports."""

from madein.tables.contract import table

DAY_VERDICT = table(
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

VERDICT = table(
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

OWNERSHIP = table(
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
