"""Method and sources: how the figures were made, and from which bytes."""

from decimal import Decimal
from importlib.metadata import version
from typing import Any

from madein.question import Member
from madein.report.blocks import Block, Column, Head, Line, Row, Styled, Table, Terms
from madein.report.built import Built
from madein.report.wording import count_text, share_text
from madein.scope import STANDS
from madein.values import correction_text, day_words, exact_usd

BASES = (
    ("statistical", "statistical value, in US dollars as declared"),
    ("customs", "customs value, converted where it is in another currency"),
    ("cif", "CIF value (with freight and insurance), in US dollars as declared"),
    ("fob", "FOB value (without them), in US dollars as declared"),
    ("invoice", "invoice value of the item, converted where it is in another currency"),
)

BOUNDS = (
    "At least: rows that certainly belong. At most: also rows that may belong, because "
    "a country, a day or a name is not known. Where a row that may belong has no value, "
    "nothing limits the upper bound. Sums are exact and rounded once, for print."
)


def method(built: Built) -> list[Block]:
    """How values, duplicates, the group, goods, rates and colours were decided.

    Args:
        built: The built case.
    """
    items = (
        ("Value", _values(built)),
        ("Bounds", ((BOUNDS,),)),
        ("Duplicates", (*_duplicates(built), *_doubts(built), *_near(built))),
        ("Corrections", _corrections(built)),
        ("Group", _group(built)),
        ("Product groups", _goods(built)),
        ("Rates", _rates(built)),
        ("Names", _names(built)),
        ("Made with", _versions(built)),
    )
    return [
        Head(anchor="method", title="Method", listed="Method"),
        Terms(items=tuple((term, lines) for term, lines in items if lines)),
    ]


def sources(built: Built) -> list[Block]:
    """Every file with its digest.

    Args:
        built: The built case.
    """
    columns = (
        Column(text="File", style="wide"),
        Column(text="From"),
        Column(text="Read as"),
        Column(text="Rows", style="number"),
        Column(text="Bytes", style="number"),
    )
    head = Head(
        anchor="sources",
        title="Sources",
        lead=("The files as they were received, with the SHA-256 of their bytes.",),
        listed="Sources",
    )
    rows = tuple(
        _source(source.facts, source.name) for source in built.sources.values()
    )
    return [head, Table(label="Sources", columns=columns, rows=rows)]


def _values(built: Built) -> tuple[Line, ...]:
    sql = (
        "select usd_basis, count(*) as n from imports where aside is null group by all"
    )
    counts = {r["usd_basis"]: r["n"] for r in built.engine.rows(sql)}
    whole = sum(counts.values())
    lines: list[Line] = [("Each row counts once, by the first of these that it has:",)]
    for basis, words in BASES:
        count = counts.get(basis, 0)
        lines.append(
            (f"{words}: {count_text(count, 'row')} ({share_text(count, whole)})",)
        )
    lines.append((f"no value in US dollars: {count_text(counts.get(None, 0), 'row')}",))
    return tuple(lines)


def _duplicates(built: Built) -> tuple[Line, ...]:
    sql = "select reason, count(*) as n from duplicate group by all order by n desc, reason"
    rows = built.engine.rows(sql)
    if not rows:
        return (("No row is set aside.",),)
    total = count_text(sum(r["n"] for r in rows), "row")
    first = f"{total} of all files are set aside because another row stands for them:"
    return ((first,), *((f"{r['reason']}: {r['n']:,}",) for r in rows))


def _doubts(built: Built) -> tuple[Line, ...]:
    """Rows that count in upper bounds only."""
    sql = "select doubt, count(*) as n from declared where doubt is not null group by all order by n desc, doubt"
    rows = built.engine.rows(sql)
    if not rows:
        return ()
    total = count_text(sum(r["n"] for r in rows), "row")
    first = f"{total} of all files may be copies, and count in upper bounds only:"
    return ((first,), *((f"{r['doubt']}: {r['n']:,}",) for r in rows))


