"""`madein screen`: what it prints, whole, on a case of one file and a list of two entries."""

import json

import pytest

from case.small import ROWS, make, write_rows
from madein.case.opened import open_case

NULLS = ",".join(["-0- "] * 7)
LISTS = "\nlists:\n  - {name: OFAC SDN, regime: US, format: ofac-sdn, folder: lists}\n"
ENTRIES = (
    ("1", "LIMITED LIABILITY COMPANY AURUS", "Tax ID No. 7743237789 (Russia)."),
    ("2", "AURUS", "Tax ID No. 7711000924 (Russia)."),
    ("3", "VOLKORIN OOO", "-0- "),
)
SUPPLIER = (
    "A/3,1,06/05/2022,7707083893,VOLKORIN LLC,SOUTH KOREA,CHINA,8708290000,Bumper,9.00"
)
CAVEAT = (
    "A hit by name alone is possible and no more; whether a party was listed on a day is "
    "said by the listing, not by the hit.\n"
)


def put_copy(folder, moment, *entries):
    (folder / "lists").mkdir(exist_ok=True)
    lines = [
        f'{n},"{name}",-0- ,"CUBA",{NULLS},"{ids}"\r\n' for n, name, ids in entries
    ]
    file = folder / "lists" / f"sdn_{moment}.csv"
    file.write_text("".join([*lines, "\x1a"]), newline="")


@pytest.fixture(scope="module")
def screened(tmp_path_factory):
    folder = make(tmp_path_factory.mktemp("screen") / "case")
    with (folder / "case.yml").open("a", encoding="utf-8") as handle:
        handle.write(LISTS)
    put_copy(folder, "20240220T184330", ENTRIES[1])
    put_copy(folder, "20240223T184323", *ENTRIES)
    write_rows(folder, *ROWS, SUPPLIER)
    open_case(folder).build()
    return folder


def hits(madein, folder, *more):
    said = madein("screen", folder, "--json", *more)
    found = json.loads(said.out)["data"]["hits"]
    return [(hit["party_name"], hit["entry"], hit["answer"]) for hit in found]


def test_a_sure_hit_is_printed_with_its_ids_and_its_listing(madein, screened):
    said = madein("screen", screened)

    assert said.code == 0
    party = said.out.partition("(P-")[2][:10]
    assert said.out.partition("\npossible (")[0] == (
        "sure (1): the ids agree, or a person said so\n"
        "\n"
        f"  $300.00  AURUS LLC  (P-{party})\n"
        "    OFAC SDN:1  LIMITED LIABILITY COMPANY AURUS (name)\n"
        "    confirmed by id, names alike 0.98\n"
        "    written as: AURUS LLC\n"
        "    absent on 2024-02-20, listed from 2024-02-23 to the last copy held, of "
        "2024-02-23\n"
        "    both give ru-inn 7743237789\n"
        "    aurus | aurus (+4.0): Both have these words; words that many firms use "
        "count for little.\n"
    )


def test_what_was_screened_against_what_is_said_beside_the_hits(madein, screened):
    said = madein("screen", screened)

    assert said.err == (
        "screened: 2 parties under 3 spellings\n"
        "against OFAC SDN: 3 names of 3 firms (2 copies, 2024-02-20 to 2024-02-23); "
        "0 names of persons and things left out\n"
        f"{CAVEAT}"
    )


def test_a_name_alone_is_possible_and_what_an_id_refutes_is_counted(madein, screened):
    said = madein("screen", screened).out

    assert "possible (1): the names are alike, and nothing decides\n" in said
    assert "    name strong, names alike 0.98 (NAME_ONLY)\n" in said
    assert said.endswith(
        "no (1): the names are alike, and an id or a person says no\n\n  1 more: --all\n\n"
    )


def test_all_shows_what_an_id_refutes(madein, screened):
    said = madein("screen", screened, "--all").out

    assert "    the party gives ru-inn 7743237789, the entry 7711000924\n" in said


def test_json_holds_every_hit(madein, screened):
    assert hits(madein, screened) == [
        ("AURUS LLC", "1", "sure"),
        ("VOLKORIN LLC", "3", "possible"),
        ("AURUS LLC", "2", "no"),
    ]


def test_one_name_needs_no_build(madein, screened, tmp_path):
    assert hits(madein, screened, "--name", "ООО «Аурус»") == [
        ("ООО «Аурус»", "1", "possible"),
        ("ООО «Аурус»", "2", "possible"),
    ]
    told = ("--name", "Аурус", "--country", "ru", "--tax-id", "7743237789")
    assert hits(madein, screened, *told) == [
        ("Аурус", "1", "sure"),
        ("Аурус", "2", "no"),
    ]


def test_a_name_that_is_asked_about_has_no_dollars(madein, screened):
    said = madein("screen", screened, "--name", "Волькорин")

    assert said.out.startswith(
        "sure (0): the ids agree, or a person said so\n"
        "\n"
        "possible (1): the names are alike, and nothing decides\n"
        "\n"
        "  Волькорин\n"
        "    OFAC SDN:3  VOLKORIN OOO (name)\n"
        "    name strong, names alike 0.98 (NAME_ONLY)\n"
    )


def test_a_list_that_is_not_there_ends_with_2(madein, screened):
    said = madein("screen", screened, "--list", "UK")

    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "there is no list 'UK'\n"
        f"  at {screened / 'case.yml'}\n"
        "  try: use one of: OFAC SDN\n"
    )


def test_a_case_without_lists_ends_with_2(madein, built):
    said = madein("screen", built)

    assert said.code == 2
    assert said.err == (
        "the case names no list\n"
        f"  at {built / 'case.yml'}\n"
        "  try: name a folder of dated copies under `lists`; see docs/screening.md\n"
    )


def test_a_person_who_says_no_is_heard(madein, screened):
    line = {
        "v": 1,
        "id": "d-1",
        "action": "not_sanctioned",
        "left": {"name": "VOLKORIN LLC", "tax_id": "7707083893"},
        "right": {"name": "OFAC SDN:3"},
        "reason": "another firm",
        "by": "ed",
        "at": "2026-11-21T09:00:00Z",
    }
    file = screened / "decisions.jsonl"
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    try:
        assert ("VOLKORIN LLC", "3", "no") in hits(madein, screened)
    finally:
        file.unlink()
