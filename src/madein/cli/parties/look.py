"""`madein parties CASE list | show | compare | changes`."""

from collections import defaultdict
from dataclasses import asdict
from itertools import chain, product
from pathlib import Path

import click

from madein.case.opened import Case, open_case
from madein.case.parties import (
    one_party,
    parties,
    party,
    rarity,
    side_of,
    speaker,
    written_so,
)
from madein.case.review import Proposal, located, proposals
from madein.cli.output import (
    json_option,
    note,
    print_json,
    print_table,
    synthetic_caveats,
    synthetic_note,
)
from madein.cli.parties.hand import decisions_of, words
from madein.cli.parties.reading import (
    comparison_tree,
    counted,
    decision_row,
    decision_tree,
    evidence_rows,
    mention_tree,
    odd,
    proposal_tree,
    side_by_side,
    verdict,
    worth,
)
from madein.cli.plain import say
from madein.engine import Engine, Row
from madein.parties.decisions.file import Placed, Side
from madein.parties.matching.compare import compare as compared
from madein.parties.mention import Mention
from madein.values import exact_usd

SHOWN = 30  # rows printed unless all are asked for
all_option = click.option(
    "--all", "everything", is_flag=True, help=f"All; the first {SHOWN} if not given."
)


@click.command("list")
@click.argument("text", metavar="[WORDS]", nargs=-1)
@all_option
@json_option
@click.pass_obj
def listed(
    case: Path, text: tuple[str, ...], *, everything: bool, as_json: bool
) -> None:
    """List parties by dollars, or those that WORDS find: names in any script, ids."""
    opened = open_case(case)
    with opened.tables() as engine:
        limit = None if everything else SHOWN
        shown, count = parties(engine, " ".join(text), limit)
    synthetic_note(synthetic=opened.file.synthetic)
    more = [f"{count - len(shown):,} more parties: --all, or search by words"]
    more = more if len(shown) < count else []
    if as_json:
        synthetic = synthetic_caveats(synthetic=opened.file.synthetic)
        print_json("parties", shown, [*synthetic, *more])
    else:
        print_table([_listed(row) for row in shown], ["spellings", "US dollars", "ask"])
    if not shown:
        note(f"no party is called '{' '.join(text)}'")
    for line in more:
        note(line)


def _listed(row: Row) -> Row:
    return {
        "party": row["party_id"],
        "name": row["name"] + ("  (!)" if row["alarm"] else ""),
        "ids": ", ".join(row["ids"]) or row["tax_id"],
        "country": row["country"],
        "spellings": f"{row['spellings']:,}",
        "US dollars": exact_usd(row["usd"]),
        "ask": row["proposals"] or "",
    }


@click.command()
@click.argument("text", metavar="PARTY|NAME")
@all_option
@json_option
@click.pass_obj
def show(case: Path, text: str, *, everything: bool, as_json: bool) -> None:
    """Show one party: its spellings, how each came to it, and what is open.

    PARTY is an id of `list`, a name in any script, or a tax id.
    """
    opened = open_case(case)
    with opened.tables() as engine:
        party_id = one_party(engine, text, case)[0]["party_id"]
        found = _opened(opened, engine, party_id)
    synthetic_note(synthetic=opened.file.synthetic)
    if as_json:
        print_json(
            "party", _tree(found), synthetic_caveats(synthetic=opened.file.synthetic)
        )
        return
    count = None if everything else SHOWN
    _print_party(found, count)
    if not everything and max(len(found["spellings"]), len(found["links"])) > SHOWN:
        note(f"more: madein parties {case} show {party_id} --all")


def _opened(opened: Case, engine: Engine, party_id: str) -> Row:
    """Everything that is known of a party."""
    spellings = engine.rows(
        "from party_name where party_id = $party order by usd desc, rows desc, name, "
        "tax_id, country",
        {"party": party_id},
    )
    links = engine.rows(
        "from party_link where party_id = $party "
        "order by how, score desc, left_name, right_name",
        {"party": party_id},
    )
    return {
        "party": party(engine, party_id),
        "spellings": spellings,
        "links": _with_evidence(engine, spellings, links),
        "proposals": proposals(engine, party_id),
        "decisions": _touching(opened, engine, party_id),
        "before": engine.rows(
            "from party_change where new_id = $party and old_id <> $party order by old_id",
            {"party": party_id},
        ),
    }


def _with_evidence(engine: Engine, spellings: list[Row], links: list[Row]) -> list[Row]:
    """Links with how their two spellings compare; None where one is not known.

    A name may be written with an id and without: the two whose score is that of the
    link are the ones that it joins.
    """
    known: dict[str, list[Mention]] = defaultdict(list)
    for row in spellings:
        known[row["name"]].append(side_of(row).mention())
    rare = rarity(engine, chain.from_iterable(known.values()))
    found = []
    for link in links:
        pairs = product(known[link["left_name"]], known[link["right_name"]])
        nearest = min(
            (compared(left, right, rare) for left, right in pairs),
            key=lambda one, score=link["score"]: abs(one.score - score),
            default=None,
        )
        found.append(link | {"compared": nearest})
    return found


def _touching(opened: Case, engine: Engine, party_id: str) -> list[Placed]:
    found = located(engine, decisions_of(opened))
    return [one for one in found if party_id in {one.left, one.right}]


def _tree(found: Row) -> Row:
    return found | {
        "links": [
            link | {"compared": link["compared"] and comparison_tree(link["compared"])}
            for link in found["links"]
        ],
        "proposals": [proposal_tree(one) for one in found["proposals"]],
        "decisions": [decision_tree(one.decision) for one in found["decisions"]],
    }


