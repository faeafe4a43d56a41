"""Articles held against the rows of the demo: SYNTHETIC, they say nothing of real firms."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from madein.articles.checking import check_article
from madein.articles.drafts import drafts_text
from madein.articles.reading import read_article
from madein.cli.check import command
from madein.findings.claims import read_claims

# The story of the demo in our own words.
ARTICLE = """\
Aurus imported equipment and components worth at least $34 million between 2018 and 2023.
The goods include body parts, sensors and switches.

Of the total, almost $15.5 million was imported from South Korea.

Since the invasion the carmaker has brought in almost $16 million worth of parts, of which
$5 million were produced in South Korea. No records after 2023 were available.
"""
GARBLED = """\
Aurus imported goods worth $16 million since February 2022, including $5 million from South
Korea. Goods worth $5 million have been delivered from South Korea since the invasion.
Imports by Aurus were worth $50 million in 2018-2023. Imports by Aurus were worth $5 million.
"""


def results(case, text):
    article = read_article(text, case.file, dt.date(2024, 6, 28))
    with case.tables() as engine:
        checked = check_article(engine, case.file, article, case.edition())
    return [(r["result"], r["reason"]) for r in checked.statements], checked


def test_the_statements_of_the_article_come_out_as_they_should(demo):
    found, checked = results(demo, ARTICLE)

    assert found == [
        ("supported", None),
        ("supported", None),
        ("not determinable", "BASIS_MISSING"),
        ("supported", None),
        ("supported", None),
        ("supported", None),
    ]
    assert checked.unread == ()
    assert checked.statements[0]["shows"] == "$34.02m to $34.03m in 1,920 rows"


def test_the_statements_of_a_garbled_copy_come_out_as_they_should(demo):
    found, _ = results(demo, GARBLED)

    assert found[:4] == [
        ("supported", None),
        ("not determinable", "BASIS_MISSING"),
        ("not determinable", "COVERAGE_GAP"),  # nobody vouches for 2024
        ("contradicted", None),
    ]


def test_what_rests_on_an_assumption_is_never_contradicted(demo):
    found, checked = results(demo, "Imports by Aurus were worth $5 million.")

    assert found == [("not determinable", "BASIS_MISSING")]
    assert checked.statements[0]["shows"].endswith(
        "; the text does not say what was assumed, so this does not contradict it"
    )


def test_drafts_can_be_read_as_claims(demo, tmp_path):
    text = (
        ARTICLE + "\nAurus bought sensors of German makers worth $2 million in 2022.\n"
    )
    article = read_article(text, demo.file)
    file = tmp_path / "claims.yml"

    file.write_text(drafts_text(article, "An article"), encoding="utf-8")

    complete = [d.claim for d in article.drafted if not d.missing]
    assert list(read_claims(file, demo.file).claims) == complete
    assert "is incomplete: which makers 'DE makers' are" in file.read_text("utf-8")


def run(*words, text=None):
    return CliRunner().invoke(
        command, [str(w) for w in words], input=text, standalone_mode=False
    )


def test_the_command_prints_sentences_readings_and_results(demo):
    done = run(demo.folder, "-", "--quiet", text=GARBLED + "Kamaz imported 3 parts.")

    assert done.return_value == 3
    assert (
        'line 3: "Imports by Aurus were worth $50 million in 2018-2023."' in done.output
    )
    assert "CONTRADICTED" in done.output
    assert "Could not be read, check by hand:" in done.output


def test_the_command_gives_the_same_as_data(demo):
    done = run(demo.folder, "-", "--json", "--quiet", text=ARTICLE)

    data = json.loads(done.stdout)["data"]
    assert [row["result"] for row in data["statements"]].count("supported") == 5


@pytest.mark.parametrize(
    ("name", "what"),
    [("absent.txt", "cannot be read"), ("claims.yml", "is no plain text")],
)
def test_what_is_no_article_is_refused(demo, tmp_path, name, what):
    done = run(demo.folder, tmp_path / name)

    assert what in str(done.exception)
