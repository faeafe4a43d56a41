"""Small files of a few columns, mapped."""

from madein.engine import Engine, literal
from madein.mapping.propose import propose
from madein.mapping.questions import NO_ANSWERS
from madein.sources.layouts import raw_column

WORDS = ("", "MOTORS ", "AUTO PARTS ", "FOOD AND DRINK ")


def copy_of(folder, table):
    """An evidence copy of columns given as heading -> cells."""
    names = [raw_column(n) for n in range(len(table))]
    lists = ", ".join(
        f"unnest({literal(list(map(str, cells)))}) as {name}"
        for name, cells in zip(names, table.values(), strict=True)
    )
    with Engine() as engine:
        count = engine.write(f"select {lists}", folder / "copy.parquet")
    return folder / "copy.parquet", count


def proposed(folder, table, answers=NO_ANSWERS):
    """The proposal for such columns."""
    copy, count = copy_of(folder, table)
    with Engine() as engine:
        return propose(engine, copy, count, tuple(table), answers)


def roles(proposal):
    """Role of each heading."""
    return {found.column.heading: found.role for found in proposal.findings}


def asked(proposal):
    """What is asked."""
    return [question.what for question in proposal.questions]


def imports(rows=20, **changed):
    """Columns of a plain import file; None leaves one out."""
    table = {
        "ENTRY_NO": [f"E{n // 2:04}" for n in range(rows)],
        "IMP_DATE": [f"2023-05-{n // 2 % 28 + 1:02}" for n in range(rows)],
        "IMPORTER_NAME": [f"ALFA {WORDS[n // 2 % 3]}{n // 2} LTD" for n in range(rows)],
        "SUPPLIER_NAME": [
            f"BETA {WORDS[n // 2 % 4]}{n // 2} GMBH" for n in range(rows)
        ],
        "HS_CODE": [f"8708{n:06}" for n in range(rows)],
        "ORIGIN_COUNTRY": [("CHINA", "ITALY", "GERMANY")[n % 3] for n in range(rows)],
        "QUANTITY": [n + 2 for n in range(rows)],
        "CIF_USD": [f"{n * 101 + 7.25:.2f}" for n in range(rows)],
    }
    table |= {name.replace("__", " "): cells for name, cells in changed.items()}
    return {name: cells for name, cells in table.items() if cells is not None}
