"""A list of one's own; firms and people are made up."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.known import format_of
from madein.lists.formats.plain import entries
from madein.verdict import Measure

WORDS = (
    "write one of asset freeze, export control, financial restrictions, transaction ban, "
    "transport restrictions, services ban, travel ban, other measures"
)


@pytest.fixture
def own(tmp_path):
    def write(text, name="mylist_2024-02-23.csv", encoding="utf-8"):
        file = tmp_path / name
        file.write_text(text, encoding=encoding)
        return file

    return write


def test_a_name_and_a_measure_are_enough(own):
    file = own("Measure,Name\nasset freeze,Norvik LLC\n")

    (found,) = entries(file)

    assert found == Entry(
        entry=found.entry,
        name="Norvik LLC",
        type=None,
        imposed=(Imposed(measure=Measure.ASSET_FREEZE),),
    )
    assert format_of(file).name == "plain"
    assert format_of(file).taken(file).isoformat() == "2024-02-23T00:00:00+00:00"


def test_every_column_is_read_by_any_of_its_headings(own):
    file = own(
        "ID,Company,AKA,INN,Registration Number,Jurisdiction,Kind,Sanctions,Program,"
        "Listed from,Publication date,Delisted,Address,Notes\n"
        '7,Norvik LLC,AKA Bank; fka Old Norvik; weak aka Nor,"7743237789 (Russia)",'
        '"OGRN: 5177746340998 (Russia); HE 123456",Russia,firm,'
        "Asset-freeze; export_control,Act 1,2022-02-24,2022-02-25,2024-01-01,"
        '"1 Main St, Moscow; 2 Side St",not read\n'
    )
    days = {
        "programme": "Act 1",
        "designated": date(2022, 2, 24),
        "published": date(2022, 2, 25),
        "ended": date(2024, 1, 1),
    }

    assert entries(file) == [
        Entry(
            entry="7",
            name="Norvik LLC",
            type=None,
            imposed=(
                Imposed(measure=Measure.ASSET_FREEZE, **days),
                Imposed(measure=Measure.EXPORT_CONTROL, **days),
            ),
            tax_ids=("7743237789",),
            aliases=(
                Alias(name="AKA Bank", kind=NameKind.ALSO),
                Alias(name="Old Norvik", kind=NameKind.FORMER),
                Alias(name="Nor", kind=NameKind.WEAK),
            ),
            ids=(
                ListedId(label="tax id", number="7743237789", country="Russia"),
                ListedId(label="OGRN", number="5177746340998", country="Russia"),
                ListedId(label="number", number="HE 123456"),
            ),
            country="Russia",
            addresses=("1 Main St, Moscow", "2 Side St"),
        )
    ]


def test_rows_of_one_entry_are_read_together(own):
    file = own(
        "entry,name,measure,programme,tax id\n"
        "7,Norvik,asset freeze,Act 1,7743237789\n"
        "7,Norvik Ltd,export control,Act 2,7743237789\n"
    )

    (found,) = entries(file)

    assert found.name == "Norvik"
    assert found.aliases == (Alias(name="Norvik Ltd", kind=NameKind.ALSO),)
    assert found.tax_ids == ("7743237789",)
    assert found.imposed == (
        Imposed(measure=Measure.ASSET_FREEZE, programme="Act 1"),
        Imposed(measure=Measure.EXPORT_CONTROL, programme="Act 2"),
    )


def test_without_an_id_the_name_is_the_id_however_it_is_written(own):
    file = own(
        "name,measure\nNorvik LLC,asset freeze\nNORVIK  L.L.C.,travel ban\nX,travel ban\n"
    )

    first, second = entries(file)

    assert (first.name, second.name) == ("Norvik LLC", "X")
    assert [one.measure for one in first.imposed] == [
        Measure.ASSET_FREEZE,
        Measure.TRAVEL,
    ]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_cells_may_be_apart_by_semicolons_or_tabs(own, delimiter):
    cells = ["Norvik", "asset freeze", '"NV; Nor"']
    text = delimiter.join(("name", "measure", "aliases")) + "\n" + delimiter.join(cells)

    (found,) = entries(own(text, encoding="utf-8-sig"))

    assert [alias.name for alias in found.aliases] == ["NV", "Nor"]


def test_every_fault_is_named_with_its_line(own):
    file = own(
        "entry,name,measure,type,designated,ended\n"
        "1,A,,,,\n"
        "2,B,freeze,,,\n"
        "3,C,asset freeze,planet,24.02.2022,\n"
        "4,,asset freeze,,,2022-02-30\n"
    )

    with pytest.raises(SourceError) as error:
        entries(file)

    day = "write it as 2022-02-24"
    types = (
        "write one of firm, organisation, organization, company, entity, individual, "
        "person, vessel, ship, aircraft, asset"
    )
    assert str(error.value) == "\n".join(
        f"{what}\n  at {file}:{line}\n  try: {fix}"
        for line, what, fix in (
            (2, "the row has no measure", WORDS),
            (3, "'freeze' is no measure", WORDS),
            (4, "'planet' is no type", types),
            (4, "'24.02.2022' in column 'designated' is no day", day),
            (5, "the row has no name", "fill it, or remove the row"),
            (5, "'2022-02-30' in column 'ended' is no day", day),
        )
    )


def test_a_measure_is_asked_for_and_never_guessed(own):
    file = own("name,tax id\nNorvik,7743237789\n")

    with pytest.raises(SourceError) as error:
        format_of(file).entries(file)

    assert str(error.value) == (
        f"there is no column 'measure'\n  at {file}:1\n  try: add it; {WORDS}"
    )


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (
            "7,A,asset freeze,2022-02-24,\n7,A,asset freeze,2023-02-24,\n",
            "'asset freeze' has several days in the rows of entry '7'",
        ),
        (
            "7,A,asset freeze,,firm\n7,A,travel ban,,person\n",
            "the rows of entry '7' name several types",
        ),
    ],
)
def test_rows_that_contradict_each_other_are_a_fault(own, rows, what):
    file = own(f"entry,name,measure,designated,type\n{rows}")

    with pytest.raises(SourceError) as error:
        entries(file)

    assert str(error.value) == (
        f"{what}\n  at {file}:2\n"
        "  try: mend it, or get a whole copy from where it came from"
    )


@pytest.mark.parametrize(
    "text", ["measure\nasset freeze\n", "name\nX\n", "\0\1", "<a/>"]
)
def test_other_files_are_not_taken_for_a_list_of_ones_own(own, text):
    with pytest.raises(SourceError, match="is no list that madein knows"):
        format_of(own(text))


def test_a_list_without_entries_is_a_fault(own):
    file = own("name,measure\n")

    with pytest.raises(SourceError, match="the copy holds no entries"):
        entries(file)


texts = (
    st.text("abXY .-,\"'Ж", min_size=1, max_size=8)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
days = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
numbers = st.builds(
    ListedId,
    label=st.sampled_from(["tax id", "OGRN", "number"]),
    number=st.from_regex(r"[0-9]{3,8}", fullmatch=True),
    country=st.sampled_from(["", "Russia"]),
)


@st.composite
def listed(draw):
    name = draw(texts)
    aliases = draw(
        st.lists(
            st.builds(
                Alias,
                name=texts.filter(lambda text: text != name),
                kind=st.sampled_from(
                    [NameKind.ALSO, NameKind.WEAK, NameKind.FORMER, NameKind.NOW]
                ),
            ),
            max_size=3,
            unique=True,
        )
    )
    ids = draw(st.lists(numbers, max_size=3, unique=True))
    ids.sort(key=lambda said: said.label != "tax id")
    return Entry(
        entry=draw(st.from_regex(r"[A-Z]{2}[0-9]{4}", fullmatch=True)),
        name=name,
        type=draw(st.sampled_from([None, "individual", "vessel", "aircraft", "asset"])),
        imposed=tuple(
            Imposed(
                measure=measure,
                programme=draw(texts | st.just("")),
                designated=draw(days),
                published=draw(days),
                ended=draw(days),
            )
            for measure in draw(
                st.lists(
                    st.sampled_from(list(Measure)), min_size=1, max_size=3, unique=True
                )
            )
        ),
        tax_ids=tuple(
            dict.fromkeys(said.number for said in ids if said.label == "tax id")
        ),
        aliases=tuple(aliases),
        ids=tuple(ids),
        country=draw(st.sampled_from(["", "Russia", "BY"])),
        addresses=tuple(draw(st.lists(texts, max_size=2, unique=True))),
    )


def written(entry):
    """Rows of an entry, one for each thing imposed."""

    def told(said):
        country = f" ({said.country})" if said.country else ""
        return f"{said.label}: {said.number}{country}"

    for one in entry.imposed:
        yield {
            "entry": entry.entry,
            "name": entry.name,
            "type": entry.type or "",
            "aliases": "; ".join(
                f"{alias.kind} {alias.name}" for alias in entry.aliases
            ),
            "tax id": "; ".join(
                told(said) for said in entry.ids if said.label == "tax id"
            ),
            "ids": "; ".join(
                told(said) for said in entry.ids if said.label != "tax id"
            ),
            "country": entry.country,
            "address": "; ".join(entry.addresses),
            "measure": one.measure.value,
            "programme": one.programme,
            "designated": one.designated or "",
            "published": one.published or "",
            "ended": one.ended or "",
        }


@settings(max_examples=30)
@given(st.lists(listed(), min_size=1, max_size=3, unique_by=lambda entry: entry.entry))
def test_entries_written_as_a_plain_table_are_read_again(tmp_path_factory, found):
    rows = [row for entry in found for row in written(entry)]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file = tmp_path_factory.mktemp("plain") / "mylist_2024-02-23.csv"
    file.write_text(out.getvalue(), encoding="utf-8", newline="")

    assert entries(file) == found
