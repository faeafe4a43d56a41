"""What is asked of suppliers and of prices: facts and scores, never verdicts."""

from madein.tables.contract import table

NEWCOMER = table(
    "newcomer",
    "one supplier and one event: what it brought since, and facts about it",
    "event day supplier",
    """
    event      | VARCHAR | name of the event
    supplier   | VARCHAR | party id
    day        | DATE    | first day of after
    is_new     | BOOLEAN | first seen on that day or later | not determinable
    reason     | VARCHAR | reason code | is_new needs none
    stopped    | BOOLEAN | seen in the year before the day, and not since | not determinable
    stop_reason | VARCHAR | reason code | stopped needs none
    first_seen | VARCHAR | like 2022-05-04, or 2022-05 where only the month is known | no row of it certainly belongs
    last_seen  | VARCHAR | the same of its last row | the same
    rows       | BIGINT  | its rows since the day, in the period of the case
    rows_at_most | BIGINT | with those that may belong, may be its own, or are of firms that may be the same
    usd_at_least | DECIMAL(38,4) | value of the first, US dollars
    usd_at_most | DECIMAL(38,4) | value of the second | nothing limits it: a row has no value
    usd_before | DECIMAL(38,4) | value of its rows in the year before the day
    dispatch_apart | BOOLEAN | most of its rows since were dispatched from another country than their origin | not determinable
    seller_apart | BOOLEAN | in most of them the country of the sender is neither origin nor dispatch | not determinable
    trading_apart | BOOLEAN | in most of them the trading country is not the origin | not determinable
    high_priority | BOOLEAN | most of them are of goods on the list of high-priority goods | not determinable
    same_goods | BOOLEAN | it brings at least half of the goods that one supplier that stopped brought, and little else | not determinable, or it is not new
    like_supplier | VARCHAR | the supplier that stopped with the most codes in common | none has one
    common_codes | BIGINT | codes of six digits that both brought | the same
    all_codes  | BIGINT  | codes that either brought | the same
    same_volume | BOOLEAN | it brings between half and twice the dollars a month of that supplier | not determinable, or it is not new
    months     | INTEGER | months from its first to its last row since | a row has no month
    like_months | INTEGER | the same of the other supplier, in the year before the day | no such supplier, or a row has no month
    founded_since | BOOLEAN | founded on the day or later, by a register | not determinable
    holds      | VARCHAR[] | facts that hold, in words
    unclear    | VARCHAR[] | facts that are not determinable, with the reason code
    sql        | VARCHAR | query that lists its rows, before and since
    """,
)

OUTLIER = table(
    "outlier",
    "one import whose unit value lies far from those of its peers",
    "source_id row per",
    """
    source_id | VARCHAR | the source
    row       | BIGINT  | record below the headings
    per       | VARCHAR | kg, or the unit of the quantity
    certain   | BOOLEAN | whether the row certainly belongs to the case's period and subject
    value     | DECIMAL(38,12) | its unit value, US dollars
    middle    | DECIMAL(38,12) | median of its peers, US dollars
    times     | DECIMAL(38,12) | its unit value divided by that median
    score     | DECIMAL(18,4) | modified z of the logarithm | half of the peers have one and the same value
    rule      | VARCHAR | what it is far by: modified z, or range where it is a hundred times the median or a hundredth
    digits    | INTEGER | digits of the commodity code that its peers share: 10, 8 or 6
    code      | VARCHAR | these digits
    origin    | VARCHAR | country of origin of the peers
    year      | INTEGER | year of the peers
    usd_basis | VARCHAR | kind of value of the peers
    peers     | BIGINT  | rows in the group, its own among them
    """,
)

PRICED = table(
    "priced",
    "one answer to whether a unit value can be held against peers",
    "per word digits",
    """
    per    | VARCHAR | kg, or the unit of the quantity; empty where the row gives neither
    word   | VARCHAR | near, far, peers alike, no peers, or what the row lacks
    digits | INTEGER | digits of the commodity code that the peers share; 0 for no peers
    rows   | BIGINT  | imports that have this answer
    usd    | DECIMAL(38,4) | their value, US dollars | none has a value
    """,
)
