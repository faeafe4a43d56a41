"""Who is who, who owns whom, and what the subject brought in."""

from madein.tables.contract import table

SPELLING = table(
    "spelling",
    "one party field of the records, with what stands beside it",
    "name tax_id country",
    """
    name    | VARCHAR | as written; empty where there is none
    tax_id  | VARCHAR | id in a column of its own; empty where there is none
    country | VARCHAR | country given with it; empty where there is none
    rows    | BIGINT  | how often it occurs
    usd     | DECIMAL(38,4) | value of these rows that are not set aside, US dollars
    founded | INTEGER | place in the case of the first source that has it
    """,
)

PARTY = table(
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

PARTY_NAME = table(
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
    usd      | DECIMAL(38,4) | value of these rows that are not set aside, US dollars
    """,
)

PARTY_LINK = table(
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

PROPOSAL = table(
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
    usd         | DECIMAL(38,4) | what changes sides at most: value of the smaller party, or of the one that may be the subject's, US dollars
    status      | VARCHAR | open, or unsure where a person said so
    """,
)

PARTY_CHANGE = table(
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

BLOCK_DROP = table(
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

MEMBER_NAME = table(
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

IMPORTS = table(
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
    contracted | DATE   | day of the contract | not known
    shipped   | DATE    | day of shipment | not known
    arrived   | DATE    | day of arrival | not known
    released  | DATE    | day of release | not known
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

HIT = table(
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
