from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.errors import CaseError
from madein.goods.own import own_lists
from madein.goods.standing import goods_spans
from madein.question import GoodsList

HEAD = "code,hs_edition,valid_from,valid_to,note\n"


@pytest.fixture
def listed(tmp_path):
    def make(text, *, partial=False):
        (tmp_path / "goods.csv").write_text(HEAD + text, encoding="utf-8")
        asked = GoodsList(
            name="Own",
            regime="KR",
            source="made up",
            file="goods.csv",
            partial=partial,
        )
        (found,) = own_lists([asked], tmp_path)
        return found

    return make


def word(known, hs, edition, day):
    wanted = date.fromisoformat(day)
    (span,) = [
        span
        for span in goods_spans(hs, edition, known)
        if span.since <= wanted < span.until
    ]
    return " ".join(part for part in (span.word, span.reason, span.code) if part)


@pytest.mark.parametrize(
    ("hs", "edition", "day", "expected"),
    [
        ("8708290000", "HS2022", "2022-03-25", "list not in force"),
        ("8708290000", "HS2022", "2022-03-26", "on list in force 870829"),
        ("8708290000", "HS2022", "2023-04-27", "on list in force 870829"),
        ("8708290000", "HS2022", "2023-04-28", "not on list"),
        ("8507600000", "HS2022", "2024-02-23", "not on list"),
        ("8507600000", "HS2022", "2024-02-24", "on list in force 8507"),
        ("8507600000", "HS2022", "9999-12-30", "on list in force 8507"),
        ("8507", "HS2022", "2024-02-24", "on list in force 8507"),
        ("85", "HS2022", "2024-02-24", "possibly on list HS_CUT 8507"),
        # another edition of the nomenclature
        ("8708290000", "HS2017", "2022-03-26", "possibly on list HS_EDITION 870829"),
        ("8708210000", "HS2017", "2022-03-26", "not on list"),
        ("8708", "HS2017", "2022-03-26", "possibly on list HS_CUT 870829"),
        ("8708290000", "HS2007", "2022-03-26", "not determinable HS_EDITION"),
        ("3002190000", "HS2017", "2022-03-26", "not determinable HS_EDITION"),
        ("8708220000", "HS2017", "2022-03-26", "not determinable HS_EDITION"),
        (None, "HS2022", "2022-03-26", "not determinable HS_CUT"),
    ],
)
def test_codes_count_on_their_days(listed, hs, edition, day, expected):
    known = listed(
        "870829,HS2022,2022-03-26,2023-04-28,body parts\n"
        "8703,HS2022,2023-04-28,,cars\n"
        "8507,HS2022,2024-02-24,,batteries\n"
    )

    assert word(known, hs, edition, day) == expected


def test_a_list_without_a_code_on_a_day_is_not_in_force(listed):
    known = listed(
        "8703,HS2022,2022-01-01,2022-02-01,\n8703,HS2022,2022-03-01,2022-04-01,\n"
    )

    days = ["2021-12-31", "2022-01-31", "2022-02-01", "2022-03-01", "2022-04-01"]
    assert [word(known, "870310", "HS2022", day) for day in days] == [
        "list not in force",
        "on list in force 8703",
        "list not in force",
        "on list in force 8703",
        "list not in force",
    ]


def test_of_a_part_of_a_list_none_is_off_it_and_no_day_is_before_it(listed):
    known = listed("8703,HS2022,2022-01-01,2022-02-01,\n", partial=True)

    days = ["2021-12-31", "2022-01-01", "2022-02-01"]
    assert [word(known, "870310", "HS2022", day) for day in days] == [
        "not determinable LIST_NOT_LOADED",
        "on list in force 8703",
        "not determinable LIST_NOT_LOADED",
    ]
    assert word(known, "850760", "HS2022", "2022-01-01") == (
        "not determinable LIST_NOT_LOADED"
    )
    assert word(known, "87", "HS2022", "2022-01-01") == "possibly on list HS_CUT 8703"
    assert [span.says for span in goods_spans("870310", "HS2022", known)][::2] == [
        "the codes of Own are not loaded",
        "the codes of Own of 2022-02-01 are not loaded",
    ]


@pytest.mark.parametrize(
    ("hs", "edition", "expected"),
    [
        ("8708299009", "HS2022", "possibly on list HS_CUT 8708299009"),
        ("8708299001", "HS2022", "possibly on list HS_CUT 8708299009"),
        ("870829", "HS2022", "possibly on list HS_CUT 8708299009"),
        ("8708", "HS2022", "possibly on list HS_CUT 8708299009"),
        ("870829", "HS2017", "possibly on list HS_EDITION 8708299009"),
        ("870822", "HS2022", "not on list"),
    ],
)
def test_national_digits_of_a_list_are_never_more_than_possible(
    listed, hs, edition, expected
):
    known = listed("8708.29.9009,HS2022,2022-01-01,,\n")

    assert word(known, hs, edition, "2022-01-01") == expected


