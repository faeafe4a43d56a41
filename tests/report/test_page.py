import base64
import hashlib
import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from madein.engine import Engine
from madein.report import write_report
from report import making

BARRED = r"violation|breach|illegal|evasion|smuggling|guilty|proves"
HOSTILE = '"><script>alert(1)</script>'


class Links(HTMLParser):
    """Ids, links and loads of a page."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.loads, self.tags = [], [], [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name in {"href", "xlink:href"}:
                self.links.append(value)
            if name in {"src", "srcset", "data", "action", "poster", "style"}:
                self.loads.append((name, value))


def parsed(page):
    links = Links()
    links.feed(page)
    return links


def made(tmp_path, rows, case):
    with Engine() as engine:
        making.build(engine, rows)
        file = write_report(engine, case, tmp_path, edition="e1")
    return file.read_text(encoding="utf-8")


def test_every_link_of_the_page_leads_to_an_anchor_or_a_file_beside_it(page, folder):
    found = parsed(page)
    missing = [
        link
        for link in found.links
        if (
            link[1:] not in found.ids
            if link[0] == "#"
            else not (folder / link).exists()
        )
    ]

    assert missing == []


def test_no_two_places_of_the_page_share_an_anchor(page):
    ids = parsed(page).ids

    assert len(ids) == len(set(ids))


def test_every_figure_has_an_anchor(page, built):
    ids = set(parsed(page).ids)

    assert {row["id"] for row in built.rows("select id from figure")} <= ids


def test_the_page_loads_nothing_and_runs_nothing(page):
    found = parsed(page)

    assert found.loads == []
    assert "script" not in found.tags
    assert not re.search(r"(?:href|src)=\"\w+:", page)
    assert "vega.github.io" not in page
    assert set(re.findall(r"url\((\w+:)", page)) == {"data:"}


def test_the_policy_of_the_page_allows_its_style_sheet_and_nothing_else(page):
    styles = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:"

    assert f'content="{policy}"' in page


def test_the_page_stays_below_a_megabyte_and_a_half(folder):
    assert (folder / "report.html").stat().st_size < 1_500_000


def test_made_up_records_are_named_so_at_the_top_in_the_title_and_in_print(page):
    assert "<title>Synthetic data: Imports of the Aurus group</title>" in page
    assert (
        '<p class="note" role="note">Synthetic data: the records are made up.' in page
    )
    assert '<p class="kicker">Synthetic data. ' in page
    assert 'content: "Synthetic\\20 data' in page


def test_real_records_carry_no_such_label(countries, tmp_path):
    rows = making.shipments(most=2)
    page = made(tmp_path, rows, replace(making.case(), synthetic=False))

    assert "Synthetic data" not in page


def test_no_barred_word_is_used(page):
    text = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)

    assert not re.search(BARRED, text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("usd", "title"),
    [("34099999.71", "at least $34.0m"), ("752135.99", "at least $752,135")],
)
def test_the_headline_rounds_down(countries, tmp_path, usd, title):
    row = making.shipments(most=1)[0] | {"usd": Decimal(usd)}
    page = made(tmp_path, [row], making.case())

    assert f"<h1>Aurus imported {title} of goods</h1>" in page


def test_nothing_from_a_record_or_a_case_becomes_markup(countries, tmp_path):
    rows = [
        row
        | {
            "description": HOSTILE,
            "sender_name": f"{HOSTILE} {row['sender_name']}",
            "goods": HOSTILE,
        }
        for row in making.shipments(most=2)
    ]
    case = making.case()
    event = replace(case.events[0], label=f"A {HOSTILE}")
    page = made(tmp_path, rows, replace(case, title=HOSTILE, events=(event,)))

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert parsed(page).tags == parsed(made(tmp_path, rows, making.case())).tags


def test_a_case_without_any_row_still_makes_a_page(countries, tmp_path):
    page = made(tmp_path, [], making.case())

    assert "<h1>Aurus imported at least $0 of goods</h1>" in page


def test_the_same_tables_give_the_same_bytes(built, countries, folder, tmp_path):
    again = write_report(built, making.case(), tmp_path, edition="8c1f00aa55ee")

    assert again.read_bytes() == (folder / "report.html").read_bytes()


def test_print_and_dark_set_every_colour_again(page):
    blocks = re.findall(r":root \{([^}]*--paper:[^}]*)\}", page)
    names = [set(re.findall(r"--(\w+):", block)) for block in blocks]

    assert len(names) == 3
    assert names[0] == names[1] == names[2]
    assert {"event", "focus", "c1", "c0", "link"} <= names[0]


def test_every_colour_named_on_the_page_is_set(page):
    used = set(re.findall(r"var\(--(\w+)\)", page))
    given = set(re.findall(r"--(\w+):", page))

    assert used <= given


def test_every_claim_shows_its_word_and_its_figures(page):
    claims = re.search(r'<ol class="claims">.*?</ol>', page, re.DOTALL)[0]
    words = re.findall(r'<p class="word">([^<]*)', claims)

    assert words == ["supported", "contradicted", "not determinable"]
    assert '<a class="tag" href="#F1">' in claims
    assert "(PART_TO_PRODUCT)" in claims


def test_months_without_records_are_named(page):
    assert "No records held after Dec 2023" in page
    assert "No records held from Aug 2019 to Sep 2019" in page


def test_rows_that_could_not_be_used_are_shown_with_their_reasons(page):
    assert "a quote is never closed: 1 row" in page
    assert "imports_2021_2023.csv:411" in page
    assert "ИТОГО;;;;12 345,00" in page


def test_a_basis_that_most_figures_share_is_said_once(page):
    findings = re.search(r'<h2 id="findings">.*?</table>', page, re.DOTALL)[0]

    assert findings.count("importer named as consignee") == 1
    assert findings.count("<small>country of dispatch</small>") == 2


def test_a_figure_that_a_claim_asks_for_stands_apart(countries, tmp_path):
    with Engine() as engine:
        making.build(engine, making.shipments(most=2))
        engine.run("update figure set id = 'A1' where id = 'F2'")
        file = write_report(engine, making.case(), tmp_path, edition="e1")
    page = file.read_text(encoding="utf-8")

    assert "<summary>1 figure that claims ask for</summary>" in page
    assert '<section class="evidence" id="A1"' in page