def _print_party(found: Row, count: int | None) -> None:
    head, spellings = found["party"], found["spellings"]
    say(f"{head['party_id']}  {head['name']}")
    about = {
        "ids": ", ".join(head["ids"]) or head["tax_id"],
        "country": head["country"],
        "kind": head["kind"],
        "dollars": worth(head["usd"], head["rows"]),
        "look": head["alarm"],
    }
    for what, value in about.items():
        if value:
            say(f"  {what:<9} {value}")
    for change in found["before"]:
        say(f"  {'before':<9} {change['old_id']} ({change['reason']})")
    say(f"\nSpellings, by dollars ({head['spellings']}):\n")
    print_table([_spelling(row) for row in spellings[:count]], ["rows", "US dollars"])
    if found["links"]:
        say("What holds them together:\n")
    for link in found["links"][:count]:
        _print_link(link)
    if found["proposals"]:
        say("May be the same as:\n")
        print_table([_other(one, head["party_id"]) for one in found["proposals"]])
    if found["decisions"]:
        say("Decided by people:\n")
        print_table([decision_row(one.decision, "holds") for one in found["decisions"]])


def _spelling(row: Row) -> Row:
    return {
        "name": row["name"] or "-",
        "tax id": row["tax_id"],
        "country": row["country"],
        "by": row["how"],
        "rows": f"{row['rows']:,}",
        "US dollars": exact_usd(row["usd"]),
        "for": row["agent"] and f"agent: {row['agent']}",
        "odd": odd(row["name"], row["marks"]),
    }


def _print_link(link: Row) -> None:
    by = f"a person ({link['decision']})" if link["decision"] else link["how"]
    names = (link["left_name"], link["right_name"])
    say("  " + " = ".join(f"'{name}'" if name else "(no name)" for name in names))
    say(f"      by {by}, score {link['score']:.2f}")
    for sentence in link["says"]:
        say(f"      {sentence}")
    for piece in link["compared"].evidence if link["compared"] else ():
        say(
            f"      {piece.weight:+.2f}  {piece.left or '-'} | {piece.right or '-'}: "
            f"{piece.says}"
        )
    say("")


def _other(one: Proposal, party_id: str) -> Row:
    other = one.right if one.left.party_id == party_id else one.left
    return {
        "party": other.party_id,
        "name": other.shown,
        "score": f"{one.score:.2f}",
        "US dollars": exact_usd(one.usd),
        "status": one.status,
        "says": "; ".join(one.says),
    }


@click.command("compare")
@click.argument("left")
@click.argument("right")
@json_option
@click.pass_obj
def compare(case: Path, left: str, right: str, *, as_json: bool) -> None:
    """Say why LEFT and RIGHT are together or apart.

    Each is a party id, a name as the case writes it, or any other name.
    """
    opened = open_case(case)
    with opened.tables() as engine:
        rows = _rows(engine, left, right)
        mentions = [_mention(*pair) for pair in zip(rows, (left, right), strict=True)]
        found = compared(*mentions, rarity(engine, mentions))
        parties_of = [None if row is None else row["party_id"] for row in rows]
        said = _said(opened, engine, parties_of)
    if as_json:
        sides = [
            mention_tree(mention) | {"party": party}
            for mention, party in zip(mentions, parties_of, strict=True)
        ]
        tree = {"left": sides[0], "right": sides[1], "in_the_case": said}
        print_json("comparison", tree | comparison_tree(found))
        return
    print_table(
        [
            *side_by_side(*mentions),
            {"": "party", **dict(zip(("left", "right"), parties_of, strict=True))},
        ]
    )
    say(verdict(found))
    print_table(evidence_rows(found), ["weight"])
    for line in said:
        say(line)


def _rows(engine: Engine, left: str, right: str) -> list[Row | None]:
    """The spellings that two texts name; of two parties the two that were proposed."""
    for one in proposals(engine, left):
        halves = {half.party_id: half for half in (one.left, one.right)}
        if {left, right} == set(halves):
            return [
                asdict(halves[text].side) | {"party_id": text} for text in (left, right)
            ]
    found = (written_so(engine, text) for text in (left, right))
    return [
        asdict(speaker(rows)) | {"party_id": rows[0]["party_id"]} if rows else None
        for rows in found
    ]


def _mention(row: Row | None, text: str) -> Mention:
    return Side(name=text).mention() if row is None else side_of(row).mention()


def _said(opened: Case, engine: Engine, found: list[str | None]) -> list[str]:
    """What the case says of two parties: one, two, proposed, decided."""
    left, right = found
    if left is None or right is None:
        return ["not both are in the case"]
    lines = [
        "in the case they are " + ("one party" if left == right else "two parties")
    ]
    lines += [
        f"proposed, {one.status}: {'; '.join(one.says) or 'alike, but not enough'}"
        for one in proposals(engine, left)
        if right in {one.left.party_id, one.right.party_id} and left != right
    ]
    lines += [
        f"line {one.decision.line} of decisions.jsonl, {one.decision.by}: "
        f"{words(one.decision)}"
        for one in located(engine, decisions_of(opened))
        if {one.left, one.right} == {left, right}
    ]
    return lines


@click.command()
@json_option
@click.pass_obj
def changes(case: Path, *, as_json: bool) -> None:
    """List parties whose id is another one than in the build before, and why."""
    opened = open_case(case)
    with opened.tables() as engine:
        rows = engine.rows(
            "select old_id, new_id, party.name, party_change.spellings, reason "
            "from party_change left join party on party_id = new_id "
            "order by old_id, new_id"
        )
    if as_json:
        print_json("changes", rows)
        return
    print_table(rows, ["spellings"])
    note(f"{counted(len(rows), 'id')} changed since the build before")