@pytest.mark.parametrize(
    ("code", "listed_in", "hs", "declared_in", "expected"),
    [
        # review knows what the public table between editions leaves out
        ("854151", "HS2022", "854150", "HS2017", "possibly on list HS_EDITION 854151"),
        ("854150", "HS2017", "854151", "HS2022", "possibly on list HS_EDITION 854150"),
        # the older code kept its scope, but for waste: 8549
        ("848210", "HS2022", "848210", "HS2017", "on list in force 848210"),
        ("848210", "HS2017", "848210", "HS2022", "on list in force 848210"),
        ("854921", "HS2022", "848210", "HS2017", "possibly on list HS_EDITION 854921"),
        # one older code for the newer one, and the other way round
        ("870829", "HS2017", "870822", "HS2022", "on list in force 870829"),
        ("870822", "HS2022", "870829", "HS2017", "possibly on list HS_EDITION 870822"),
        ("010121", "HS2012", "010121", "HS2022", "on list in force 010121"),
        ("8482", "HS2022", "8482", "HS2022", "on list in force 8482"),
        ("848210", "HS2022", "8482", "HS2017", "possibly on list HS_CUT 848210"),
    ],
)
def test_between_editions_a_code_is_a_set(
    listed, code, listed_in, hs, declared_in, expected
):
    known = listed(f"{code},{listed_in},2022-01-01,,\n")

    assert word(known, hs, declared_in, "2022-01-01") == expected


def test_a_list_may_mix_editions(listed):
    known = listed("870829,HS2017,2022-01-01,,\n854800,HS2022,2022-01-01,,\n")

    assert word(known, "870829", "HS2017", "2022-01-01") == "on list in force 870829"
    assert word(known, "854800", "HS2022", "2022-01-01") == "on list in force 854800"
    assert word(known, "854890", "HS2017", "2022-01-01") == (
        "possibly on list HS_EDITION 854800"
    )
    assert word(known, "010121", "HS2012", "2022-01-01") == "not on list"


def test_a_source_is_told_with_what_is_on_the_list(listed):
    spans = goods_spans("870310", "HS2022", listed("8703,HS2022,2022-01-01,,\n"))

    assert [(str(span.since), span.version, span.says) for span in spans] == [
        ("0001-01-01", None, "no version of Own is in force"),
        (
            "2022-01-01",
            "Own of 2022-01-01",
            "8703 (HS2022) is on Own of 2022-01-01: source made up",
        ),
    ]


@pytest.mark.parametrize(
    ("code", "hs", "edition", "expected"),
    [
        (
            "870822",
            "870829",
            "HS2017",
            (
                "870829 of HS2017 may be 870822 of Own of 2022-01-01, by the public tables "
                "between editions"
            ),
        ),
        (
            "0101",
            "010121",
            "HS2012",
            (
                "all of 010121 of HS2012 is 0101 of Own of 2022-01-01, by the public tables "
                "between editions: source made up"
            ),
        ),
        (
            "8703",
            "870821",
            "HS2017",
            "the code is not on Own of 2022-01-01, by the public tables between editions",
        ),
        (
            "870822",
            "300219",
            "HS2017",
            "no table says what the code of HS2017 is in HS2022",
        ),
        (
            "8708221000",
            "870822",
            "HS2022",
            (
                "870822 has national digits that are not compared: Own of 2022-01-01 holds "
                "8708221000"
            ),
        ),
    ],
)
def test_the_ground_between_editions_is_told(listed, code, hs, edition, expected):
    known = listed(f"{code},HS2022,2022-01-01,,\n")

    assert goods_spans(hs, edition, known)[-1].says == expected


