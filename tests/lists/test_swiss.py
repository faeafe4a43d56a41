"""The Swiss list; firms and people are made up."""

import shutil
from datetime import date

import pytest

from madein.engine import Engine
from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.known import format_of
from madein.lists.formats.swiss import entries
from madein.lists.history import fill_listings
from madein.lists.standing import coverages, listings_of, spans
from madein.question import ListFolder
from madein.verdict import Measure, PartyWord

SETS = {
    "1": "Art. 2 (Financial sanctions), annexe 13",
    "2": "article 16 and 17 -- Restrictions on the money and capital market",
    "3": "annexe 5",
}
PROGRAMME = "Belarus: Art. 2 (Financial sanctions), annexe 13"
LISTED = '<modification modification-type="listed" effective-date="2022-03-04"/>'


def change(kind, day, published="", inner=""):
    return (
        f'<modification modification-type="{kind}" effective-date="{day}" '
        f'publication-date="{published}">{inner}</modification>'
    )


def name(text, kind="primary-name", quality="good"):
    return (
        f'<name name-type="{kind}" quality="{quality}"><name-part order="1" '
        f'name-part-type="whole-name"><value>{text}</value></name-part></name>'
    )


def firm(*names, inner="", ssid="10", sets=("1",), history=LISTED):
    said = "".join(f"<sanctions-set-id>{number}</sanctions-set-id>" for number in sets)
    return (
        f'<target ssid="{ssid}">{said}<entity><identity main="true">'
        f"{''.join(names)}</identity>{inner}</entity>{history}</target>"
    )


@pytest.fixture
def seco(tmp_path):
    def write(*targets, attributes='list-type="whole-list" date="2026-08-27"', end=""):
        sets = "".join(
            f'<sanctions-set ssid="{number}" lang="ger">Anhang</sanctions-set>'
            f'<sanctions-set ssid="{number}" lang="eng">{words}</sanctions-set>'
            for number, words in SETS.items()
        )
        file = tmp_path / "seco.xml"
        file.write_text(
            f"<swiss-sanctions-list {attributes}>\n"
            f'<sanctions-program ssid="20"><program-key lang="ger">Weissrussland'
            f'</program-key><program-key lang="eng">Belarus</program-key>{sets}'
            f"</sanctions-program>{''.join(targets)}{end}</swiss-sanctions-list>",
            encoding="utf-8",
        )
        return file

    return write


def under(measure, programme=PROGRAMME, **days):
    return Imposed(measure=measure, programme=programme, **days)


FIRST = {"designated": date(2022, 3, 4)}


def test_a_target_is_an_entry(seco):
    file = seco(
        firm(
            name("Norvik"),
            name("NV", "alias", "low"),
            name("Old Norvik", "formerly-known-as"),
            '<address place-id="9"><address-details>ul. 1</address-details></address>',
            inner=(
                "<other-information>Taxpayer identification number: 7743237789."
                "</other-information><other-information>Registration number: "
                "5177746340998 (Russia). Phone number: 74951234567</other-information>"
            ),
            history=change("listed", "2022-03-04", "2022-03-03"),
        ),
        end=(
            '<place ssid="9"><location>Minsk</location><country iso-code="BY">Belarus'
            "</country></place>"
        ),
    )

    assert entries(file) == [
        Entry(
            entry="10",
            name="Norvik",
            type=None,
            imposed=(under(Measure.ASSET_FREEZE, published=date(2022, 3, 3), **FIRST),),
            tax_ids=("7743237789",),
            aliases=(
                Alias(name="NV", kind=NameKind.WEAK),
                Alias(name="Old Norvik", kind=NameKind.FORMER),
            ),
            ids=(
                ListedId(label="Taxpayer identification number", number="7743237789"),
                ListedId(
                    label="Registration number",
                    number="5177746340998",
                    country="Russia",
                ),
            ),
            country="Belarus",
            addresses=("ul. 1, Minsk, Belarus",),
        )
    ]


def test_parts_of_a_name_are_put_in_order_and_spelt_in_each_script(seco):
    person = (
        '<target ssid="11"><sanctions-set-id>1</sanctions-set-id><individual>'
        '<identity main="false"><name><name-part order="1"><value>Second</value>'
        "</name-part></name></identity>"
        '<identity main="true"><name name-type="primary-name">'
        '<name-part order="2" name-part-type="given-name"><value>Ivan</value>'
        '<spelling-variant lang="RUS" script="CYRL">Иван</spelling-variant></name-part>'
        '<name-part order="1" name-part-type="family-name"><value>Example</value>'
        '<spelling-variant lang="RUS" script="CYRL">Пример</spelling-variant>'
        '<spelling-variant lang="RUS" script="CYRL">Примерный</spelling-variant>'
        '<spelling-variant lang="RUS" script="LATN">Primer</spelling-variant></name-part>'
        '<name-part order="3" name-part-type="title"><value>Dr.</value></name-part>'
        f"</name></identity></individual>{LISTED}</target>"
    )

    (found,) = entries(seco(person))

    assert (found.name, found.type) == ("Example Ivan", "individual")
    assert [alias.name for alias in found.aliases] == [
        "Пример Иван",
        "Примерный Иван",
        "Primer Ivan",
        "Second",
    ]


@pytest.mark.parametrize(
    ("kind", "type_"),
    [("vessel", "vessel"), ("aircraft", "aircraft"), ("painting", "asset")],
)
def test_an_object_is_what_the_list_calls_it(seco, kind, type_):
    target = (
        f'<target ssid="12"><sanctions-set-id>1</sanctions-set-id><object object-type='
        f'"{kind}"><identity main="true">{name("Sea")}</identity></object>{LISTED}</target>'
    )

    (found,) = entries(seco(target))

    assert found.type == type_


