"""One firm in four scripts, in two vendors' files: resolved, decided on, read again."""

import csv
import json
import shutil
from decimal import Decimal
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from madein.case.opened import open_case
from madein.case.reading import add_entry
from madein.cli import group
from madein.question import SourceFile

INN, SISTER = "7743237789", "7711000924"
CASE = f"""\
title: A story of parties
subject:
  name: Aurus
  members:
    - {{name: Aurus LLC, tax_id: "{INN}"}}
period: {{since: 2022-01-01, until: 2022-12-31}}
focus: [KR]
"""
MOBIS, HUAXIN = "HYUNDAI MOBIS CO LTD", "SHENZHEN HUAXIN ELECTRONICS CO LTD"
# Tax id, importer, sender, its country, dollars.
FIRST = (
    (INN, "ООО АУРУС", MOBIS, "SOUTH KOREA", 1000),
    (INN, "AURUS LLC", "현대모비스(주)", "SOUTH KOREA", 2000),
    ("", f"ООО «АУРУС» ИНН {INN}", "深圳市华鑫电子有限公司", "CHINA", 300),
    ("", "АУРУС ООО", HUAXIN, "CHINA", 40),
    (SISTER, "ООО АУРУС СЕРВИС", MOBIS, "SOUTH KOREA", 5000),
    ("", "ООО ЛОГИСТИКА ПЛЮС ПО ПОРУЧЕНИЮ ООО АУРУС", MOBIS, "SOUTH KOREA", 70_000),
    ("", "AURUM LLC", MOBIS, "SOUTH KOREA", 800_000),
    ("", "AURUS MOTORS LLC", MOBIS, "SOUTH KOREA", 6_000_000),
)
SECOND = (
    (INN, "AURUS LIMITED LIABILITY COMPANY", "Hyundai Mobis Co., Ltd.", "KR", 11),
    ("", "AURUS OOO", MOBIS, "KR", 13),
    ("", "AURUM OOO", MOBIS, "KR", 17),
    ("", "AURUS MOTORS OOO", MOBIS, "KR", 19),
)
OURS = Decimal(1000 + 2000 + 300 + 40 + 70_000)
HEADINGS = {
    "demo-english": (
        "Declaration No,Item No,Registration Date,Importer TIN,Importer,Exporter,"
        "Exporter Country,Country of Origin,HS Code,Goods Description,"
        "Statistical Value USD"
    ),
    "ru-dt": "ND,G32,G072,G081,G082,G022,G0231,G34,G33,G31_1,G46",
}


def write(file, layout, rows):
    day = "05/05/2022" if layout == "demo-english" else "05.05.2022"
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(HEADINGS[layout].split(","))
        for number, (tax_id, name, sender, country, usd) in enumerate(rows, 1):
            declaration = f"{file.stem}/{usd}"
            cells = [declaration, number, day, tax_id, name, sender, country]
            writer.writerow([*cells, "KR", "8708290000", "Bumper", usd])


def run(*args):
    """What a command prints on stdout and on stderr."""
    done = CliRunner().invoke(group, [str(arg) for arg in args])
    assert done.exception is None, done.exception
    return SimpleNamespace(out=done.stdout, err=done.stderr)


def data(*args):
    return json.loads(run(*args, "--json").out)["data"]


def build(folder):
    """A build, as the story needs it: bounds, party of each spelling, variants."""
    run("build", folder)
    case = open_case(folder)
    figure = case.figure("F1")
    with case.tables() as engine:
        party_of = {
            (row["name"], row["tax_id"]): row["party_id"]
            for row in engine.rows("from party_name")
        }
        changes = engine.rows("from party_change")
    return SimpleNamespace(
        at_least=figure["at_least"],
        at_most=figure["at_most"],
        party_of=party_of,
        names=case.names("F1"),
        changes=changes,
    )


