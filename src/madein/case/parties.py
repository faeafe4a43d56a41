"""Parties as a person looks for them: by words in any script, by name, by id."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from madein.engine import Engine, Row
from madein.errors import Fault, RequestError
from madein.parties.decisions.file import Side
from madein.parties.matching.features import Rarity
from madein.parties.mention import Mention
from madein.parties.reading.field import read_field
from madein.parties.reading.names import read_name

# Each party with what its spellings sum up to, and how many proposals wait.
PARTIES = """
select party.*, sums.rows, sums.usd, coalesce(proposals, 0) as proposals
from party
join (
  select party_id, sum(rows)::bigint as rows, sum(usd)::decimal(38,4) as usd
  from party_name group by party_id
) as sums using (party_id)
left join (
  select party_id, count(*) as proposals from (
    select left_party as party_id from proposal where status = 'open'
    union all select right_party from proposal where status = 'open'
  ) group by party_id
) using (party_id)"""
LARGEST = "order by usd desc, name, party_id"
HAS_ID = "len(list_filter(ids, lambda id: split_part(id, ':', 2) = $text)) > 0"
FOUND = f"""
where party_id = $text or {HAS_ID} or party_id in (
  select party_id from party_name where tax_id = $text
    or contains(lower(name), lower($text))
    or (len($words) > 0 and list_has_all(string_split(words, ' '), $words)))"""
# What a text may mean as it stands, the surest first.
AS_WRITTEN = (
    "party_id = $text",
    "name = $text",
    f"tax_id = $text or party_id in (select party_id from party where {HAS_ID})",
    "shown = $text",
)
# What it may mean once it is read: the firm of an id in it, or else of its words.
AS_READ = (
    """party_id in (select party_id from party where list_has_any(
      list_transform(ids, lambda id: split_part(id, ':', 2)), $ids))""",
    "words = $key and $key <> '' and len($ids) = 0",
)
TELLING = (
    "order by (words = '' and tax_id = ''), usd desc, rows desc, name, tax_id, country"
)


def parties(
    engine: Engine, text: str = "", limit: int | None = None
) -> tuple[list[Row], int]:
    """Parties, the largest first, and how many there are.

    Args:
        engine: An engine with the tables of a build.
        text: Words in any script, an id, or a party id; empty for all.
        limit: How many are wanted at most; none for all.
    """
    text = text.strip()
    asked = {"text": text, "words": list(read_name(text).words)} if text else {}
    found = f"{PARTIES} {FOUND if text else ''}"
    most = "" if limit is None else f"limit {limit:d}"
    rows = engine.rows(f"{found} {LARGEST} {most}", asked)
    return rows, engine.value(f"select count(*) from ({found})", asked)


def party(engine: Engine, party_id: str) -> Row:
    """One party.

    Args:
        engine: An engine with the tables of a build.
        party_id: Its id.
    """
    return engine.rows(f"{PARTIES} where party_id = $party", {"party": party_id})[0]


def written_so(engine: Engine, text: str) -> list[Row]:
    """Spellings that a text names as it stands, the most telling and largest first.

    Args:
        engine: An engine with the tables of a build.
        text: A party id, a name as written, or an id.
    """
    return _first(engine, AS_WRITTEN, {"text": text.strip()})


def meant(engine: Engine, text: str) -> list[Row]:
    """Spellings that a text means, the most telling and largest first.

    Args:
        engine: An engine with the tables of a build.
        text: A party id, a name as written or in any script, or an id.
    """
    if not text.strip():
        return []
    asked = {
        "key": read_name(text).key,
        "ids": [found.value for found in read_field(text).ids],
    }
    return written_so(engine, text) or _first(engine, AS_READ, asked)


def _first(
    engine: Engine, meanings: Iterable[str], asked: Mapping[str, object]
) -> list[Row]:
    for meaning in meanings:
        used = {name: asked[name] for name in asked if f"${name}" in meaning}
        if found := engine.rows(f"from party_name where {meaning} {TELLING}", used):
            return found
    return []


def one_party(engine: Engine, text: str, folder: Path) -> list[Row]:
    """Spellings of the one party that a text means, as `meant` finds and orders them.

    Args:
        engine: An engine with the tables of a build.
        text: A party id, a name as written or in any script, or an id.
        folder: The case folder.

    Raises:
        RequestError: It means none, or several.
    """
    found = meant(engine, text)
    ids = list(dict.fromkeys(row["party_id"] for row in found))
    if len(ids) == 1:
        return found
    if not ids:
        raise RequestError(
            Fault(
                what=f"no party of the case is called '{text}'",
                where=str(folder),
                fix=f"search for a part of it: madein parties {folder} list WORDS",
            )
        )
    first = {row["party_id"]: row["name"] for row in reversed(found)}
    shown = ", ".join(f"{party_id} ('{first[party_id]}')" for party_id in ids[:5])
    more = f", and {len(ids) - 5} more" if len(ids) > 5 else ""
    raise RequestError(
        Fault(
            what=f"'{text}' is the name of {len(ids)} parties",
            where=str(folder),
            fix=f"name one by its id: {shown}{more}",
        )
    )


def side_of(row: Row) -> Side:
    """A row of `party_name` as a side of a decision.

    Args:
        row: The row.
    """
    return Side(name=row["name"], country=row["country"], tax_id=row["tax_id"])


def speaker(found: Sequence[Row]) -> Side:
    """The spelling that speaks for a party in a decision: one with an id, if any has.

    A name without an id is that of any firm called so, and leaves the party where a
    new file holds another. What only case.yml writes does not speak for the records.

    Args:
        found: Rows of `party_name` of one party, the most telling first.
    """
    sides = [side_of(row) for row in found if row["rows"]] or [side_of(found[0])]
    return next((side for side in sides if side.mention().ids), sides[0])


def rarity(engine: Engine, mentions: Iterable[Mention]) -> Rarity:
    """How much the words of some mentions tell in a case.

    Args:
        engine: An engine with the tables of a build.
        mentions: The mentions.
    """
    engine.run(
        "create table if not exists core as select distinct words from party_name"
    )
    engine.run("""
create table if not exists word_count as
select word, count(*) as names
from (select unnest(string_split(words, ' ')) as word from core) group by word""")
    asked = sorted({word for mention in mentions for word in mention.name.words})
    counts = engine.rows(
        "from word_count where word in (select unnest($words))", {"words": asked}
    )
    return Rarity(
        counts={row["word"]: row["names"] for row in counts},
        names=engine.value("select count(*) from core"),
    )
