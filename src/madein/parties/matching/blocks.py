"""Which names are worth comparing: those that share a key. In SQL, over distinct names."""

from collections.abc import Sequence
from math import log

from madein.engine import Engine
from madein.parties.matching.features import Rarity, Words
from madein.parties.reading.lexicon import weight

LIMIT = 30  # names that share a key and are all compared with each other
ALIKE = 0.74  # how alike the letters of two names are at least
TOLD_ALIKE = 0.75  # the same of the words that are not generic
FAR = 0.60  # the same, below which nothing else counts
VERY_ALIKE = 0.93  # from here on, whatever the words that are not generic
GENERIC = 0.5  # weight below which many firms have a word

# What two names may have in common, and what else they must share where that brings
# more than LIMIT names together. `w1` is the rarest word of a name,
# `told` its words that are not generic.
KEYS = (
    ("rare word", "w1", "w1 || ' ' || w2"),
    ("rare word", "w2", "w2 || ' ' || w3"),
    ("begins", "told[:4]", "told[:7]"),
    ("ends", "told[-4:]", "told[-7:]"),
    (
        "consonants",
        "translate(told, 'aeiouy', '')[:5]",
        "translate(told, 'aeiouy', '')[:8]",
    ),
    ("letters", "joined", "joined"),
    ("rarest word begins", "w1[:3] || ' ' || w2", "w1[:4] || ' ' || w2 || ' ' || w3"),
    ("rarest word ends", "w1[-3:] || ' ' || w2", "w1[-4:] || ' ' || w2 || ' ' || w3"),
    ("initials", "initials", "initials"),
)
NAME_COLUMNS = (
    "joined",
    "ordered",
    "told",
    "told_ordered",
    "initials",
    "w1",
    "w2",
    "w3",
)
KINDS = tuple(dict.fromkeys(kind for kind, _, _ in KEYS))


def fill_candidates(
    engine: Engine, names: Sequence[Words], rarity: Rarity, *, first: int | None = None
) -> None:
    """Tables `candidate` and `dropped`: pairs of names that may be alike.

    Shape:
        `candidate`: `l` and `r`, places of two names in the sequence; `block`, what they
        share; `alike`, how alike their letters are, 0 to 1; `told_alike`, the same of
        their words that are not generic. `dropped`: kind, key, names, pairs: what was
        too common to compare.

    Args:
        engine: The engine.
        names: Distinct names, as words.
        rarity: In how many of them a word occurs.
        first: Where two lists are held against each other: how many names at the
            beginning are the first list; only pairs of both lists are made.
    """
    _fill_names(engine, names, rarity)
    engine.run(f"create or replace temp table block_key as {_KEYS}")
    engine.run(f"create or replace temp table block_size as {_SIZES}")
    engine.run(f"create or replace temp table block as {_BLOCKS}")
    engine.run(f"create or replace temp table dropped as {_DROPPED}", {"kinds": KINDS})
    sides = "l.no < r.no" if first is None else f"l.no < {first} and r.no >= {first}"
    engine.run(
        f"create or replace temp table candidate as {_PAIRS.format(sides=sides)}",
        {"kinds": KINDS},
    )


def _fill_names(engine: Engine, names: Sequence[Words], rarity: Rarity) -> None:
    """Table `block_name`: the texts that keys are cut from."""
    rarest = sorted(
        rarity.counts,
        key=lambda word: (
            -weight(word) * log((rarity.names + 1) / rarity.counts[word]),
            word,
        ),
    )
    rank = {word: at for at, word in enumerate(rarest)}
    generic = {word for word in rarest if weight(word) < GENERIC}
    cells: dict[str, list[str | None]] = {column: [] for column in NAME_COLUMNS}
    columns = list(cells.values())
    for words in names:
        told = words
        if not generic.isdisjoint(words):
            told = [word for word in words if word not in generic] or words
        rare = sorted(set(words), key=rank.__getitem__)[:3]
        row = (
            "".join(words),
            "".join(sorted(words)),
            "".join(told),
            "".join(sorted(told)),
            _initials(words),
            *(*rare, None, None)[:3],
        )
        for column, cell in zip(columns, row, strict=True):
            column.append(cell)
    lists = ", ".join(f"unnest(${column}::varchar[]) as {column}" for column in cells)
    engine.run(
        "create or replace temp table block_name as "
        f"select (row_number() over ()) - 1 as no, * from (select {lists})",
        cells,
    )


def _initials(words: Words) -> str | None:
    """What an abbreviation of a name is compared by; None where it has none."""
    if len(words) == 1 and 3 <= len(words[0]) <= 6:
        return words[0]
    return "".join(word[0] for word in words) if 3 <= len(words) <= 6 else None


_KINDS = " union all ".join(
    f"select no, {KINDS.index(kind)} as kind, {coarse} as coarse, {fine} as fine "
    "from block_name"
    for kind, coarse, fine in KEYS
)

# Hashes stand for keys: two keys with one hash only make a few more candidates.
_KEYS = f"""
select no, kind, hash(kind, coarse) as coarse, hash(kind, coarse, fine) as fine
from ({_KINDS}) where coarse <> ''
"""

_SIZES = """
select coarse, count(*) as names, min(no) as no, any_value(kind) as kind
from block_key group by coarse having count(*) > 1
"""

_BLOCKS = f"""
with large as (
  select fine, count(*) as names
  from block_key join block_size using (coarse) where names > {LIMIT}
  group by fine having count(*) between 2 and {LIMIT}
)
select block_key.no, block_key.kind, coarse as block
from block_key join block_size using (coarse) where names <= {LIMIT}
union all
select no, kind, fine from block_key join large using (fine)
"""

# Of a key that was made finer, the pairs that the finer ones leave out are dropped too.
_DROPPED = f"""
with kept as (
  select coarse, fine, count(*) as names
  from block_key join block on block.no = block_key.no and block = fine group by all
), finer as (
  select coarse, sum(names * (names - 1) // 2) as pairs from kept group by coarse
)
select $kinds[kind + 1] as kind, keys.coarse as key, names,
  cast(names * (names - 1) // 2 - coalesce(pairs, 0) as bigint) as pairs
from block_size left join finer using (coarse)
join ({_KINDS}) as keys using (no, kind)
where names > {LIMIT} and hash(kind, keys.coarse) = block_size.coarse
"""

# Held as a table of its own: a filter beside it would have the letters compared twice.
_PAIRS = f"""
with pair as (
  select l.no as l, r.no as r, min(l.kind) as kind
  from block as l join block as r on l.block = r.block and {{sides}}
  group by all
), compared as materialized (
  select l, r, kind,
    kind = {KINDS.index("initials")}
      and (one.joined = other.initials or other.joined = one.initials) as is_short,
    greatest(
      jaro_winkler_similarity(one.joined, other.joined),
      jaro_winkler_similarity(one.ordered, other.ordered)
    ) as alike,
    greatest(
      jaro_winkler_similarity(one.told, other.told),
      jaro_winkler_similarity(one.told_ordered, other.told_ordered)
    ) as told_alike
  from pair join block_name as one on one.no = l join block_name as other on other.no = r
)
select l, r, $kinds[kind + 1] as block, alike, told_alike
from compared
where case when kind = {KINDS.index("initials")} then is_short
    when alike >= {VERY_ALIKE} then told_alike >= {FAR}
    else alike >= {ALIKE} and told_alike >= {TOLD_ALIKE} end
"""