def new_case(folder, *vendors):
    """A case of some vendors' files, the first of them first."""
    (folder / "files").mkdir(parents=True)
    (folder / "case.yml").write_text(CASE, encoding="utf-8")
    for name, layout, rows in vendors:
        add(folder, name, layout, rows)
    return folder


def add(folder, name, layout, rows):
    write(folder / "files" / name, layout, rows)
    entry = SourceFile(
        file=f"files/{name}",
        layout=layout,
        encoding="utf-8",
        delimiter=",",
        header_line=1,
    )
    add_entry(folder, entry)


VENDOR_A = ("a.csv", "demo-english", FIRST)
VENDOR_B = ("b.csv", "ru-dt", SECOND)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """The case before and after decisions, with a second file, and made anew."""
    folder = new_case(tmp_path_factory.mktemp("story") / "case", VENDOR_A)
    told = SimpleNamespace(folder=folder, first=build(folder))
    told.asked = data("parties", folder, "review")
    told.merged = run("parties", folder, "merge", "AURUS MOTORS LLC", INN, "--by", "ed")
    told.decided = build(folder)
    told.status = run("status", folder).err.splitlines()
    told.changed = data("parties", folder, "changes")
    run("parties", folder, "different", "AURUM LLC", INN, "--by", "ed")
    add(folder, *VENDOR_B)
    told.second = build(folder)

    other = new_case(
        folder.parent / "other",
        VENDOR_B,
        ("a.csv", "demo-english", FIRST[::-1]),
    )
    shutil.copy(folder / "decisions.jsonl", other / "decisions.jsonl")
    told.other, told.again = other, build(other)
    return told


def test_all_spellings_of_a_firm_are_one_party_and_its_sister_is_another(story):
    party_of = story.first.party_of
    spellings = [(name, tax_id) for tax_id, name, *_ in FIRST]

    ours = {party_of[one] for one in [*spellings[:4], spellings[5]]}
    others = [party_of[one] for one in (spellings[4], *spellings[6:])]
    assert len(ours) == 1
    assert len({*ours, *others}) == 4


@pytest.mark.parametrize(
    ("latin", "own"),
    [(MOBIS, "현대모비스(주)"), (HUAXIN, "深圳市华鑫电子有限公司")],
)
def test_a_supplier_is_one_party_in_two_scripts(story, latin, own):
    assert story.first.party_of[latin, ""] == story.first.party_of[own, ""]


def test_open_questions_widen_the_figure_by_exactly_their_rows(story):
    first = story.first

    assert first.at_least == OURS
    assert first.at_most == OURS + 800_000 + 6_000_000
    assert sorted(pair["left_name"] for pair in story.asked) == [
        "AURUM LLC",
        "AURUS MOTORS LLC",
    ]


def test_a_merge_moves_the_figure_by_exactly_the_rows_that_were_merged(story):
    assert story.decided.at_least == OURS + 6_000_000
    assert story.decided.at_most == OURS + 800_000 + 6_000_000


@pytest.mark.parametrize("step", ["first", "decided", "second", "again"])
def test_the_variants_of_a_figure_add_up_to_it(story, step):
    built = getattr(story, step)

    for role in ("importer", "supplier"):
        mine = [row["usd"] for row in built.names if row["role"] == role]
        assert sum(mine) == built.at_least


def test_a_file_that_is_added_renames_no_party(story):
    before, after = story.decided.party_of, story.second.party_of

    assert {one: after[one] for one in before} == before
    assert story.second.changes == []


def test_a_merge_is_the_only_change_of_ids_and_is_logged(story):
    first, decided = story.first.party_of, story.decided.party_of
    motors = ("AURUS MOTORS LLC", "")

    assert {one for one in first if decided[one] != first[one]} == {motors}
    assert story.changed == [
        {
            "old_id": first[motors],
            "new_id": first["ООО АУРУС", INN],
            "name": "ООО АУРУС",
            "spellings": 1,
            "reason": "merged",
        }
    ]


