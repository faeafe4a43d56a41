"""What a person can type, set, ask or be told stands in the documents."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_args, get_type_hints

import click
import pytest

from madein import tables
from madein.cli import group
from madein.lists.formats.known import FORMATS
from madein.lists.publishers import catalogue
from madein.question import CaseFile
from madein.tables.contract import Table
from madein.verdict import DateKind, GoodsWord, Measure, PartyWord, Reason

ROOT = Path(__file__).parents[1]
PAGES = [
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
TEXTS = {page.relative_to(ROOT).as_posix(): page.read_text() for page in PAGES}
EVERY = "\n".join(TEXTS.values())
LINK = re.compile(r"\]\(((?!https?:)[^()\s]+)\)")
OURS = re.compile(r"`((?:src|docs|tests|bench)/[\w./-]+)`")


def commands(within, name="madein"):
    """Each command, and those inside it, by what a person types."""
    context = click.Context(within)
    for word in within.list_commands(context):
        command = within.get_command(context, word)
        yield f"{name} {word}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")


COMMANDS = dict(commands(group))


def settings(record):
    """The keys of a part of `case.yml`, and of the parts in it."""
    for one in get_type_hints(record).values():
        for part in (one, *get_args(one)):
            if is_dataclass(part):
                yield from settings(part)
    yield from (one.name for one in fields(record))


def anchors(text):
    headings = re.findall(r"(?m)^#+ (.*)", text)
    return {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_named_in_the_documents(name):
    typed = re.sub(r"^madein parties ", r"madein parties \\S+ ", name)

    assert re.search(rf"{typed}\b", EVERY)


def test_every_analysis_that_can_be_shown_is_named():
    (_, asked) = (
        one for one in COMMANDS["madein show"].params if one.opts[0][0] != "-"
    )

    assert [word for word in asked.type.choices if word not in TEXTS["README.md"]] == []


@pytest.mark.parametrize("page", TEXTS)
def test_every_command_in_a_page_exists(page):
    blocks = re.findall(r"(?ms)^```sh\n(.*?)^```", TEXTS[page])
    typed = re.findall(r"(?m)^madein ([a-z]+)", "\n".join(blocks))

    assert [word for word in typed if f"madein {word}" not in COMMANDS] == []


@pytest.mark.parametrize("name", ["madein lists add", "madein lists show"])
def test_every_option_about_lists_is_explained(name):
    options = [word for p in COMMANDS[name].params for word in p.opts]
    text = TEXTS["docs/lists.md"]

    assert [word for word in options if not re.search(rf"{word}\b", text)] == []


@pytest.mark.parametrize("key", sorted(set(settings(CaseFile))))
def test_every_key_of_a_case_is_shown(key):
    shown = rf"(?m)(?:^\s*|[-{{,] ?){key}:|`{key}(?:`|:)"

    assert re.search(shown, EVERY)


def test_every_table_has_its_line():
    found = (one for one in vars(tables).values() if isinstance(one, Table))
    lines = [f"| `{one.name}` | {one.one_row} |" for one in found]

    assert [line for line in lines if line not in TEXTS["docs/tables.md"]] == []


@pytest.mark.parametrize("words", [PartyWord, GoodsWord])
def test_every_word_of_a_verdict_has_its_line(words):
    assert [
        word for word in words if f"\n| {word}" not in TEXTS["docs/verdicts.md"]
    ] == []


def test_every_measure_and_every_day_of_a_declaration_is_named():
    assert [word for word in Measure if f"`{word}`" not in TEXTS["docs/lists.md"]] == []
    assert [word for word in DateKind if word not in TEXTS["docs/verdicts.md"]] == []


@pytest.mark.parametrize("published", catalogue().lists, ids=lambda one: one.id)
def test_every_list_has_its_line_with_its_regime(published):
    (line,) = re.findall(rf"(?m)^\|.*`{published.id}`.*", TEXTS["docs/lists.md"])

    assert f"| {published.regime} |" in line


def test_every_format_of_lists_is_named():
    assert [name for name in FORMATS if f"`{name}`" not in TEXTS["docs/lists.md"]] == []


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_explained(reason):
    assert reason in EVERY


@pytest.mark.parametrize("page", TEXTS)
def test_every_link_leads_somewhere(page):
    dead = []
    for link in LINK.findall(TEXTS[page]):
        path, _, anchor = link.partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        if not file.exists() or (anchor and anchor not in anchors(file.read_text())):
            dead.append(link)
    dead += [path for path in OURS.findall(TEXTS[page]) if not (ROOT / path).exists()]

    assert dead == []
