import pytest

from madein.engine import Engine
from madein.goods.groups import group_of
from madein.question import ProductGroup

GROUPS = (
    ProductGroup(name="airbags", hs=("870895",), words=("airbag", "подушка")),
    ProductGroup(name="throttles", words=("throttle",)),
    ProductGroup(name="body parts", hs=("8707", "8708")),
)


@pytest.fixture(scope="module")
def engine():
    with Engine() as opened:
        yield opened


def group(engine, hs, description, groups=GROUPS):
    sql, params = group_of(groups)
    row = "(select $hs::varchar as hs, $text::varchar as description)"
    given = {"hs": hs, "text": description}
    return engine.value(f"select {sql} from {row}", params | given)


@pytest.mark.parametrize(
    ("hs", "description", "expected"),
    [
        ("8708950009", "AIRBAG, front", "airbags"),
        ("8708950009", "Подушка безопасности", "airbags"),
        ("8708950009", "cover", "body parts"),
        ("8708", "cover", "body parts"),
        ("9999999999", "THROTTLE body", "throttles"),
        ("9031", "gauge", "other goods"),
        # cut codes: the row may belong or not
        ("87", "cover", None),
        ("8708", "airbag", None),
        (None, "cover", None),
        # a description that is not given
        ("8708950009", None, None),
        ("9031", None, None),
    ],
)
def test_a_row_belongs_to_the_first_group_that_fits(engine, hs, description, expected):
    assert group(engine, hs, description) == expected


def test_without_groups_all_goods_are_other_goods(engine):
    assert group(engine, None, None, groups=()) == "other goods"