@pytest.mark.parametrize("step", ["second", "again"])
def test_decisions_apply_again_on_a_second_vendors_file_in_any_order(story, step):
    built = getattr(story, step)

    # Of AURUM a person said that it is another firm: it widens nothing any more.
    total = OURS + 6_000_000 + 11 + 13 + 19
    assert (built.at_least, built.at_most) == (total, total)
    states = [row["state"] for row in data("parties", story.other, "decisions")]
    assert states == ["holds", "holds"]


def test_parties_are_the_same_whatever_the_order_of_files_and_rows(story):
    def together(built):
        parties = {}
        for spelling, party in built.party_of.items():
            parties.setdefault(party, set()).add(spelling)
        return sorted(map(sorted, parties.values()))

    assert together(story.second) == together(story.again)


def test_a_merge_says_what_was_written_and_what_to_do_next(story):
    first, _ = (story.folder / "decisions.jsonl").read_text("utf-8").splitlines()

    assert story.merged.err == (
        f"wrote {json.loads(first)['id']}: 'AURUS MOTORS LLC' (RU) is "
        f"'AURUS LLC' (RU, {INN})\n"
        f"next: madein build {story.folder}\n"
    )


def test_status_says_how_many_questions_are_open(story):
    assert (
        "1 pair of parties may be one firm, with up to $800,000.00 at stake: "
        f"madein parties {story.folder} review"
    ) in story.status


def test_a_party_shows_each_spelling_with_what_brought_it_there(story):
    found = data("parties", story.folder, "show", INN)
    by = {(row["name"], row["tax_id"]): row["how"] for row in found["spellings"]}

    assert found["party"]["usd"] == str(OURS + 6_000_043) + ".0000"
    assert by["AURUS MOTORS LLC", ""] == by["AURUS LLC", INN] == "person"
    assert by["AURUS MOTORS OOO", ""] == "person"
    agent = "ООО ЛОГИСТИКА ПЛЮС ПО ПОРУЧЕНИЮ ООО АУРУС"
    assert [
        (row["agent"], row["usd"]) for row in found["spellings"] if row["name"] == agent
    ] == [("ООО ЛОГИСТИКА ПЛЮС", "70000.0000")]
    assert [line["state"] for line in data("parties", story.folder, "decisions")] == [
        "holds",
        "holds",
    ]


def test_what_was_merged_can_be_taken_back(story, tmp_path):
    folder = shutil.copytree(story.folder, tmp_path / "back")
    merge = data("parties", folder, "decisions")[0]["id"]

    err = run("parties", folder, "undo", merge, "--by", "ann").err

    assert err.splitlines()[0].endswith(f": takes back {merge}")
    back = build(folder)
    assert (back.at_least, back.at_most) == (
        OURS + 11 + 13,
        OURS + 11 + 13 + 6_000_000 + 19,
    )


def test_an_answer_outlives_a_new_file_with_another_firm_of_that_name(tmp_path):
    rows = [
        (INN, "ООО АУРУС", MOBIS, "SOUTH KOREA", 1),
        ("", "АУРУС ООО", MOBIS, "SOUTH KOREA", 20),
        ("", "AURUS MOTORS LLC", MOBIS, "SOUTH KOREA", 300),
    ]
    folder = new_case(tmp_path / "case", ("a.csv", "demo-english", rows))
    run("build", folder)

    asked = CliRunner().invoke(
        group, ["parties", str(folder), "review", "--by", "ed"], input="y\n"
    )
    namesake = [(SISTER, "АУРУС ООО", MOBIS, "KR", 4000)]
    add(folder, "b.csv", "ru-dt", namesake)
    built = build(folder)

    assert f"'AURUS MOTORS LLC' (RU) is 'ООО АУРУС' (RU, {INN})" in asked.stderr
    # The bare name may be either firm's now; what the person joined is still ours.
    assert (built.at_least, built.at_most) == (1 + 300, 1 + 300 + 20)
