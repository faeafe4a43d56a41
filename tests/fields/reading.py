"""What the engine makes of cells that a test writes."""

from functools import cache

from hypothesis import strategies as st

from madein.engine import Engine

BATCH = 40


def batch(texts):
    """Many cells at once: one query an example, not one a cell."""
    return st.lists(texts, min_size=1, max_size=BATCH)


def read(sql, cells):
    """What SQL over the column `cell` makes of each cell, in order."""
    table = "(select unnest($cells::varchar[]) as cell, unnest($n::integer[]) as n)"
    query = f"select ({sql}) as found from {table} order by n"
    rows = engine().rows(query, {"cells": cells, "n": list(range(len(cells)))})
    return [row["found"] for row in rows]


@cache
def engine():
    """One engine for all cells: opening one takes longer than reading them."""
    return Engine()
