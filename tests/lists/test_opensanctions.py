"""Exports of OpenSanctions; firms and people are made up."""

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.followthemoney import kind_of
from madein.lists.formats.known import format_of
from madein.lists.formats.opensanctions import (
    ftm_entries,
    simple_entries,
    statement_entries,
)
from madein.verdict import Measure

SDN = "US OFAC Specially Designated Nationals (SDN) List"
SIMPLE = dict.fromkeys(
    [
        "id",
        "schema",
        "name",
        "aliases",
        "birth_date",
        "countries",
        "addresses",
        "identifiers",
        "sanctions",
        "phones",
        "emails",
        "program_ids",
        "dataset",
        "first_seen",
        "last_seen",
        "last_change",
    ],
    "",
)
ROW = SIMPLE | {
    "id": "NK-1",
    "schema": "Company",
    "name": "Norvik",
    "dataset": SDN,
    "first_seen": "2022-03-01T10:00:00",
    "last_seen": "2026-09-15T23:11:55",
}
SEEN = (date(2022, 3, 1), date(2026, 9, 15))
FIRM = {
    "id": "NK-1",
    "caption": "Norvik",
    "schema": "Company",
    "properties": {"name": ["Norvik", "NV"]},
    "datasets": ["us_ofac_sdn"],
    "referents": ["ofac-1"],
    "first_seen": "2022-03-01T10:00:00",
    "last_seen": "2026-09-15T23:11:55",
}


def sanction(source="us_ofac_sdn", number="s-1", **properties):
    return {
        "id": number,
        "schema": "Sanction",
        "properties": {"entity": ["NK-1"]} | properties,
        "datasets": [source],
    }


@pytest.fixture
def simple(tmp_path):
    def write(*rows, name="targets.simple.csv"):
        file = tmp_path / name
        file.write_text(as_table(SIMPLE, [ROW | row for row in rows]), encoding="utf-8")
        return file

    return write


@pytest.fixture
def ftm(tmp_path):
    def write(*found, name="entities.ftm.json"):
        file = tmp_path / name
        file.write_text("\n".join(map(json.dumps, found)) + "\n", encoding="utf-8")
        return file

    return write


@pytest.fixture
def statements(tmp_path):
    def write(*rows):
        heading = dict.fromkeys(
            [
                "canonical_id",
                "entity_id",
                "prop",
                "schema",
                "value",
                "dataset",
                "external",
                "first_seen",
                "last_seen",
            ],
            "",
        )
        said = [
            heading
            | dict(zip(heading, row, strict=False))
            | {"first_seen": "2022-03-01"}
            for row in rows
        ]
        file = tmp_path / "statements.csv"
        file.write_text(as_table(heading, said), encoding="utf-8")
        return file

    return write


