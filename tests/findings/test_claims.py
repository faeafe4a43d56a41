from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import case
from madein.errors import CaseError
from madein.findings.claims import Claim, problems, read_claims
from madein.findings.claims.faults import NEEDS
from madein.findings.claims.model import UNITS
from madein.findings.claims.saying import claimed
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
        "id: A1, measure: last, within: {since: 2023-12-01, until: 2023-12-31}",
        "id: A1, measure: last, says: 2023-12-31, where: {goods: sensors}",
        "id: A1, measure: first, within: {since: 2023-12-01, until: 2023-12-31}",
        "id: A1, measure: continued, says: 2023-12-31",
        "id: A1, measure: continued, says: 2023-12",
        "id: A1, measure: continued, says: 2023",
        "id: A1, measure: count, says: 86400",
        "id: A1, measure: count, says: '2,358', unit: declarations",
        "id: A1, measure: count, says: none, where: {hs: ['8542'], at_least_usd: 100000}",
        "id: A1, measure: share, says: 75 %, where: {goods: sensors}, of: {}",
        "id: A1, measure: ratio, says: tenfold, to: {until: 2021-12-31}",
        "id: A1, measure: part, says: 5 million USD, where: {goods: sensors}, of: {}",
        "id: A1, measure: total, says: 40 tonnes, unit: kg",
        "id: A1, measure: total, says: about 5 million USD, allows: [4000000, 6000000]",
        "id: A1, measure: total, says: about 5 million USD, allows: [4000000, null]",
        "id: A1, measure: ranking, by: origin, order: [CN, KR]",
        "id: A1, measure: ranking, by: goods, order: [sensors], top: true, unit: rows",
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
            (
                "id: A1, measure: listing, says: it was, party: '77', list: SDN, "
                "within: {since: 2024-02-01, until: 2024-02-29}"
            ),
            "measure 'listing' does not read 'says'",
        ),
        (
            (
                "id: A1, measure: share, says: 75 %, "
                "where: {since: 2022-01-01}, of: {until: 2021-12-31}"
            ),
            "'where' and 'of' have no day in common",
        ),
        (
            (
                "id: A1, measure: part, says: none, where: {until: 2021-12-31}, "
                "of: {since: 2022-01-01, until: 2022-12-31}"
            ),
            "'where' and 'of' have no day in common",
        ),
        ("id: A1, measure: last", "measure 'last' needs either 'says' or 'within'"),
        (
            (
                "id: A1, measure: last, says: 2023-12-31, "
                "within: {since: 2024-02-01, until: 2024-02-29}"
            ),
            "measure 'last' needs either 'says' or 'within'",
        ),
        ("id: A1, measure: continued, says: soon", "'soon' is no day or month"),
        (
            "id: A1, measure: count, says: 5 million USD",
            "'5 million USD' words no count",
        ),
        ("id: A1, measure: count, says: '5', unit: kg", "measure 'count' counts no kg"),
        ("id: A1, measure: total, says: 5 kg", "'5 kg' words no amount"),
        ("id: A1, measure: total, says: 75 %", "'75 %' words no amount"),
        ("id: A1, measure: total, says: 5 USD, unit: kg", "'5 USD' words no amount"),
        (
            "id: A1, measure: total, says: 5 USD, unit: rows",
            "measure 'total' counts no rows",
        ),
        (
            "id: A1, measure: share, says: 75, where: {goods: sensors}, of: {}",
            "'75' words no share",
        ),
        ("id: A1, measure: share, says: 75 %, of: {}", "measure 'share' needs 'where'"),
        (
            "id: A1, measure: share, says: 75 %, where: {goods: sensors}",
            "measure 'share' needs 'of'",
        ),
        (
            "id: A1, measure: ratio, says: 75 %, to: {hs: ['85']}",
            "'75 %' words no multiple",
        ),
        ("id: A1, measure: ratio, says: doubled", "measure 'ratio' needs 'to'"),
        (
            "id: A1, measure: total, says: 5 USD, allows: [null, null]",
            "'allows' has no end",
        ),
        (
            "id: A1, measure: total, says: 5 USD, allows: [2, 1]",
            "'allows' ends before it begins",
        ),
        (
            "id: A1, measure: ranking, by: origin, order: [CN]",
            "one value alone has no rank",
        ),
        (
            "id: A1, measure: ranking, by: origin, order: [CN, CN]",
            "a value stands twice in 'order'",
        ),
        (
            "id: A1, measure: ranking, by: origin, order: [CN, Korea]",
            "'Korea' is no country code",
        ),
        (
            "id: A1, measure: total, says: none, where: {hs: ['85.42']}",
            "'85.42' is no beginning of a commodity code",
        ),
        (
            "id: A1, measure: total, says: none, where: {at_least_usd: 0}",
            "'at_least_usd' leaves nothing out",
        ),
        (
            (
                "id: A1, measure: share, says: 75 %, where: {goods: sensors}, "
                "of: {since: 2023-01-01, until: 2022-01-01}"
            ),
            "'of' ends before it begins",
        ),
        (
            "id: A1, measure: total, says: none, retells: B7",
            "it retells 'B7', which is no claim of the file",
        ),
        ("id: A1, measure: total, says: none, retells: A1", "it retells itself"),
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


def test_a_claim_may_not_take_the_id_of_another_ones_figure(tmp_path):
    share = "measure: share, says: 75 %, where: {goods: sensors}, of: {}"
    found = faults(
        tmp_path,
        f"id: A1, {share}",
        "id: A1a, measure: total, says: none",
        "id: A1.of, measure: total, says: none",
        "id: B1, measure: total, says: none",
        "id: B1a, measure: total, says: none",
    )

    assert found == [
        "claim 'A1a': its id is one of the figures of claim 'A1'",
        "claim 'A1.of': its id is one of the figures of claim 'A1'",
    ]


def test_what_would_mend_a_claim_is_told_in_full(tmp_path):
    with pytest.raises(CaseError) as caught:
        read(
            tmp_path,
            "id: A1, measure: count, says: many, unit: kg, retells: A2",
            "id: B1, measure: share, says: most, of: {}",
        )

    file = Path(tmp_path) / "claims.yml"
    assert (
        str(caught.value)
        == f"""claim 'A1': 'many' words no count
  at {file}:3
  try: write it like '2,358' or 'at least 89'
claim 'A1': measure 'count' counts no kg
  at {file}:3
  try: use one of: rows, declarations
claim 'A1': it retells 'A2', which is no claim of the file
  at {file}:3
  try: use one of: B1
claim 'B1': measure 'share' needs 'where'
  at {file}:4
  try: add the line 'where: ...'
claim 'B1': 'most' words no share
  at {file}:4
  try: write it like 'about 75 %'"""
    )


@given(
    text=st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]),
        max_size=30,
    ),
    measure=st.sampled_from(sorted(NEEDS)),
)
def test_no_wording_passes_for_an_amount_that_cannot_be_held_against_one(text, measure):
    claim = Claim(id="A1", text="t", measure=measure, says=text)

    is_fault = any("words no" in what for what, _ in problems(claim, SENSORS))

    assert is_fault is (
        measure in UNITS and measure != "ranking" and claimed(claim) is None
    )