@pytest.mark.parametrize(
    ("sets", "imposed"),
    [
        (["1"], [under(Measure.ASSET_FREEZE, **FIRST)]),
        (["2"], [under(Measure.FINANCIAL, f"Belarus: {SETS['2']}", **FIRST)]),
        (["3"], [under(Measure.OTHER, "Belarus: annexe 5", **FIRST)]),
        (["99"], [under(Measure.OTHER, "", **FIRST)]),
        ([], [under(Measure.OTHER, "", **FIRST)]),
    ],
)
def test_the_sanctions_set_says_what_is_done(seco, sets, imposed):
    (found,) = entries(seco(firm(name("Norvik"), sets=sets)))

    assert list(found.imposed) == imposed


def test_since_when_a_target_is_in_which_of_two_sets_is_open(seco):
    inner = '<added><target ssid="10"><sanctions-set-id>2</sanctions-set-id></target></added>'
    moved = change("amended", "2023-01-01", inner=inner) + LISTED

    both, once_moved = entries(
        seco(
            firm(name("Norvik"), ssid="5", sets=["1", "2"]),
            firm(name("Norvik"), ssid="10", history=moved),
        )
    )

    assert [one.designated for one in (*both.imposed, *once_moved.imposed)] == [
        None
    ] * 3


def test_one_that_was_listed_before_is_not_listed_later_then(seco, tmp_path):
    days = ("listed 2024-05-01", "de-listed 2023-01-01", "listed 2022-03-04")
    changes = "".join(change(*one.split()) for one in days)
    file = seco(firm(name("Norvik"), history=changes))

    (found,) = entries(file)

    assert [one.designated for one in found.imposed] == [
        date(2024, 5, 1),
        date(2022, 3, 4),
    ]
    folder = tmp_path / "lists"
    folder.mkdir()
    shutil.copy(file, folder / "list.xml")
    with Engine() as engine:
        fill_listings(
            engine, [ListFolder(name="CH", regime="CH", folder="lists")], tmp_path
        )
        ((spoken, held),) = coverages(engine).items()
        told = spans(held, listings_of(engine, [("CH", found.entry)])[spoken])
    assert [(str(one.since), one.word) for one in told][:3] == [
        ("0001-01-01", PartyWord.LATER),
        ("2022-03-04", PartyWord.UNKNOWN),
        ("2024-05-01", PartyWord.LISTED),
    ]


@pytest.mark.parametrize(
    ("history", "designated", "ended"),
    [
        (["amended 2023-01-01", "listed 2022-03-04"], "2022-03-04", None),
        (["de-listed 2026-08-28", "listed 2022-03-04"], "2022-03-04", "2026-08-28"),
        (["amended 2023-01-01"], None, None),
        ([], None, None),
    ],
)
def test_the_listing_that_holds_gives_the_first_day(seco, history, designated, ended):
    changes = "".join(change(*one.split()) for one in history)

    (found,) = entries(seco(firm(name("Norvik"), history=changes)))

    (imposed,) = found.imposed
    assert imposed.designated == (designated and date.fromisoformat(designated))
    assert imposed.ended == (ended and date.fromisoformat(ended))


@pytest.mark.parametrize(
    "history",
    [
        ["de-listed 2026-08-27", "listed 2022-03-04"],
        ["de-listed 2025-06-20", "amended 2025-06-20", "listed 2014-12-17"],
        # Written out of order, as five targets of the Syrian programme are.
        ["amended 2025-06-03", "de-listed 2025-06-20", "listed 2014-12-17"],
    ],
)
def test_a_target_removed_by_the_day_of_the_copy_is_left_out(seco, history):
    changes = "".join(change(*one.split()) for one in history)

    found = entries(
        seco(firm(name("Gone"), history=changes), firm(name("Stays"), ssid="20"))
    )

    assert [entry.name for entry in found] == ["Stays"]


def test_copies_of_a_target_in_its_history_are_no_entries(seco):
    old = firm(name("Before"), history="")
    changes = (
        change("amended", "2023-01-01", inner=f"<removed>{old}</removed>") + LISTED
    )

    (found,) = entries(seco(firm(name("Now"), history=changes)))

    assert (found.name, found.aliases) == ("Now", ())
    assert found.imposed == (under(Measure.ASSET_FREEZE, **FIRST),)


def test_a_list_of_changes_is_not_taken_for_the_list(seco):
    file = seco(firm(name("Norvik")), attributes='list-type="delta" date="2026-08-27"')

    with pytest.raises(SourceError) as error:
        entries(file)

    assert str(error.value) == (
        f"the copy is a 'delta', not a 'whole-list'\n  at {file}:1\n"
        "  try: get the whole list"
    )


def test_targets_that_cannot_be_read_are_all_named(seco):
    file = seco(
        firm(ssid="1"),
        firm(name("A"), ssid="2", history=change("listed", "4.3.2022")),
        firm(name("B"), ssid="3", history='<modification modification-type="listed"/>'),
        '<target ssid="4"><sanctions-set-id>1</sanctions-set-id></target>',
    )

    with pytest.raises(SourceError) as error:
        entries(file)

    assert [fault.what for fault in error.value.faults] == [
        "target '1' has no name",
        "'4.3.2022' is no day",
        "a modification of target '3' has no day",
        "target '4' has no id, or is of no known kind",
    ]


def test_a_copy_says_its_day(seco):
    file = seco(firm(name("Norvik")))

    assert format_of(file).name == "swiss-seco"
    assert format_of(file).taken(file).isoformat() == "2026-08-27T00:00:00+02:00"