def _near(built: Built) -> tuple[Line, ...]:
    """What the total would lose if rows that are alike were the same goods."""
    found = built.engine.rows(f"""
        select count(*) as n, coalesce(sum(usd), 0) as usd from imports
        where member and counted and {STANDS}
          and (source_id, row) in (select (source_id, row) from near)""")[0]
    if not found["n"]:
        return ()
    rows = count_text(found["n"], "row")
    return (
        (
            (
                f"{rows} of the subject are much like a row of another file, and count. "
                f"Without them the total would be lower by {exact_usd(found['usd'])}."
            ),
        ),
    )


def _corrections(built: Built) -> tuple[Line, ...]:
    """What a person corrected, each with its reason."""
    rows = built.engine.rows("""
        select correction.*, file from correction join source using (source_id)
        order by file, row, field""")
    return tuple((f"{correction_text(row)}",) for row in rows)


def _group(built: Built) -> tuple[Line, ...]:
    subject = built.case.subject
    if subject.members == "all":
        return (("Every importer in the records.",),)
    role = "consignee" if subject.importer_role == "consignee" else "contract holder"
    lines: list[Line] = [(f"An import is the group's where the {role} is one of:",)]
    lines += [(_member(member),) for member in subject.members]
    for owner in subject.owners:
        share = _share(owner.share)
        tax_id = f", tax id {owner.tax_id}" if owner.tax_id is not None else ""
        lines.append((f"Owner: {owner.name}{tax_id}, {share}",))
    whole = subject.owners_complete
    if whole is not None:
        days = f"{day_words(whole.since)} to {day_words(whole.until)}"
        lines.append((f"Owners named in full for {days}: {whole.because}",))
    return tuple(lines)


def _share(share: Decimal | str | None) -> str:
    match share:
        case None:
            return "share not known"
        case Decimal():
            return f"{share}%"
        case _:
            return share


def _member(member: Member) -> str:
    also = f" ({', '.join(member.also)})" if member.also else ""
    tax_id = f", tax id {member.tax_id}" if member.tax_id is not None else ""
    since = f", from {day_words(member.since)}" if member.since else ""
    until = f", to {day_words(member.until)}" if member.until else ""
    return f"{member.name}{also}{tax_id}{since}{until}"


def _goods(built: Built) -> tuple[Line, ...]:
    lines: list[Line] = []
    for group in built.case.goods:
        tests = [f"code begins with {' or '.join(group.hs)}"] if group.hs else []
        if group.words:
            tests.append(f"description has {' or '.join(group.words)}")
        lines.append(
            (Styled(text=group.name, style="strong"), f": {' and '.join(tests)}")
        )
    if lines:
        lines.append(("Rows that fit none are other goods.",))
    return tuple(lines)


def _rates(built: Built) -> tuple[Line, ...]:
    rows = built.engine.rows("""
        select rate_source, count(*) as n from imports
        where rate_source is not null and aside is null group by all order by n desc, rate_source
        """)
    if not rows:
        return (("No value was converted.",),)
    return tuple((f"{r['rate_source']}: {count_text(r['n'], 'row')}",) for r in rows)


def _names(built: Built) -> tuple[Line, ...]:
    sql = "select count(*) as spellings, count(distinct party_id) as firms from party_name"
    row = built.engine.rows(sql)[0]
    spellings = count_text(row["spellings"], "spelling")
    firms = count_text(row["firms"], "firm")
    told = (
        f"{spellings} of names were put down to {firms}, by tax id where one is given."
    )
    return ((told,),)


def _versions(built: Built) -> tuple[Line, ...]:
    engine = built.engine.value("select version()")
    charts = version("vl-convert-python")
    made = f"madein {version('madein')}, DuckDB {engine}, vl-convert {charts}"
    return ((f"{made}. Edition {built.edition}.",),)


def _source(facts: dict[str, Any], name: str) -> Row:
    read_as = [facts["layout"], facts["encoding"]]
    if facts["delimiter"]:
        read_as.append(f"cells split by {facts['delimiter']!r}")
    cells: tuple[Line, ...] = (
        (name, Styled(text=facts["sha256"], style="digest")),
        (facts["vendor"],),
        (", ".join(filter(None, read_as)),),
        (f"{facts['physical_rows']:,}",),
        (f"{facts['bytes']:,}",),
    )
    return Row(cells=cells)
