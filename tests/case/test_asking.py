"""Questions of one's own: narrowed, divided, and opened to the same rows."""

from datetime import date
from decimal import Decimal

import pytest

from madein.errors import RequestError


def test_the_whole_is_the_first_figure(demo):
    whole, published = demo.imports().total(), demo.figure("F1")
    assert (whole.bounds.at_least, whole.bounds.at_most) == (
        published["at_least"],
        published["at_most"],
    )
    assert str(whole) == "$34.02m to $34.03m in 1,920 rows"


def test_conditions_narrow_as_the_published_figures_do(demo):
    korean = demo.imports().where(origin="KR")
    assert korean.total().bounds.at_least == demo.figure("F3")["at_least"]
    later = korean.since("2022-02-24").total()
    assert later.bounds.at_least == demo.figure("F7")["at_least"]
    assert later.figure["label"] == "Imports of Aurus, produced in South Korea"


def test_parts_of_certain_rows_add_up_to_the_whole(demo):
    found = demo.imports().until(date(2021, 12, 31)).by("origin", "year")
    certain = sum(part.bounds.at_least for part in found.parts)
    assert certain == found.bounds.at_least
    assert {part.figure["period"] for part in found.parts} <= {
        *("2018", "2019", "2020", "2021", "unknown")
    }


def test_two_country_roles_hold_together(demo):
    through = demo.imports().where(origin="KR").where(dispatch="CN")
    rows = through.total().rows()
    assert {(row["origin"], row["dispatch"]) for row in rows if row["certain"]} == {
        ("KR", "CN")
    }
    assert through.total().figure["label"] == (
        "Imports of Aurus, produced in South Korea, dispatched from China"
    )


def test_rows_are_opened_and_add_up(demo):
    found = demo.imports().where(goods="sensors", at_least_usd="10000").total()
    certain = [row for row in found.rows() if row["certain"]]
    assert sum(row["usd"] for row in certain) == found.bounds.at_least
    assert min(row["usd"] for row in certain) >= Decimal(10000)
    assert {row["goods"] for row in certain} == {"sensors"}


def test_rows_and_declarations_are_counted(demo):
    rows = demo.imports().counted_in("rows").total()
    assert rows.bounds.at_least == rows.figure["rows"] == 1920
    many = demo.imports().counted_in("declarations").total()
    numbers = {r["declaration"] for r in many.rows() if r["certain"]} - {None}
    assert many.bounds.at_least == len(numbers)


def test_days_that_no_file_holds_are_no_zero(demo):
    later = demo.imports().until("2024-03-31").since("2024-02-01").total()
    assert (later.figure["reason"], later.bounds.at_least) == ("COVERAGE_GAP", 0)
    vouched = demo.imports().since("2018-01-01").until("2018-01-01").total()
    assert vouched.figure["reason"] is None


def test_the_same_question_has_the_same_id(demo):
    one, other = (demo.imports().where(hs="8708") for _ in range(2))
    assert one.total().id == other.total().id
    assert one.total().id != demo.imports().where(hs="8707").total().id


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (
            lambda imports: imports.where(origin="South Korea"),
            (
                "'South Korea' is no country code\n  at the question\n"
                "  try: write two capital letters, like KR"
            ),
        ),
        (
            lambda imports: imports.where(colour="red"),
            (
                "there is no condition 'colour'\n  at the question\n  try: use origin, "
                "dispatch, trading, sender_country, goods, hs, makers or at_least_usd"
            ),
        ),
        (
            lambda imports: imports.since("24 Feb"),
            "'24 Feb' is no day\n  at the question\n  try: write it like 2022-02-24",
        ),
        (
            lambda imports: imports.by("origin", "goods", "year"),
            (
                "3 dimensions at once are more than a table can show\n  at the question\n"
                "  try: divide by 2 at most, and narrow by the others"
            ),
        ),
        (
            lambda imports: imports.where(origin="KR").where(origin="CN"),
            (
                "'origin' is asked for twice\n  at the question\n"
                "  try: name all countries at once, like origin=KR,CN"
            ),
        ),
        (
            lambda imports: imports.until("2019-01-01").since("2020-01-01"),
            (
                "the days end on 2019-01-01, before they begin on 2020-01-01\n"
                "  at the question\n"
                "  try: exchange the two days, or look at `period` in case.yml"
            ),
        ),
        (
            lambda imports: imports.where(at_least_usd="abc"),
            "'abc' is no amount\n  at the question\n  try: write digits, like 100000",
        ),
        (
            lambda imports: imports.counted_in("tonnes"),
            (
                "imports are not counted in 'tonnes'\n  at the question\n"
                "  try: use US dollars, kg, rows, declarations"
            ),
        ),
        (
            lambda imports: imports.counted_in("declarations").by("year"),
            (
                "declarations cannot be divided: one may hold items of several cells\n"
                "  at the question\n  try: count rows, or narrow with `where`"
            ),
        ),
    ],
)
def test_a_question_that_cannot_be_put_says_how_it_could(demo, ask, words):
    with pytest.raises(RequestError) as refused:
        ask(demo.imports())
    assert str(refused.value) == words