def as_table(heading, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(heading), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_a_row_of_the_simple_table_tells_no_day_of_a_listing(simple):
    file = simple(
        {
            "aliases": "NV;Норвик",
            "countries": "ru",
            "addresses": "1 Main St;2 Side St",
            "identifiers": "7743237789;5177746340998",
            "sanctions": "2022-02-24;Block",
            "dataset": f"{SDN};Some Other List",
        }
    )

    assert simple_entries(file) == [
        Entry(
            entry="NK-1",
            name="Norvik",
            type=None,
            imposed=(
                Imposed(measure=Measure.ASSET_FREEZE, programme=SDN),
                Imposed(measure=Measure.OTHER, programme="Some Other List"),
            ),
            aliases=(
                Alias(name="NV", kind=NameKind.ALSO),
                Alias(name="Норвик", kind=NameKind.ALSO),
            ),
            ids=(
                ListedId(label="identifier", number="7743237789", country="ru"),
                ListedId(label="identifier", number="5177746340998", country="ru"),
            ),
            country="ru",
            addresses=("1 Main St", "2 Side St"),
            crawled=None,  # it is of the one source or of the other
        )
    ]


@pytest.mark.parametrize(
    ("datasets", "crawled"), [(SDN, SEEN), (f"{SDN};A Register of Firms", None)]
)
def test_a_first_day_of_several_sources_bounds_nothing(simple, datasets, crawled):
    (entry,) = simple_entries(simple({"dataset": datasets}))

    assert entry.crawled == crawled


JUNE = {"first_seen": "2024-06-01T00:00:00", "last_seen": "2026-08-01T00:00:00"}
MAY = {"first_seen": "2024-05-01T00:00:00", "last_seen": "2026-09-01T00:00:00"}


@pytest.mark.parametrize(
    ("sources", "on", "crawled"),
    [
        # The firm was in a register first; the sanction has days of its own.
        (["us_ofac_sdn", "ru_register"], [JUNE], (date(2024, 6, 1), date(2026, 8, 1))),
        (["us_ofac_sdn", "ru_register"], [{}], None),
        (["us_ofac_sdn"], [{}], SEEN),
        # Under both only since the later, and as long as the first to go.
        (["us_ofac_sdn"], [MAY, JUNE], (date(2024, 6, 1), date(2026, 8, 1))),
        (["us_ofac_sdn", "ru_register"], [MAY, {}], None),
    ],
)
def test_an_entity_is_older_than_the_sanction_on_it(ftm, sources, on, crawled):
    file = ftm(
        FIRM | {"datasets": sources},
        *(sanction(number=f"s-{n}") | days for n, days in enumerate(on)),
    )

    assert [entry.crawled for entry in ftm_entries(file)] == [crawled]


def test_rows_that_cannot_be_read_are_all_named(simple):
    file = simple(
        {"id": ""},
        {"schema": "Planet"},
        {"first_seen": "yesterday"},
        {"id": "NK-2", "dataset": ""},
    )

    with pytest.raises(SourceError) as error:
        simple_entries(file)

    assert [(fault.what, fault.where) for fault in error.value.faults] == [
        ("the row has no id, no name or no dataset", f"{file}:2"),
        ("'Planet' is no schema that can be listed", f"{file}:3"),
        ("'yesterday' is no day", f"{file}:4"),
        ("the row has no id, no name or no dataset", f"{file}:5"),
    ]


texts = (
    st.text("abXY7 .-Ж", min_size=1, max_size=8)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
several = st.lists(texts, max_size=3, unique=True)


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.from_regex(r"NK-[a-z0-9]{4}", fullmatch=True),
        st.tuples(texts, several, several, several, several),
        min_size=1,
        max_size=4,
    )
)
def test_entries_written_as_simple_targets_are_read_again(tmp_path_factory, found):
    said = [
        Entry(
            entry=number,
            name=name,
            type=None,
            imposed=(Imposed(measure=Measure.ASSET_FREEZE, programme=SDN),),
            aliases=tuple(
                Alias(name=other, kind=NameKind.ALSO)
                for other in aliases
                if other != name
            ),
            ids=tuple(
                ListedId(
                    label="identifier",
                    number=one,
                    country=countries[0] if len(countries) == 1 else "",
                )
                for one in numbers
            ),
            country=countries[0] if len(countries) == 1 else "",
            addresses=tuple(addresses),
            crawled=SEEN,
        )
        for number, (name, aliases, numbers, countries, addresses) in found.items()
    ]
    rows = [
        ROW
        | {
            "id": number,
            "name": name,
            "aliases": ";".join(aliases),
            "identifiers": ";".join(numbers),
            "countries": ";".join(countries),
            "addresses": ";".join(addresses),
        }
        for number, (name, aliases, numbers, countries, addresses) in found.items()
    ]
    file = tmp_path_factory.mktemp("simple") / "targets.simple.csv"
    file.write_text(as_table(SIMPLE, rows), encoding="utf-8")

    assert simple_entries(file) == said


def test_a_sanction_is_joined_to_what_it_is_on(ftm):
    firm = FIRM | {
        "properties": {
            "name": ["Norvik", "NV"],
            "weakAlias": ["Nor"],
            "previousName": ["Old Norvik"],
            "innCode": ["7743237789"],
            "registrationNumber": ["HE 123456"],
            "jurisdiction": ["ru"],
            "address": ["1 Main St"],
        }
    }
    on = sanction(
        program=["RUSSIA-EO14024"],
        startDate=["2022-02-24"],
        listingDate=["2022-02-25"],
        endDate=["2024-01-01"],
    )
    # It names the firm by an older id.
    on["properties"]["entity"] = ["ofac-1"]

    file = ftm(on, firm, {"id": "a", "schema": "Address", "properties": {}})

    assert ftm_entries(file) == [
        Entry(
            entry="NK-1",
            name="Norvik",
            type=None,
            imposed=(
                Imposed(
                    measure=Measure.ASSET_FREEZE,
                    programme="us_ofac_sdn: RUSSIA-EO14024",
                    designated=date(2022, 2, 24),
                    published=date(2022, 2, 25),
                    ended=date(2024, 1, 2),
                ),
            ),
            tax_ids=("7743237789",),
            aliases=(
                Alias(name="NV", kind=NameKind.ALSO),
                Alias(name="Old Norvik", kind=NameKind.FORMER),
                Alias(name="Nor", kind=NameKind.WEAK),
            ),
            ids=(
                ListedId(label="innCode", number="7743237789", country="Russia"),
                ListedId(label="registrationNumber", number="HE 123456", country="ru"),
            ),
            country="ru",
            addresses=("1 Main St",),
            crawled=SEEN,
        )
    ]


