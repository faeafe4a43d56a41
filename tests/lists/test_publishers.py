from collections import Counter
from datetime import date
from urllib.parse import urlsplit

import pytest

from madein.errors import CaseError, RequestError
from madein.lists.formats.known import FORMATS
from madein.lists.publishers import catalogue

ROW = """\
lists:
  - {id: a, title: A, publisher: P, regime: XX, formats: [ofac-sdn]}
  - {id: b, title: B, publisher: P, regime: XX, formats: [plain], parts: [one]}
  - {id: c, title: C, publisher: P, regime: XX, formats: [plain], parts: [two]}
"""


@pytest.fixture
def made_up(tmp_path):
    (tmp_path / "lists.yml").write_text(ROW)
    return catalogue(tmp_path / "lists.yml")


def test_ids_and_titles_are_unique():
    lists = catalogue().lists
    names = [one.id for one in lists] + [one.title for one in lists]

    assert len(names) == len(set(names))


def test_every_regime_of_the_house_is_there():
    assert {one.regime for one in catalogue().lists} >= {
        *("US", "EU", "UK", "UN", "BIS", "CH", "UA")
    }


@pytest.mark.parametrize("listed", catalogue().lists, ids=lambda one: one.id)
def test_a_row_is_whole(listed):
    assert listed.formats
    assert set(listed.formats) <= set(FORMATS)
    assert listed.licence
    assert listed.checked >= date(2026, 11, 22)
    assert listed.least_entries > 100 or listed.id == "ua-nsdc-aircraft"
    assert listed.clock.key == listed.zone
    assert all(urlsplit(one).scheme == "https" for one in listed.addresses)


def test_every_format_but_ones_own_belongs_to_a_list():
    named = {form for one in catalogue().lists for form in one.formats}

    assert set(FORMATS) - named == {"plain"}


def test_no_form_may_be_two_lists():
    pairs = Counter(
        (form, part)
        for one in catalogue().lists
        for form in one.formats
        for part in one.parts or ("",)
    )

    assert [pair for pair, times in pairs.items() if times > 1] == []
    assert catalogue().of_copy("us-csl", "").id == "us-csl"  # the first


def test_a_copy_is_placed_by_format_and_part(made_up):
    assert made_up.of_copy("ofac-sdn", "").id == "a"
    assert made_up.of_copy("plain", "two").id == "c"
    assert made_up.of_copy("plain", "three") is None
    assert made_up.of_copy("un-sc", "") is None


def test_a_list_is_found_by_id_and_title(made_up):
    assert made_up.by_id("b") == made_up.by_id("B") == made_up.named("b")
    assert made_up.by_id("d") is None
    with pytest.raises(RequestError) as raised:
        made_up.named("d")
    assert str(raised.value) == (
        "'d' is no list that madein knows by name\n"
        "  at the lists asked for\n"
        "  try: name one of a, b, c"
    )


def test_an_unknown_setting_is_a_fault(tmp_path):
    (tmp_path / "lists.yml").write_text(ROW.replace("title", "titel", 1))
    with pytest.raises(CaseError, match="titel"):
        catalogue(tmp_path / "lists.yml")