def test_all_faults_of_a_list_are_told_at_once(tmp_path):
    (tmp_path / "goods.csv").write_text(
        HEAD + "101,HS2022,2022-01-01,,\n"
        "870822,HS2017,2022-01-01,,\n"
        "870829,HS2007,2022-01-01,,\n"
        "870829,HS2022,1.1.2022,x,\n"
        "870829,HS2022,2022-01-01,2022-01-01,\n"
        "\n"
        "870829,HS2022\n"
        "87082²,HS2022,2022-01-01,,\n",
        encoding="utf-8",
    )
    asked = GoodsList(name="Own", regime="KR", file="goods.csv", source="made up")
    gone = GoodsList(name="CHPL", regime="BIS", file="gone.csv", source="made up")

    with pytest.raises(CaseError) as error:
        own_lists([asked, gone], tmp_path)

    digits = "write 2, 4, 6, 8, 10 or 12 digits; a zero in front is part of the code"
    file = tmp_path / "goods.csv"
    assert str(error.value) == "\n".join(
        [
            f"'101' is no commodity code\n  at {file}:2\n  try: {digits}",
            (
                f"'870822' is no code of HS2017\n  at {file}:3\n"
                "  try: look for a lost zero in front, or for another edition"
            ),
            (
                f"no table of the edition 'HS2007' is held\n  at {file}:4\n"
                "  try: write one of HS2012, HS2017, HS2022"
            ),
            (
                f"'1.1.2022' is no day\n  at {file}:5\n"
                "  try: write the first day like 2022-02-24"
            ),
            (
                f"'x' is no day\n  at {file}:5\n"
                "  try: write the day after the last like 2022-02-24, or nothing"
            ),
            (
                f"the code is listed from 2022-01-01 to 2022-01-01\n  at {file}:6\n"
                "  try: let valid_to be later: it is the first day on which it no longer holds"
            ),
            (
                f"the line has 2 cells\n  at {file}:8\n"
                "  try: write the cells code,hs_edition,valid_from,valid_to,note; "
                "quote a cell that holds a comma"
            ),
            f"'87082²' is no commodity code\n  at {file}:9\n  try: {digits}",
            (
                "there are two lists of goods 'CHPL' of regime 'BIS'\n"
                f"  at {tmp_path / 'case.yml'}\n"
                "  try: give the list of the case another name"
            ),
            (
                f"there is no such file\n  at {tmp_path / 'gone.csv'}\n"
                "  try: name a CSV file under `goods_lists` that lies in the case folder"
            ),
        ]
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            b"code;hs_edition;valid_from;valid_to\n",
            (
                "the headings are 'code;hs_edition;valid_from;valid_to'\n"
                "  at {file}:1\n"
                "  try: write code,hs_edition,valid_from,valid_to,note into the first line"
            ),
        ),
        (
            b"",
            (
                "the headings are ''\n  at {file}:1\n"
                "  try: write code,hs_edition,valid_from,valid_to,note into the first line"
            ),
        ),
        (
            HEAD.encode(),
            "the list holds no code\n  at {file}\n  try: write a line for each code",
        ),
        (
            HEAD.encode() + b"\xff",
            "byte 41 is not UTF-8\n  at {file}\n  try: save the file as UTF-8",
        ),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path, content, expected):
    file = tmp_path / "goods.csv"
    file.write_bytes(content)
    asked = GoodsList(name="Own", regime="KR", file="goods.csv", source="made up")

    with pytest.raises(CaseError) as error:
        own_lists([asked], tmp_path)

    assert str(error.value) == expected.format(file=file)


def test_a_list_may_begin_with_a_byte_order_mark_and_lack_notes(tmp_path):
    text = "code, hs_edition, valid_from, valid_to\n8703 10,HS2022,2022-01-01, \n"
    (tmp_path / "goods.csv").write_text(text, encoding="utf-8-sig")
    asked = GoodsList(name="Own", regime="KR", file="goods.csv", source="made up")

    (known,) = own_lists([asked], tmp_path)

    assert word(known, "870310", "HS2022", "2022-01-01") == "on list in force 870310"


DAY = st.integers(0, 400).map(lambda days: date(2022, 1, 1) + timedelta(days=days))


@given(
    st.lists(
        st.tuples(st.sampled_from(["8703", "870829", "8507", "85"]), DAY, DAY).filter(
            lambda row: row[1] < row[2]
        ),
        min_size=1,
        max_size=6,
    ),
    DAY,
)
def test_a_day_finds_exactly_the_lines_that_hold_on_it(tmp_path_factory, rows, day):
    base = tmp_path_factory.getbasetemp()
    text = "".join(
        f"{code},HS2022,{since},{until},\n" for code, since, until in sorted(rows)
    )
    (base / "goods.csv").write_text(HEAD + text, encoding="utf-8")
    asked = GoodsList(name="Own", regime="KR", file="goods.csv", source="made up")
    (known,) = own_lists([asked], base)

    holding = [code for code, since, until in rows if since <= day < until]
    mine = [code for code in holding if "850760".startswith(code)]
    expected = (
        "list not in force"
        if not holding
        else f"on list in force {max(mine, key=len)}"
        if mine
        else "not on list"
    )
    assert word(known, "850760", "HS2022", str(day)) == expected
