"""Two names side by side, the evidence between them, and decisions, for people."""

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal

from madein.case.opened import Case
from madein.case.review import Proposal, located
from madein.cli.parties.hand import words
from madein.engine import Engine, Row, literal
from madein.parties.decisions.file import Decision, Decisions, Side
from madein.parties.matching.compare import POSSIBLE, SURE, Comparison
from madein.parties.mention import Mention
from madein.values import exact_usd, rows_words

SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")  # whose letters look alike


def side_by_side(left: Mention, right: Mention) -> list[Row]:
    """Two mentions as they are read; what only one of them has stands in brackets.

    Args:
        left: A mention.
        right: Another.
    """
    sides = left, right
    lines = {
        "read as": (
            _marked(left.name.words, right.name.words),
            _marked(right.name.words, left.name.words),
        ),
        "legal form": tuple(", ".join(side.name.forms) for side in sides),
        "ids": tuple(_ids(side) for side in sides),
        "country": tuple(side.country for side in sides),
        "odd": tuple(odd(side.name.text, side.name.marks) for side in sides),
    }
    rows = [{"": "name", "left": left.name.text, "right": right.name.text}]
    rows += [
        {"": what, "left": one or "-", "right": other or "-"}
        for what, (one, other) in lines.items()
    ]
    return [
        row for row in rows if row[""] != "odd" or {row["left"], row["right"]} != {"-"}
    ]


def _marked(words: Sequence[str], others: Sequence[str]) -> str:
    return " ".join(word if word in others else f"[{word}]" for word in words)


def _ids(mention: Mention) -> str:
    return ", ".join(f"{scheme} {value}" for scheme, value in mention.ids)


def odd(text: str, marks: Sequence[str]) -> str:
    """What is odd about a name, with the letters that are not what they look like.

    Args:
        text: The name.
        marks: The marks of the name.

    Examples:
        >>> odd("AURUS МОТО", ["truncated"]), odd("АУРУC", ["mixed script"])
        ('truncated', 'mixed script: C in АУРУC is Latin')
    """
    letters = _odd_letters(text) if "mixed script" in marks else ""
    return ", ".join(marks) + (f": {letters}" if letters else "")


def _odd_letters(text: str) -> str:
    found = []
    for word in text.split():
        scripts = [(char, _script(char)) for char in word]
        counts = {s: sum(1 for _, x in scripts if x == s) for s in SCRIPTS}
        main = max(SCRIPTS, key=lambda script: counts[script])
        other = [(char, s) for char, s in scripts if s in SCRIPTS and s != main]
        found += [f"{char} in {word} is {s.capitalize()}" for char, s in other]
    return "; ".join(dict.fromkeys(found))


def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0]


def verdict(compared: Comparison) -> str:
    """What the machine makes of two mentions, in words.

    Args:
        compared: The comparison.

    Examples:
        >>> verdict(Comparison(score=0.41, evidence=()))
        'score 0.41: apart, as below 0.70'
    """
    score = f"score {compared.score:.2f}"
    if compared.veto:
        return f"apart, whatever else: {compared.veto}"
    if compared.score >= SURE:
        return f"{score}: the machine joins from {SURE:.2f} on"
    if compared.score >= POSSIBLE:
        return f"{score}: a person is asked between {POSSIBLE:.2f} and {SURE:.2f}"
    return f"{score}: apart, as below {POSSIBLE:.2f}"


def evidence_rows(compared: Comparison) -> list[Row]:
    """The evidence of a comparison, as rows of a table.

    Args:
        compared: The comparison.
    """
    return [
        {
            "weight": f"{piece.weight:+.2f}",
            "left": piece.left or "-",
            "right": piece.right or "-",
            "what it says": piece.says,
        }
        for piece in compared.evidence
    ]


def comparison_tree(compared: Comparison) -> Row:
    """A comparison for JSON, with the scores that divide.

    Args:
        compared: The comparison.
    """
    return {
        "score": compared.score,
        "joined_from": SURE,
        "asked_from": POSSIBLE,
        "veto": compared.veto or None,
        "evidence": [asdict(piece) for piece in compared.evidence],
    }


def mention_tree(mention: Mention) -> Row:
    """A mention for JSON.

    Args:
        mention: The mention.
    """
    return {
        "text": mention.name.text,
        "words": list(mention.name.words),
        "forms": list(mention.name.forms),
        "ids": [f"{scheme}:{value}" for scheme, value in mention.ids],
        "country": mention.country or None,
        "marks": list(mention.name.marks),
        "key": mention.key,
    }


def worth(usd: Decimal, rows: int) -> str:
    """Dollars and rows in words.

    Args:
        usd: US dollars.
        rows: How many rows.
    """
    return f"{exact_usd(usd)} in {rows_words(rows)}"


def counted(count: int, what: str) -> str:
    """A number of things in words.

    Args:
        count: The number.
        what: The thing, one of it.

    Examples:
        >>> counted(1, "pair"), counted(1200, "pair")
        ('1 pair', '1,200 pairs')
    """
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def proposal_tree(one: Proposal) -> Row:
    """A proposal for JSON.

    Args:
        one: The proposal.
    """
    return {
        "left_party": one.left.party_id,
        "left_name": one.left.side.name,
        "right_party": one.right.party_id,
        "right_name": one.right.side.name,
        "score": one.score,
        "says": list(one.says),
        "usd": one.usd,
        "status": one.status,
    }


def side_tree(side: Side | None) -> Row | None:
    """A side of a decision for JSON.

    Args:
        side: The side.
    """
    if side is None:
        return None
    return {name: value or None for name, value in asdict(side).items()}


def decision_tree(line: Decision) -> Row:
    """A decision for JSON.

    Args:
        line: The decision.
    """
    return asdict(line) | {
        "left": side_tree(line.left),
        "right": side_tree(line.right),
        "at": line.at.isoformat(),
    }


def states(found: Decisions, engine: Engine | None) -> dict[str, str]:
    """For each line that holds, whether it touches the records; by its id.

    Args:
        found: The decisions of a case.
        engine: An engine with the tables of the build; none where there is no build.
    """
    if engine is None:
        return {line.id: "holds" for line in found.standing}
    return {
        one.decision.id: "idle" if one.is_idle else "holds"
        for one in located(engine, found)
    }


def decision_row(line: Decision, state: str) -> Row:
    """A decision as a row of a table.

    Args:
        line: The decision.
        state: Whether it holds.
    """
    return {
        "line": line.line,
        "id": line.id,
        "when": f"{line.at:%Y-%m-%d %H:%M %Z}",
        "by": line.by,
        "what": words(line),
        "because": line.reason,
        "state": state,
    }


def examples(opened: Case, engine: Engine, side: Side, count: int = 2) -> list[Row]:
    """The largest rows that write a name, with file, line and text as found.

    Args:
        opened: The case.
        engine: An engine with the tables of its build.
        side: The spelling.
        count: How many rows.
    """
    if side.name:
        columns, text = ("consignee_name", "holder_name", "sender_name"), side.name
    else:
        columns, text = ("consignee_tax_id", "holder_tax_id"), side.tax_id
    wanted = (
        "select source_id, row, usd from declared "
        f"where {literal(text)} in ({', '.join(columns)}) "
        f"order by usd desc nulls last, source_id, row limit {count}"
    )
    opened.name_raw_text(engine, wanted)
    return engine.rows(f"""
select file, sheet, line, usd, text from ({wanted}) as largest
join source using (source_id) join raw_text using (source_id, row)
order by usd desc nulls last, file, line""")