def test_a_sanction_may_stand_inside_what_it_is_on(ftm):
    inner = {
        "id": "s-1",
        "schema": "Sanction",
        "properties": {"startDate": ["2022-02-24"]},
        "datasets": ["us_ofac_sdn"],
    }
    nested = FIRM | {"properties": {"name": ["Norvik"], "sanctions": [inner]}}

    (found,) = ftm_entries(ftm(nested, FIRM | {"id": "NK-2"}))

    assert found.entry == "NK-1"
    assert found.imposed == (
        Imposed(
            measure=Measure.ASSET_FREEZE,
            programme="us_ofac_sdn",
            designated=date(2022, 2, 24),
        ),
    )


@pytest.mark.parametrize(
    ("source", "days", "designated", "published"),
    [
        ("us_ofac_sdn", {"startDate": ["2022-02-24"]}, date(2022, 2, 24), None),
        ("us_ofac_sdn", {"listingDate": ["2022-02-24"]}, None, date(2022, 2, 24)),
        ("us_ofac_sdn", {"startDate": ["2022", "2022-02-24"]}, None, None),
        ("us_ofac_sdn", {"startDate": ["2022-02"]}, None, None),
        (
            "us_ofac_sdn",
            {"startDate": ["2022-02-24", "2022-02-24"]},
            date(2022, 2, 24),
            None,
        ),
        ("us_ofac_sdn", {"startDate": ["2022-02-24", "2023-02-24"]}, None, None),
        ("eu_fsf", {"startDate": ["2024-09-14"]}, None, date(2024, 9, 14)),
        (
            "eu_fsf",
            {"startDate": ["2024-09-14"], "listingDate": ["2024-09-13"]},
            None,
            date(2024, 9, 13),
        ),
    ],
)
def test_only_one_whole_start_day_is_a_first_day(
    ftm, source, days, designated, published
):
    (found,) = ftm_entries(ftm(FIRM, sanction(source, **days)))

    assert found.imposed == (
        Imposed(
            measure=Measure.ASSET_FREEZE,
            programme=source,
            designated=designated,
            published=published,
        ),
    )


@pytest.mark.parametrize(
    ("source", "provisions", "measures"),
    [
        (
            "gb_fcdo_sanctions",
            ["Asset freeze", "Travel Ban"],
            [Measure.ASSET_FREEZE, Measure.TRAVEL],
        ),
        ("gb_fcdo_sanctions", ["Something new"], [Measure.OTHER]),
        ("gb_fcdo_sanctions", [], [Measure.OTHER]),
        ("gb_hmt_invbans", [], [Measure.FINANCIAL]),
        ("ch_seco_sanctions", [], [Measure.OTHER]),
    ],
)
def test_the_words_of_the_source_say_what_is_done(ftm, source, provisions, measures):
    (found,) = ftm_entries(ftm(FIRM, sanction(source, provisions=provisions)))

    assert [one.measure for one in found.imposed] == measures


def test_sanctions_of_several_sources_are_kept_apart(ftm):
    (found,) = ftm_entries(
        ftm(
            FIRM,
            sanction(startDate=["2022-02-24"]),
            sanction("un_sc_sanctions", "s-2", startDate=["2023-01-01"]),
            sanction("un_sc_sanctions", "s-3", startDate=["2024-01-01"]),
        )
    )

    assert found.imposed == (
        Imposed(
            measure=Measure.ASSET_FREEZE,
            programme="us_ofac_sdn",
            designated=date(2022, 2, 24),
        ),
        # Two days for one thing: which holds, the export does not say.
        Imposed(measure=Measure.ASSET_FREEZE, programme="un_sc_sanctions"),
    )


@pytest.mark.parametrize(
    ("topics", "is_entry"),
    [
        (["sanction"], True),
        (["export.control"], True),
        (["role.pep"], False),
        (["sanction.linked"], False),
        ([], False),
    ],
)
def test_who_has_no_sanction_is_an_entry_by_topic_alone(ftm, topics, is_entry):
    firm = FIRM | {"properties": {"name": ["Norvik"], "topics": topics}}
    other = FIRM | {"id": "NK-2", "properties": {"topics": ["sanction"]}}

    found = ftm_entries(ftm(firm, other))

    assert ("NK-1" in [entry.entry for entry in found]) is is_entry
    assert found[-1].imposed == (
        Imposed(measure=Measure.ASSET_FREEZE, programme="us_ofac_sdn"),
    )


