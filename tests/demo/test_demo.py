import hashlib
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from madein.demo import world, write_demo
from madein.errors import RequestError

MILLION = 1_000_000


def load(path):
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def digests(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def check_digit(tax_id):
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    products = (w * int(d) for w, d in zip(weights, tax_id[:9], strict=True))
    return str(sum(products) % 11 % 10)


def both(fact):
    return Decimal(fact["at_least"]), Decimal(fact["at_most"])


def test_the_demo_has_the_same_bytes_whatever_the_hash_seed(folder, tmp_path):
    again = tmp_path / "again"
    code = (
        "import sys, pathlib, madein.demo as d; d.write_demo(pathlib.Path(sys.argv[1]))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77"}

    command = [sys.executable, "-c", code, str(again)]
    subprocess.run(command, env=environment, check=True)  # noqa: S603 - our own code

    assert digests(again) == digests(folder)


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")

    with pytest.raises(RequestError, match="not empty"):
        write_demo(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("headline", "least", "most"),
    [
        ("A1", 34.0, 34.1),
        ("A3", 15.45, 15.50),  # both "almost" and "about" 15.5 hold
        ("A5", 15.90, 16.00),
        ("A6", 4.90, 5.10),
    ],
)
def test_both_bounds_of_a_headline_lie_in_its_interval(truth, headline, least, most):
    at_least, at_most = both(truth["headlines"][headline])

    assert least * MILLION <= at_least <= at_most < most * MILLION


def test_every_product_group_is_certainly_imported(truth):
    goods = truth["headlines"]["A2"]

    assert all(fact["rows"] > 0 for fact in goods.values())


def test_every_origin_of_the_story_certainly_occurs(truth):
    origins = truth["headlines"]["A4"]

    assert all(origins[c]["rows"] > 0 for c in ("KR", "CN", "IN", "TR", "IT", "DE"))


def test_the_last_import_falls_into_december_2023(truth):
    last = truth["headlines"]["A7"]["last_day"]

    assert "2023-12-01" <= last <= "2023-12-31"


def test_another_country_role_gives_clearly_another_figure(truth):
    beside = {fact["basis"]: both(fact) for fact in truth["beside_the_headlines"]}

    assert beside["produced in KR"][1] < Decimal("15.3") * MILLION
    assert beside["dispatch KR since 2022-02-24"][1] < Decimal("3.5") * MILLION
    assert beside["trading KR since 2022-02-24"][1] < Decimal("3.5") * MILLION


def test_what_only_vendor_b_holds_is_small(truth):
    only_b = truth["group_rows_that_only_vendor_b_holds"]

    assert Decimal(only_b["usd"]) < 45_000


def test_the_rows_of_each_file_add_up(truth):
    kinds = ("shipments", "duplicates", "rejects", "quarantined_rows", "blank_rows")

    assert all(
        facts["physical_rows"] == sum(facts[kind] for kind in kinds)
        for facts in truth["files"].values()
    )


def test_invented_russian_firms_have_a_right_check_digit():
    roles = ("member", "importer", "forwarder")
    tax_ids = [firm.tax_id for role in roles for firm in world.firms(role)]

    assert [t[9] for t in tax_ids] == [check_digit(t) for t in tax_ids]
    assert len(set(tax_ids)) == len(tax_ids)


def test_no_maker_is_one_that_a_retelling_names():
    names = [firm.name.casefold() for firm in world.firms("maker")]

    assert not [n for n in names if "kia" in n or "mobis" in n or "hyundai" in n]


def test_the_case_lists_every_file_of_records_and_says_it_is_synthetic(folder):
    case = load(folder / "case.yml")
    sources = sorted(source["file"] for source in case["sources"])

    assert case["synthetic"] is True
    assert "synthetic" in case["title"]
    assert sources == sorted(f"files/{p.name}" for p in (folder / "files").iterdir())


def test_every_claim_has_an_expected_result(folder):
    expected = load(Path(__file__).with_name("expected_claims.yml"))
    claims = load(folder / "claims.yml")["claims"]

    assert [entry["id"] for entry in expected] == [claim["id"] for claim in claims]


def test_a_copy_of_the_list_has_the_form_of_the_treasury(folder):
    copy = (folder / "lists" / "sdn_20220225T015029.csv").read_bytes()
    first, second, end = copy.split(b"\r\n")

    assert first.startswith(b'34755,"SOLLERS-FINANCE LIMITED LIABILITY COMPANY",-0- ,')
    assert second.startswith(b"99999,")
    assert end == b"\x1a"
