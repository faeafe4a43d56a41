"""Splink's part: runs in an environment of its own, knows nothing of madein.

    python names_splink.py pairs IN.csv OUT.csv
    python names_splink.py clusters IN.csv OUT.csv

The settings are those of Splink's own example for firms: token frequencies multiplied,
the two rarest words as blocks. Beside them stand the letters of the name (without them
it found a third as much), tax id and country. The chances among matches are learned
over records that share a tax id, and over those that share their rarest words: left as
they come, hardly a pair is found.

IN has id, name, ascii, tax_id, country, and for pairs also pair and side. OUT gets the
pairs with their score.
"""

import json
import logging
import sys
import time

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

LEVELS = ("1e-12", "1e-10", "1e-8", "1e-6", "1e-4")
SHARED = """
list_intersect(tokens_l, tokens_r)
  .list_transform(lambda x: x.share::float)
  .list_concat([1.0::float])
  .list_reduce(lambda p, q: p * q)
"""
TOKENS = """
create table record as
with word as (
  select id, upper(ascii).regexp_extract_all('[A-Z0-9]+').unnest() as token from given
), share as (
  select token, count(*)::float / (select count(*) from word) as share from word group by all
), held as (
  select id, list({'token': token, 'share': share} order by token) as tokens,
    (list(token order by share, token) filter (share < 0.01))[:2] as rarest
  from word join share using (token) group by id
)
select id as unique_id, given.* exclude (id, tax_id, country), tokens,
  case when len(rarest) > 0 then rarest end as rarest,
  nullif(tax_id, '') as tax_id, nullif(country, '') as country
from given left join held using (id)
"""


def levels() -> dict[str, object]:
    """The comparison of names: the rarer the words they share, the more."""
    steps = [
        {"sql_condition": f"{SHARED} < {level}", "label_for_charts": f"below {level}"}
        for level in LEVELS
    ]
    return {
        "output_column_name": "tokens",
        "comparison_levels": [
            {
                "sql_condition": "tokens_l is null or tokens_r is null",
                "label_for_charts": "no name",
                "is_null_level": True,
            },
            *steps,
            {"sql_condition": "ELSE", "label_for_charts": "the rest"},
        ],
    }


def main() -> None:
    what, given, out = sys.argv[1:]
    logging.disable(logging.WARNING)
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    seconds, start = {}, time.process_time()

    def done(step: str) -> None:
        nonlocal start
        now = time.process_time()
        seconds[step], start = now - start, now

    connection.execute(
        f"create table given as from read_csv('{given}', all_varchar = true, "
        "nullstr = '\\N')"
    ).fetchall()
    connection.execute("alter table given alter id type bigint").fetchall()
    connection.execute(TOKENS).fetchall()
    done("words")
    crossed = "substr(l.ascii, 1, 3) = substr(r.ascii, 1, 3)"
    rules = {
        "pairs": ["l.pair = r.pair and l.side < r.side"],
        "clusters": [
            block_on("tax_id"),
            block_on("rarest"),
            f"l.rarest[1] = r.rarest[2] and {crossed}",
            f"l.rarest[2] = r.rarest[1] and {crossed}",
            block_on("ascii"),
        ],
    }
    settings = SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=1e-4,
        comparisons=[
            levels(),
            cl.JaroWinklerAtThresholds("ascii", [0.97, 0.93, 0.88, 0.8]),
            cl.ExactMatch("tax_id"),
            cl.ExactMatch("country"),
        ],
        blocking_rules_to_generate_predictions=rules[what],
        retain_matching_columns=False,
        additional_columns_to_retain=["pair"] if what == "pairs" else [],
    )
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register(connection.table("record")), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
    if what == "clusters":
        for rule in (block_on("tax_id"), block_on("rarest")):
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule, max_pairs=1e6
            )
    done("chances")
    found = linker.inference.predict()
    done("pairs")
    if what == "clusters":
        linker.clustering.cluster_pairwise_predictions_at_threshold(
            found, threshold_match_probability=0.9999
        )
        done("clusters")
    pair = "pair_l as pair, " if what == "pairs" else ""
    connection.execute(
        f"copy (select {pair}unique_id_l as l, unique_id_r as r, "
        f"match_probability as score from {found.physical_name}) to '{out}' (header)"
    ).fetchall()
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main()
