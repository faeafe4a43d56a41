import hashlib
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from madein.engine import Engine
from madein.provenance import digest, file_sha256, rows_digest, source_id

ROW_IDS = st.lists(
    st.tuples(st.from_regex("[0-9a-f]{12}", fullmatch=True), st.integers(1, 10**7)),
    unique=True,
    max_size=30,
)


def test_the_digest_of_a_file_is_that_of_its_bytes(tmp_path):
    raw = b"a;b\r\n" * 1_000_000
    (tmp_path / "a.csv").write_bytes(raw)

    assert file_sha256(tmp_path / "a.csv") == hashlib.sha256(raw).hexdigest()


def test_two_sheets_of_a_file_have_two_ids():
    ids = {source_id("9f2c4e51aa00bb", sheet) for sheet in ("", "a", "b")}

    assert len(ids) == 3
    assert all(one.startswith("9f2c4e51aa00") for one in ids)


def test_a_digest_does_not_depend_on_the_order_of_keys():
    assert digest({"a": 1, "b": "ж"}) == digest({"b": "ж", "a": 1})


def test_other_values_have_other_digests():
    values = [None, 0, "0", Decimal("0.0"), "", [], {}, [0], date(2021, 1, 1), "ж", "Ж"]

    assert len({digest(value) for value in values}) == len(values)


@settings(max_examples=30, deadline=None)
@given(ROW_IDS, st.randoms(use_true_random=False))
def test_a_digest_of_rows_is_that_of_the_engine_in_any_order(row_ids, random):
    names = [f"{source}:{row}" for source, row in row_ids]
    with Engine() as engine:
        joined = engine.value(
            "select coalesce(bit_xor(md5_number_lower(name)), 0) "
            "from (select unnest($names::varchar[]) as name)",
            {"names": names},
        )
    printed = joined.to_bytes(8, "little").hex()[:12]  # as the table `figure` has it
    shuffled = random.sample(row_ids, len(row_ids))

    assert rows_digest(row_ids) == rows_digest(shuffled) == printed


@given(ROW_IDS.filter(bool))
def test_a_row_less_is_another_digest(row_ids):
    assert rows_digest(row_ids) != rows_digest(row_ids[1:])
