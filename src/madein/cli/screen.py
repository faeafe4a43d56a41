"""`madein screen`: the parties of a case held against its lists."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from madein.case.opened import Case, open_case
from madein.cli.output import (
    case_argument,
    json_option,
    note,
    print_json,
    synthetic_caveats,
    synthetic_note,
)
from madein.cli.plain import say
from madein.engine import Engine, Row
from madein.errors import Fault, RequestError
from madein.lists.history import fill_listings
from madein.parties.decisions.file import NO_DECISIONS, read_decisions
from madein.parties.reading.field import read_mention
from madein.parties.screening.answers import Answer
from madein.parties.screening.hits import (
    ASKED,
    fill_asked,
    hits,
    interval_text,
    screened_lists,
)
from madein.parties.screening.screen import fill_hits
from madein.question import ListFolder
from madein.values import exact_usd

SHOWN = 30  # hits of one answer, unless all are asked for
CAVEAT = (
    "A hit by name alone is possible and no more; whether a party was listed on a day is "
    "said by the listing, not by the hit."
)
MEANS = {
    Answer.SURE: "the ids agree, or a person said so",
    Answer.POSSIBLE: "the names are alike, and nothing decides",
    Answer.NO: "the names are alike, and an id or a person says no",
}


@click.command()
@case_argument
@click.option(
    "--list", "wanted", multiple=True, help="Only this list; may be repeated."
)
@click.option(
    "--all", "is_all", is_flag=True, help="Every hit, those answered no, too."
)
@click.option("--name", default="", help="One name, in the case or not.")
@click.option("--country", default="", help="Its country, like RU.")
@click.option("--tax-id", default="", help="Its tax id.")
@json_option
def command(
    case: Path,
    wanted: tuple[str, ...],
    name: str,
    country: str,
    tax_id: str,
    *,
    is_all: bool,
    as_json: bool,
) -> None:
    """Hold the parties of the build against the lists of the case, as they lie there now.

    Every spelling of a party against every name of a firm on a list. Made when asked:
    nothing of it is kept.
    """
    opened = open_case(case)
    folders = _folders(opened, wanted)
    asked = (name, country.upper(), tax_id) if name or tax_id else None
    with _tables(opened, asked) as engine:
        fill_listings(engine, folders, opened.folder)
        is_case = asked is None
        decided = read_decisions(opened.folder / "decisions.jsonl")
        nameless = fill_hits(engine, decided if is_case else NO_DECISIONS)
        found, lists = hits(engine), screened_lists(engine)
        parties = engine.value("select count(*) from party")
        spellings = engine.value("select count(*) from party_name")
    is_made_up = is_case and opened.file.synthetic
    synthetic_note(synthetic=is_made_up)
    if as_json:
        screened = {"parties": parties, "spellings": spellings, "lists": lists}
        screened["nameless"] = asdict(nameless)
        said = {"screened": screened, "hits": found}
        print_json("screen", said, [*synthetic_caveats(synthetic=is_made_up), CAVEAT])
        return
    for answer in Answer:
        _print(answer, [hit for hit in found if hit["answer"] == answer], is_all=is_all)
    if is_case:
        note(f"screened: {parties:,} parties under {spellings:,} spellings")
    for row in lists:
        note(_list_text(row))
    if nameless.parties or nameless.listed:
        note(
            f"by id alone, as no word tells firms apart: {nameless.parties:,} spellings "
            f"and {nameless.listed:,} listed names"
        )
    note(CAVEAT)


def _folders(opened: Case, wanted: Sequence[str]) -> list[ListFolder]:
    """The lists that are asked about.

    Raises:
        RequestError: The case has none, or none of that name.
    """
    known = [folder.name for folder in opened.file.lists]
    faults = [
        Fault(
            what=f"there is no list '{name}'",
            where=str(opened.folder / "case.yml"),
            fix=f"use one of: {', '.join(known) or 'there is none'}",
        )
        for name in wanted
        if name not in known
    ]
    if not known:
        faults = [
            Fault(
                what="the case names no list",
                where=str(opened.folder / "case.yml"),
                fix="name a folder of dated copies under `lists`; see docs/screening.md",
            )
        ]
    if faults:
        raise RequestError(*faults)
    return [f for f in opened.file.lists if not wanted or f.name in wanted]


@contextmanager
def _tables(opened: Case, asked: tuple[str, str, str] | None) -> Generator[Engine]:
    """An engine with the parties of the build, or with the one that is asked about."""
    if asked is None:
        with opened.tables() as engine:
            yield engine
        return
    name, country, tax_id = asked
    mention = read_mention(name, tax_id=tax_id, country=country)
    with Engine(opened.store.scratch) as engine:
        ids = [f"{scheme}:{value}" for scheme, value in mention.ids]
        fill_asked(engine, name, country, ids)
        yield engine


def _print(answer: Answer, found: list[Row], *, is_all: bool) -> None:
    """The hits of one answer; those that are answered no only where all are asked for."""
    say(f"{answer.value} ({len(found):,}): {MEANS[answer]}")
    shown = found if is_all else [] if answer is Answer.NO else found[:SHOWN]
    for hit in shown:
        say(f"\n  {_party_text(hit)}")
        say(f"    {hit['list']}:{hit['entry']}  {hit['listed_name']} ({hit['kind']})")
        reason = f" ({hit['reason']})" if hit["reason"] else ""
        say(f"    {hit['word']}, names alike {hit['score']:.2f}{reason}")
        say(f"    written as: {hit['party_name']}")
        for line in (*map(interval_text, hit["stretches"]), *hit["says"]):
            say(f"    {line}")
    if len(shown) < len(found):
        say(f"\n  {len(found) - len(shown):,} more: --all")
    say("")


def _party_text(hit: Row) -> str:
    if hit["party_id"] == ASKED:
        return str(hit["party"])
    return f"{exact_usd(hit['usd'])}  {hit['party']}  ({hit['party_id']})"


def _list_text(row: Row) -> str:
    days = f"{row['first_day']} to {row['last_day']}"
    copies = (
        f"{row['copies']} copies, {days}"
        if row["copies"] > 1
        else f"1 copy, {days[:10]}"
    )
    text = (
        f"against {row['list']}: {row['names']:,} names of {row['entries']:,} firms "
        f"({copies}); {row['left_out']:,} names of persons and things left out"
    )
    younger = row["aliases_of"] is not None and row["aliases_of"] > row["last_day"]
    return text + (f"; other names as of {row['aliases_of']}" if younger else "")