def test_lines_that_are_no_entities_are_all_named(tmp_path):
    file = tmp_path / "entities.ftm.json"
    file.write_text(
        '{"id": 1\n\n[1]\n{"id": "a", "schema": "Company"}\n', encoding="utf-8"
    )

    with pytest.raises(SourceError) as error:
        ftm_entries(file)

    fix = "get a whole copy from where it came from"
    assert str(error.value) == "\n".join(
        "the line is no entity with 'id', 'schema' and 'properties'\n"
        f"  at {file}:{line}\n  try: {fix}"
        for line in (1, 3, 4)
    )


def test_an_entity_that_cannot_be_read_has_its_line(ftm):
    nameless = {
        "id": "NK-3",
        "schema": "Company",
        "properties": {"topics": ["sanction"]},
    }
    planet = FIRM | {"schema": "Planet"}
    file = ftm(FIRM | {"id": "NK-0"}, nameless, planet, sanction())

    with pytest.raises(SourceError) as error:
        ftm_entries(file)

    assert [(fault.what, fault.where) for fault in error.value.faults] == [
        ("entity 'NK-3' has no name", f"{file}:2"),
        ("'Planet' is no schema that can be listed", f"{file}:3"),
    ]


@pytest.mark.parametrize(
    ("schemata", "kind"),
    [
        (["Company", "LegalEntity"], None),
        (["Thing", "LegalEntity"], None),
        (["LegalEntity", "Person"], "individual"),
        (["Vessel"], "vessel"),
        (["Airplane"], "aircraft"),
        (["CryptoWallet"], "asset"),
    ],
)
def test_a_schema_says_what_an_entry_is(schemata, kind):
    assert kind_of(schemata) == kind


def test_schemata_that_contradict_each_other_are_a_fault():
    with pytest.raises(
        ValueError, match="it is several kinds of thing: Person, Company"
    ):
        kind_of(["Person", "Company"])


def test_statements_say_the_same_as_entities(statements):
    source = "us_ofac_sdn"
    file = statements(
        ("NK-1", "ofac-1", "id", "Company", "ofac-1", source, "f"),
        ("NK-1", "ofac-1", "name", "LegalEntity", "Norvik", source, "f"),
        ("NK-1", "x-9", "name", "Company", "Nearly Norvik", "some_register", "t"),
        ("NK-1", "ofac-1", "innCode", "Company", "7743237789", source, ""),
        ("s-1", "s-1", "entity", "Sanction", "ofac-1", source, "f"),
        ("s-1", "s-1", "startDate", "Sanction", "2022-02-24", source, "f"),
    )

    assert statement_entries(file) == [
        Entry(
            entry="NK-1",
            name="Norvik",
            type=None,
            imposed=(
                Imposed(
                    measure=Measure.ASSET_FREEZE,
                    programme=source,
                    designated=date(2022, 2, 24),
                ),
            ),
            tax_ids=("7743237789",),
            ids=(ListedId(label="innCode", number="7743237789", country="Russia"),),
            crawled=(date(2022, 3, 1), date(2022, 3, 1)),
        )
    ]


def test_an_export_is_known_by_its_content_and_made_by_a_crawl(simple, ftm, statements):
    files = [
        simple({}, name="a.csv"),
        ftm(FIRM, sanction(), name="b.json"),
        statements(("NK-1", "", "name", "Company", "Norvik", "x")),
    ]

    assert [(format_of(file).name, format_of(file).is_crawl) for file in files] == [
        ("opensanctions-simple", True),
        ("opensanctions-ftm", True),
        ("opensanctions-statements", True),
    ]


def test_an_export_is_of_the_day_in_its_name_or_of_the_last_it_saw(
    simple, ftm, statements
):
    dated = simple({}, name="20240223T184323_0123456789ab.csv")
    later = simple({}, {"id": "NK-2", "last_seen": "2026-09-16T01:00:00"})
    graph = ftm(FIRM, sanction())
    nothing = statements(("NK-1", "", "name", "Company", "Norvik", "x"))

    assert [format_of(f).taken(f).isoformat() for f in (dated, later, graph)] == [
        "2024-02-23T18:43:23+00:00",
        "2026-09-16T00:00:00+00:00",
        "2026-09-15T00:00:00+00:00",
    ]
    with pytest.raises(SourceError) as error:
        format_of(nothing).taken(nothing)
    assert error.value.faults[0].what == (
        "'statements.csv' does not say when the copy was taken"
    )
