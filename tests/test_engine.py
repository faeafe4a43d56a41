from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.engine import Engine, identifier, literal, written_out
from madein.errors import ContractError, EngineError, StoreError
from madein.tables import Column, Table

TWO = Table(
    name="two",
    one_row="one row",
    columns=(
        Column(name="name", type="VARCHAR", means="its name"),
        Column(name="usd", type="DECIMAL(18,4)", means="its value"),
    ),
    key=("name",),
)
ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20
) | st.sampled_from(["'", "''", "';drop table t;--", "\\'", "$name", "$$", "/*", "\n"])


@pytest.fixture
def engine():
    with Engine() as engine:
        yield engine


def test_a_query_that_fails_leaves_the_file_as_it_was(engine, tmp_path):
    file = tmp_path / "a.parquet"
    engine.write("select 1 as n", file)
    before = file.read_bytes()
    with pytest.raises(EngineError, match="the engine refused a query: "):
        # Rows are written before the one that fails.
        engine.write(
            "select case when range = 900000 then error('late') else range end as n "
            "from range(1000000)",
            file,
        )

    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_a_first_write_that_fails_leaves_nothing(engine, tmp_path):
    with pytest.raises(EngineError):
        engine.write("select * from nowhere", tmp_path / "a.parquet")

    assert list(tmp_path.iterdir()) == []


def test_a_write_gives_the_number_of_rows_and_replaces_the_file(engine, tmp_path):
    file = tmp_path / "it's.parquet"
    counts = [engine.write(f"from range({n})", file) for n in (3, 2)]
    engine.view("numbers", [file])

    assert counts == [3, 2]
    assert engine.value("select count(*) from numbers") == 2


def test_a_refused_query_says_which(engine):
    with pytest.raises(EngineError) as stop:
        engine.rows("select x")

    assert str(stop.value) == (
        'the engine refused a query: Binder Error: Referenced column "x" was not found '
        "because the FROM clause is missing\n"
        "  at select x\n"
        "  try: report it with the command you ran; nothing was changed"
    )


@pytest.mark.parametrize(
    ("columns", "wrong"),
    [
        ("'a' as name, 1 as usd", "[('usd', 'DECIMAL(18,4)'), ('usd', 'INTEGER')]"),
        ("'a' as name", "[('usd', 'DECIMAL(18,4)')]"),
        ("'a' as name, 1::decimal(18,4) as usd, 1 as more", "[('more', 'INTEGER')]"),
        (
            "1::decimal(18,4) as usd, 'a' as name",
            "[('usd', 'DECIMAL(18,4)'), ('name', 'VARCHAR')]",
        ),
    ],
    ids=["wrong type", "missing column", "another column", "other order"],
)
def test_a_table_that_breaks_its_contract_is_named(engine, columns, wrong):
    engine.run(f"create table two as select {columns}")
    with pytest.raises(ContractError) as stop:
        engine.check(TWO)

    assert str(stop.value) == (
        f"columns differ from the contract: {wrong}\n"
        "  at table 'two'\n"
        "  try: mend the step that makes the table, or its contract in tables/"
    )


@pytest.mark.parametrize("name", ["a", None])
def test_two_rows_with_one_key_are_named(engine, name):
    with pytest.raises(ContractError) as stop:
        engine.fill(TWO, [{"name": name, "usd": 1}, {"name": "b"}, {"name": name}])

    assert str(stop.value) == (
        f"two rows share the key {{'name': {name!r}}}\n"
        "  at table 'two'\n"
        "  try: mend the step that makes the table"
    )


def test_a_filled_table_holds_its_rows_and_unknowns(engine):
    rows = [
        {"name": "a", "usd": Decimal("0.0001")},
        {"name": "b"},
        {"name": "c", "usd": Decimal(99999999999999)},
    ]
    engine.fill(TWO, rows)

    assert engine.rows("from two") == [rows[0], {"name": "b", "usd": None}, rows[2]]


def test_a_table_may_be_filled_where_a_view_was(engine, tmp_path):
    file = tmp_path / "two.parquet"
    engine.write("select 'a' as name, 1::decimal(18,4) as usd", file)
    engine.view(TWO, [file])
    engine.fill(TWO, [])

    assert engine.rows("from two") == []


def test_a_view_of_no_files_is_a_table_without_rows(engine):
    engine.view(TWO, [])

    assert engine.rows("from two") == []


def test_a_view_is_held_against_its_contract(engine, tmp_path):
    file = tmp_path / "two.parquet"
    engine.write("select 'a' as name, 1 as usd", file)

    with pytest.raises(ContractError, match="columns differ from the contract"):
        engine.view(TWO, [file])


def test_a_file_of_the_store_that_is_damaged_is_named(engine, tmp_path):
    file = tmp_path / "two.parquet"
    file.write_bytes(b"PAR1 and no more")
    with pytest.raises(StoreError) as stop:
        engine.view(TWO, [file])

    (fault,) = stop.value.faults
    assert fault.what.startswith("table 'two' cannot be opened")
    assert fault.where == str(file)
    assert fault.fix == "delete the folder .madein and build the case again"


@settings(max_examples=40, deadline=None)
@given(st.lists(ANY_TEXT, min_size=1, max_size=40))
def test_a_text_written_into_sql_comes_back(texts):
    with Engine() as engine:
        sql = "select " + ", ".join(
            f"{literal(text)} as c{n}" for n, text in enumerate(texts)
        )
        (row,) = engine.rows(sql)

    assert list(row.values()) == texts


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.from_regex(r"[a-z]\w{0,3}", fullmatch=True), ANY_TEXT, min_size=1
    )
)
def test_a_query_written_out_finds_what_its_parameters_find(params):
    sql = "select " + ", ".join(
        f"${name}::varchar as {identifier(name)}" for name in params
    )
    with Engine() as engine:
        found = engine.rows(written_out(sql, params))

        assert found == engine.rows(sql, params) == [params]


@settings(max_examples=30, deadline=None)
@given(st.lists(ANY_TEXT.filter(bool), min_size=1, max_size=9, unique_by=str.casefold))
def test_a_name_written_into_sql_is_that_name(names):
    with Engine() as engine:
        sql = "select " + ", ".join(f"1 as {identifier(name)}" for name in names)
        (row,) = engine.rows(sql)

    assert list(row) == names


def test_values_of_every_kind_come_back(engine):
    values = [None, True, 7, Decimal("0.10"), date(2022, 2, 24), ["a", "'"]]
    found = [engine.value(f"select {literal(value)}") for value in values]

    assert found == values
