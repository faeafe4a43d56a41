"""A made-up case, built by hand: the tables that the report reads."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from madein.engine import written_out
from madein.measure import Dimension, rows_of, sums
from madein.question import (
    CaseFile,
    Complete,
    Event,
    Member,
    Owner,
    Period,
    ProductGroup,
    SourceFile,
    Subject,
)
from madein.scope import ROLE_WORDS, CountryRole, Scope
from madein.tables import (
    CLAIM_RESULT,
    CONSERVATION,
    CORRECTION,
    COVERAGE,
    DECLARED,
    DUPLICATE,
    FIELD_COVERAGE,
    FIGURE,
    FLAG,
    GOODS_STANDING,
    IMPORTS,
    LIST_SNAPSHOT,
    LISTING,
    MIRROR,
    MONTH_COVERAGE,
    NEAR,
    NEWCOMER,
    OUTLIER,
    PARTY,
    PARTY_NAME,
    PARTY_STANDING,
    PRICED,
    PROPOSAL,
    QUARANTINE,
    REJECT,
    REPLY,
    SHIPMENT,
    SOURCE,
)
from madein.verdicts.views import name_verdicts

NAMES = {
    "KR": "South Korea",
    "CN": "China",
    "TR": "Türkiye",
    "IT": "Italy",
    "IN": "India",
    "DE": "Germany",
    "HK": "Hong Kong",
    "JP": "Japan",
    "RU": "Russia",
}
SINCE, UNTIL, EVENT = date(2018, 1, 1), date(2024, 3, 31), date(2022, 2, 24)
WEIGHTS = {"KR": 45, "CN": 21, "TR": 12, "IT": 9, "IN": 6, "DE": 5, "JP": 3, None: 1}
GOODS = {
    "body parts": ("8708299009", "ДЕТАЛИ КУЗОВА АВТОМОБИЛЯ, БАМПЕР ПЕРЕДНИЙ"),
    "sensors": ("9031803800", "Датчик давления масла, для легкового автомобиля"),
    "controllers": ("8537109900", "ПРОГРАММИРУЕМЫЙ КОНТРОЛЛЕР, 24 В"),
    "switches": ("8536508008", "Переключатель света, пластмасса"),
    "welding equipment": ("8515310000", "РОБОТ СВАРОЧНЫЙ С БЛОКОМ УПРАВЛЕНИЯ"),
    "other goods": ("7318158100", "Болт с шестигранной головкой М8"),
}
FIRMS = {
    "KR": ("BAEKDU MOBILITY CO., LTD", "HANGANG BODY PRESS INC"),
    "CN": ("NINGBO LANTIAN AUTO PARTS CO LTD",),
    "TR": ("Yıldız Otomotiv A.Ş.", "ANADOLU KALIP SANAYI"),
    "IT": ("STAMPAGGI RIUNITI S.R.L.",),
    "IN": ("SURYA FORGINGS PVT LTD",),
    "DE": ("Müller Schweißtechnik GmbH",),
    "JP": ("HOKUTO SENSORS K.K.",),
    None: ("PACIFIC BRIDGE TRADING LIMITED",),
}
BASIS = (
    "statistical value in US dollars as declared; where none is declared, customs value "
    "at a dated rate, else CIF or FOB value as declared, else invoice value at a dated "
    "rate; day of registration, 2018-01-01 to 2024-03-31; "
    "importer named as consignee"
)
TAX_ID = "7743237789"
IMPORTER, SUPPLIER = f"id:{TAX_ID}", "nm:baek"


def case(**changes):
    parts = {
        "title": "Imports of the Aurus group",
        "synthetic": True,
        "subject": Subject(
            name="Aurus",
            members=(
                Member(
                    name="Aurus LLC",
                    also=("ООО «АУРУС»",),
                    tax_id=TAX_ID,
                    since=date(2018, 1, 1),
                ),
            ),
            owners=(Owner(name="PJSC Sollers", tax_id="3528079131"),),
        ),
        "period": Period(since=SINCE, until=UNTIL),
        "complete": Complete(
            since=SINCE,
            until=date(2023, 12, 31),
            because="The generator that made the records says so.",
        ),
        "events": (Event(name="invasion", label="Full-scale invasion", date=EVENT),),
        "focus": ("KR",),
        "goods": tuple(
            ProductGroup(name=name, hs=(hs[:4],))
            for name, (hs, _) in GOODS.items()
            if name != "other goods"
        ),
        "sources": (
            SourceFile(file="files/imports_2018_2020.xlsx", layout="ru-dt", sheet="DT"),
            SourceFile(file="files/imports_2021_2023.csv", layout="ru-dt"),
        ),
    }
    return CaseFile(**(parts | changes))


def shipments(most=24):
    """Rows of `imports` for 24 quarters, eight origins; one month is left empty."""
    found = []
    quarters = [(y, q) for y in range(2018, 2024) for q in range(4)][:most]
    goods = list(GOODS)
    for place, (year, quarter) in enumerate(quarters):
        for turn, (origin, weight) in enumerate(WEIGHTS.items()):
            swing = 60 + (place * 37 + turn * 53) % 80
            shift = 130 if origin in {"CN", "TR", "IN"} and year >= 2022 else 90
            for n in range(3 if origin else 1):
                month = quarter * 3 + 1 + (n + turn) % 3
                day = date(year, month, 1 + (place * 5 + turn * 3 + n * 7) % 27)
                if (year, month) in {(2019, 8), (2019, 9)}:
                    continue
                usd = Decimal(weight * swing * shift * (11 + n)) / Decimal("7.3")
                found.append(
                    _shipment(len(found) + 1, origin, day, usd, goods, turn + n)
                )
    return found


def _shipment(row, origin, day, usd, goods, turn):
    name = goods[turn % len(goods)]
    hs, words = GOODS[name]
    firms = FIRMS[origin]
    late = day.year >= 2021
    sender = firms[turn % len(firms)]
    via = "HK" if origin == "KR" and turn % 4 == 0 else origin
    return {
        "source_id": "bbbb2222cccc" if late else "aaaa1111bbbb-0f0f",
        "row": row,
        "row_key": row * 2_654_435_761,
        "aside": "an identical row" if row % 61 == 9 else None,
        "declaration": f"10323975/{day:%y%m%d}/{row:07d}",
        "item": 1,
        "registered": day,
        "quarter": f"{day.year}Q{(day.month + 2) // 3}",
        "member": None if row % 97 == 5 else True,
        "counted": True,
        "origin": origin,
        "dispatch": via,
        "trading": via,
        "sender_country": via,
        "hs": hs,
        "hs_edition": "HS2017" if day.year < 2022 else "HS2022",
        "description": words,
        "goods": None if row % 83 == 7 else name,
        "importer": f"id:{TAX_ID}",
        "importer_name": "ООО «АУРУС»",
        "supplier": f"nm:{sender[:4].lower()}",
        "sender_name": sender,
        "net_kg": Decimal(row * 3),
        "usd": usd.quantize(Decimal("0.01")),
        "usd_basis": "statistical" if row % 9 else "customs",
        "rate_source": None if row % 9 else "Narodowy Bank Polski",
    }


def build(engine, rows=None):
    """Fill every table of a built case."""
    rows = shipments() if rows is None else rows
    engine.fill(IMPORTS, rows)
    engine.run(
        "create or replace table raw_text as select source_id, row, row + 1 as line, "
        "concat_ws(';', declaration, item, registered, importer_name, sender_name, "
        "description, hs, origin, usd) as text from imports"
    )
    _files(engine, rows)
    _parties(engine, rows)
    _lists(engine)
    engine.fill(FIGURE, figures(engine))
    engine.fill(CLAIM_RESULT, claims(engine))
    for table in (REPLY, NEWCOMER, OUTLIER, PRICED, MIRROR):
        engine.fill(table, [])


def figures(engine):
    """The figures a case of this shape publishes, computed from `imports`."""
    found = []
    for number, (measure, label, scope, more) in enumerate(_questions(), start=1):
        basis = BASIS
        if "role" in more:
            basis = f"country of {more['role'].replace('_', ' ')}; {basis}"
        whole = {
            "id": f"F{number}",
            "measure": measure,
            "label": label,
            "basis": basis,
            "cell": more.get("cell"),
            "caveats": ["The records are synthetic: made up to show the method."],
        }
        found += _figures(engine, whole, scope, more.get("dimensions", ()))
    return found


def _questions():
    whole = Scope(since=SINCE, until=UNTIL)
    later = Scope(since=EVENT, until=UNTIL)
    yield "total", "Imports of Aurus", whole, {}
    yield "since", "Imports of Aurus since 24 Feb 2022", later, {"cell": "invasion"}
    for measure, scope, words in (
        ("country", whole, ""),
        ("country since", later, " since 24 Feb 2022"),
    ):
        for role in CountryRole:
            label = f"Imports {ROLE_WORDS[role]} South Korea{words}"
            part = replace(scope, role=role, countries=("KR",))
            yield measure, label, part, {"cell": "KR", "role": role.value}
    origin = Dimension(name="origin", sql="origin")
    shown = Dimension(
        name="shown",
        sql="case when origin in ('DE', 'JP') then 'other' else origin end",
    )
    side = Dimension(
        name="side",
        sql="case when registered < $event then 'before' "
        "when registered >= $event then 'after' end",
        params={"event": EVENT},
    )
    for measure, label, dimensions in (
        ("origins", "Imports by country of origin", (origin,)),
        ("goods", "Imports by product group", (Dimension(name="goods", sql="goods"),)),
        (
            "suppliers",
            "Imports by supplier",
            (Dimension(name="supplier", sql="supplier"),),
        ),
        (
            "change",
            "Imports by country of origin before and after: Full-scale invasion",
            (origin, side),
        ),
        (
            "quarters",
            "Imports by quarter and country of origin",
            (shown, Dimension(name="quarter", sql="quarter")),
        ),
    ):
        yield measure, label, whole, {"dimensions": dimensions}
    yield "duplicates", "Set aside as duplicates", replace(whole, aside=True), {}


def _figures(engine, whole, scope, dimensions):
    yield _figure(engine, whole, scope, (), engine.rows(*_query(sums(scope)))[0])
    if not dimensions:
        return
    for place, row in enumerate(engine.rows(*_query(sums(scope, dimensions))), 1):
        cells = [(d, row[d.name]) for d in dimensions]
        values = ["unknown" if value is None else value for _, value in cells]
        name = str(place) if ":" in values[0] else "-".join(values[0].split())
        part = {
            "id": ".".join([whole["id"], name, *values[1:]]),
            "parent": whole["id"],
            "cell": values[0],
            "period": values[1] if len(values) > 1 else None,
        }
        yield _figure(engine, whole | part, scope, cells, row)


def _figure(engine, row, scope, cells, found):
    sql = written_out(*_query(rows_of(scope, cells))).strip()
    caveats = list(row["caveats"])
    if found["unclear_rows"]:
        caveats.append(f"{found['unclear_rows']} rows may or may not belong.")
    return row | {
        "stable_id": row["id"],
        "scope": json.dumps(scope.plain(), default=str),
        "caveats": caveats,
        "sql": sql,
        "unit": "US dollars",
        "parts": [],
        "at_least": found["at_least"],
        "at_most": None if found["unvalued_rows"] else found["at_most"] or 0,
        "rows": found["rows"],
        "unclear_rows": found["unclear_rows"],
        "unvalued_rows": found["unvalued_rows"],
        "converted_usd": found["converted_usd"],
        "rows_digest": f"{found['rows_digest']:016x}"[:12],
    }


def _query(query):
    return query.sql, query.params


def claims(engine):
    return [
        {
            "id": "A1",
            "text": "at least $10 million of equipment and components, 2018-2023",
            "source": "Example Wire, 28 Jun 2024",
            "asked": "value of all imports from 1 Jan 2018 to 31 Dec 2023 is at least $10m",
            "result": "supported",
            "unit": "US dollars",
            "parts": [],
            "at_least": Decimal(1),
            "basis": BASIS,
            "shows": "The records hold more than the wording asks for.",
            "figures": ["F1"],
        },
        {
            "id": "G1",
            "text": "$5 million of South Korean parts and $16 million of other parts",
            "source": "Retold",
            "asked": "two separate amounts",
            "result": "contradicted",
            "shows": "One amount is part of the other.",
            "figures": ["F2", "F7"],
        },
        {
            "id": "A8",
            "text": "the parts went into the gifted car",
            "source": "Example Wire, 28 Jun 2024",
            "asked": "which product a part was built into",
            "result": "not determinable",
            "reason": "PART_TO_PRODUCT",
            "shows": "",
            "figures": [],
        },
    ]


def _files(engine, rows):
    early = [r for r in rows if r["source_id"].startswith("aaaa")]
    late = [r for r in rows if r["source_id"].startswith("bbbb")]
    sources = []
    counts = []
    for source_id, file, sheet, part in (
        ("aaaa1111bbbb-0f0f", "files/imports_2018_2020.xlsx", "DT", early),
        ("bbbb2222cccc", "files/imports_2021_2023.csv", "", late),
    ):
        bad = 2 if sheet else 3
        sources.append(
            {
                "source_id": source_id,
                "file": file,
                "sheet": sheet,
                "sha256": (source_id[:12] * 6)[:64],
                "bytes": 1_204_331,
                "layout": "ru-dt",
                "vendor": "Vendor A" if sheet else "Vendor B",
                "encoding": "utf-8" if sheet else "cp1251",
                "delimiter": None if sheet else ";",
                "header_line": 1,
                "physical_rows": len(part) + bad + 4,
                "blank_rows": 1,
                "quarantined_rows": 0 if sheet else 1,
                "totals_level": "",
            }
        )
        counts.append(
            {
                "source_id": source_id,
                "physical_rows": len(part) + bad + 4,
                "shipments": len(part),
                "duplicates": 3,
                "rejects": bad - (0 if sheet else 1),
                "quarantined_rows": 0 if sheet else 1,
                "blank_rows": 1,
            }
        )
    engine.fill(SOURCE, sources)
    engine.fill(CONSERVATION, counts)
    engine.fill(SHIPMENT, [])
    for table in (DECLARED, NEAR, CORRECTION):
        engine.fill(table, [])
    engine.fill(COVERAGE, [{"source_id": source["source_id"]} for source in sources])
    engine.fill(
        REJECT,
        [
            {
                "source_id": "aaaa1111bbbb-0f0f",
                "row": 88,
                "reason": "a line of totals",
                "text": "ИТОГО;;;;12 345,00",
            },
            {
                "source_id": "bbbb2222cccc",
                "row": 9,
                "reason": "a line of totals",
                "text": "ИТОГО",
            },
        ],
    )
    engine.fill(
        QUARANTINE,
        [
            {
                "source_id": "bbbb2222cccc",
                "line": 411,
                "reason": "a quote is never closed",
                "text": '10323975;"Болт;;',
            }
        ],
    )
    _coverage(engine, rows)
    engine.fill(
        DUPLICATE,
        [
            {
                "source_id": s,
                "row": 9000 + n,
                "counted": True,
                "reason": "an identical row",
                "kept_source_id": s,
                "kept_row": n,
            }
            for s in ("aaaa1111bbbb-0f0f", "bbbb2222cccc")
            for n in (1, 2, 3)
        ],
    )


def _coverage(engine, rows):
    months = {}
    for row in rows:
        key = (row["source_id"], row["registered"].replace(day=1))
        months[key] = months.get(key, 0) + 1
    engine.fill(
        MONTH_COVERAGE,
        [{"source_id": s, "month": m, "rows": n} for (s, m), n in months.items()]
        + [{"source_id": "bbbb2222cccc", "month": None, "rows": 2}],
    )
    fields = [
        "registered",
        "hs",
        "description",
        "origin",
        "dispatch",
        "sender_name",
        "net_kg",
        "statistical_usd",
    ]
    engine.fill(
        FIELD_COVERAGE,
        [
            {
                "source_id": s,
                "field": f,
                "heading": f"G{n}",
                "filled": 260,
                "read": 255 - n * 7,
            }
            for s in ("aaaa1111bbbb-0f0f", "bbbb2222cccc")
            for n, f in enumerate(fields)
        ]
        + [
            {
                "source_id": "bbbb2222cccc",
                "field": "maker_name",
                "heading": "G31_11",
                "filled": 200,
                "read": 199,
            }
        ],
    )


def _parties(engine, rows):
    names = {r["supplier"]: r["sender_name"] for r in rows if r["supplier"]}
    names |= {r["importer"]: r["importer_name"] for r in rows}
    parties = [
        {"party_id": p, "name": n, "ids": [f"ru-inn:{TAX_ID}"] if p == IMPORTER else []}
        for p, n in names.items()
    ]
    engine.fill(PROPOSAL, [])
    engine.fill(PARTY, parties)
    engine.fill(
        PARTY_NAME,
        [
            {"name": n, "tax_id": "", "country": "", "party_id": p, "how": "name"}
            for p, n in names.items()
        ],
    )


BEGINNING, END = date(1, 1, 1), date(9999, 12, 31)
LISTED, UNKNOWN, LATER = "listed on that date", "not determinable", "listed later"
AURUS, SOLLERS = (
    "LIMITED LIABILITY COMPANY AURUS",
    "PUBLIC JOINT STOCK COMPANY SOLLERS",
)


ALL_ASKED = [
    ("US", "asset freeze", "direct"),
    ("US", "asset freeze", "ownership"),
    ("XX", "export control", "direct"),
]


def _lists(engine):
    days = [date(2018, 1, 3) + timedelta(days=90 * n) for n in range(25)]
    days += [date(2024, 2, 20), date(2024, 2, 23), date(2024, 6, 1)]
    engine.fill(
        LIST_SNAPSHOT,
        [
            {
                "list": "OFAC SDN",
                "regime": "US",
                "day": d,
                "file": f"lists/sdn_{d}.csv",
                "sha256": "ab" * 32,
                "entries": 12000,
            }
            for d in days
        ],
    )
    listing = {
        "list": "OFAC SDN",
        "regime": "US",
        "measure": "asset freeze",
        "programme": "RUSSIA-EO14024",
        "present_to": date(2024, 6, 1),
        "start_kind": "list file",
    }
    engine.fill(
        LISTING,
        [
            listing
            | {
                "entry": "47956",
                "name": AURUS,
                "tax_ids": [TAX_ID],
                "absent_on": date(2024, 2, 20),
                "present_from": date(2024, 2, 23),
                "maybe_from": date(2024, 2, 21),
                "listed_from": date(2024, 2, 23),
            },
            listing
            | {
                "entry": "44880",
                "name": SOLLERS,
                "tax_ids": ["3528079131"],
                "absent_on": date(2023, 6, 1),
                "present_from": date(2023, 9, 14),
                "maybe_from": date(2023, 6, 2),
                "listed_from": date(2023, 9, 14),
            },
        ],
    )
    engine.fill(PARTY_STANDING, [*_standings()])
    engine.fill(GOODS_STANDING, [*_goods_standings(engine)])
    engine.fill(FLAG, FLAGS)
    name_verdicts(engine)


def _standings():
    """Of the importer, of everybody else with an id, and of those without."""
    gap, after = date(2024, 2, 21), date(2024, 6, 2)
    decided = {"party": AURUS, "list": "OFAC SDN", "entry": "47956"}
    yield from _spans(
        {"party_id": IMPORTER, "regime": "US", "measure": "asset freeze"}
        | {"test": "direct"},
        (BEGINNING, LATER, None, decided | {"begins": date(2024, 2, 23)}),
        (gap, UNKNOWN, "LIST_GAP", {}),
        (date(2024, 2, 23), LISTED, None, decided | {"start_kind": "list file"}),
        (after, UNKNOWN, "LIST_GAP", {}),
    )
    yield from _spans(
        {"party_id": IMPORTER, "regime": "US", "measure": "asset freeze"}
        | {"test": "ownership"},
        (BEGINNING, "not listed", None, {}),
        (date(2023, 9, 14), UNKNOWN, "OWNERSHIP_UNKNOWN", {"party": SOLLERS}),
    )
    baekdu = {"party": "BAEKDU MOBILITY", "list": "own", "entry": "7"}
    yield from _spans(
        {"party_id": SUPPLIER, "regime": "XX", "measure": "export control"}
        | {"test": "direct"},
        (BEGINNING, LATER, None, baekdu | {"begins": date(2021, 1, 1)}),
        (date(2021, 1, 1), LISTED, None, baekdu | {"start_kind": "designation"}),
    )
    freeze, control = ("US", "asset freeze"), ("XX", "export control")
    for party, word, reason, asked in (
        (IMPORTER, "not listed", None, [(*control, "direct")]),
        (SUPPLIER, UNKNOWN, "NAME_ONLY", [(*freeze, "direct"), (*freeze, "ownership")]),
        ("", "not listed", None, ALL_ASKED),
        ("?", UNKNOWN, "NAME_ONLY", ALL_ASKED),
    ):
        for regime, measure, test in asked:
            yield from _spans(
                {"party_id": party, "regime": regime, "measure": measure}
                | {"test": test},
                (BEGINNING, word, reason, {}),
            )


def _spans(key, *given):
    """Spans that follow each other: first day, word, reason and more of each."""
    ends = [since for since, *_ in given[1:]] + [END]
    for (since, word, reason, more), until in zip(given, ends, strict=True):
        said = {"word": word, "reason": reason, "says": "made up"}
        yield key | {"since": since, "until": until} | said | more


def _goods_standings(engine):
    words = {"8537109900": ("on list in force", None)}
    words |= {"8515310000": ("possibly on list", "HS_EDITION")}
    for row in engine.rows("select distinct hs, hs_edition from imports"):
        word, reason = words.get(row["hs"], ("not on list", None))
        yield from _spans(
            row | {"regime": "BIS", "list": "CHPL"},
            (BEGINNING, "list not in force", None, {}),
            (date(2023, 5, 19), word, reason, {"version": "CHPL 2023-05-19"}),
        )


FLAGS = [
    {
        "id": "RF01",
        "party_id": "",
        "question": "Is there no trade before 24 Feb 2022, and trade since?",
        "source": "A made-up notice, 26 Sep 2023",
        "answer": "no",
        "says": "98 rows before 24 Feb 2022",
        "rows": 98,
        "usd": Decimal("1234567.8900"),
        "sql": "select source_id, row, usd, true as certain from imports",
    },
    {
        "id": "RF01",
        "party_id": SUPPLIER,
        "question": "Is there no trade before 24 Feb 2022, and trade since?",
        "source": "A made-up notice, 26 Sep 2023",
        "answer": "yes",
        "says": "3 rows to the subject, none before 24 Feb 2022",
        "rows": 3,
        "usd": Decimal("752135.9900"),
        "sql": "select source_id, row, usd, true as certain from imports limit 3",
    },
    {
        "id": "RF06",
        "party_id": "",
        "question": "Did a supplier ship to Russia before 24 Feb 2022?",
        "source": "A made-up notice, 26 Sep 2023; another, 1 Jan 2024",
        "answer": "not determinable",
        "reason": "OUTSIDE_RECORDS",
        "says": "records of imports do not show it",
        "rows": 0,
    },
]
