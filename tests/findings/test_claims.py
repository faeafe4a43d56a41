from pathlib import Path

import pytest

from factories import case
from madein.errors import CaseError
from madein.findings.claims import read_claims
from madein.question import ListFolder, ProductGroup

SENSORS = case(
    goods=(ProductGroup(name="sensors", hs=("9031",)),),
    lists=(ListFolder(name="SDN", regime="US", format="ofac-sdn", folder="lists"),),
)
HEAD = "source: {title: A text, publisher: A paper}\nclaims:\n"


def read(tmp_path, *claims):
    file = tmp_path / "claims.yml"
    text = HEAD + "".join(f"  - {{text: It is so., {claim}}}\n" for claim in claims)
    file.write_text(text, encoding="utf-8")
    return read_claims(file, SENSORS)


def faults(tmp_path, *claims):
    with pytest.raises(CaseError) as caught:
        read(tmp_path, *claims)
    return [fault.what for fault in caught.value.faults]


@pytest.mark.parametrize(
    "claim",
    [
        "id: A1, measure: total, says: 5 million USD",
        "id: A1, measure: total, says: none, where: {countries: [KR], role: origin}",
        "id: A1, measure: total, says: none, where: {countries: [KR]}",
        "id: A1, measure: present, by: goods, each: [sensors, other goods]",
        "id: A1, measure: last, says: 2023-12-31",
    ],
)
def test_a_sound_claim_is_read(tmp_path, claim):
    assert read(tmp_path, claim).claims[0].id == "A1"


@pytest.mark.parametrize(
    ("claim", "what"),
    [
        ("id: A1, measure: total", "measure 'total' needs 'says'"),
        ("id: A1, measure: total, says: a lot", "'a lot' words no amount"),
        (
            'id: A1, measure: total, says: "15,5 million USD"',
            "'15,5 million USD' words no amount",
        ),
        ("id: A1, measure: last, says: lately", "'lately' is no day"),
        ("id: F1, measure: total, says: none", "its id is one of a figure"),
        (
            "id: A1, measure: total, says: none, where: {countries: [kr], role: origin}",
            "'kr' is no country code",
        ),
        (
            "id: A1, measure: total, says: none, where: {role: origin}",
            "it names a role without countries",
        ),
        (
            (
                "id: A1, measure: total, says: none, "
                "where: {since: 2023-01-01, until: 2022-01-01}"
            ),
            "'where' ends before it begins",
        ),
        (
            'id: A1, measure: total, says: none, where: {makers: [Kia, ""]}',
            "an empty word fits every maker",
        ),
        (
            "id: A1, measure: total, says: none, where: {goods: sensor}",
            "'sensor' is no product group of the case",
        ),
        (
            "id: A1, measure: present, by: origin, each: [Korea]",
            "'Korea' is no country code",
        ),
        (
            "id: A1, measure: last, says: 2023-12-31, where: {goods: sensors}",
            "measure 'last' does not read 'where'",
        ),
        (
            "id: A1, measure: sum, says: none, parts: [{countries: [KR]}]",
            "a part names countries without a role",
        ),
        (
            (
                'id: A1, measure: listing, party: "77", list: SDN, '
                "within: {since: 2024-02-29, until: 2024-02-01}"
            ),
            "'within' ends before it begins",
        ),
        (
            (
                'id: A1, measure: listing, party: "77", list: EU, '
                "within: {since: 2024-02-01, until: 2024-02-29}"
            ),
            "'EU' is no list of the case",
        ),
    ],
)
def test_a_claim_that_would_be_misread_is_a_fault(tmp_path, claim, what):
    assert faults(tmp_path, claim) == [f"claim '{claim[4:6]}': {what}"]


def test_all_faults_of_all_claims_are_told_at_once(tmp_path):
    found = faults(
        tmp_path,
        "id: A1, measure: total, says: a lot",
        "id: A1, measure: outside",
    )

    assert found == [
        "claim 'A1': 'a lot' words no amount",
        "claim 'A1': measure 'outside' needs 'reason'",
        "claim 'A1': its id occurs twice",
    ]


def test_a_fault_of_a_claim_names_its_file_and_line(tmp_path):
    with pytest.raises(CaseError) as caught:
        read(tmp_path, "id: A1, measure: total")

    assert str(caught.value) == (
        "claim 'A1': measure 'total' needs 'says'\n"
        f"  at {Path(tmp_path) / 'claims.yml'}:3\n"
        "  try: add the line 'says: ...'"
    )
