"""Drafts of an article as a file of claims that a person can edit."""

import datetime as dt
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from io import StringIO

from madein.articles.reading import Article, Drafted


def drafts_text(article: Article, title: str) -> str:
    """What was drafted, as the text of a `claims.yml`.

    A statement that is incomplete stands there as a comment, with what it lacks.

    Args:
        article: The article.
        title: Its title, for the source.
    """
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.width = 4096
    yaml.representer.ignore_aliases = lambda *_: (
        True
    )  # a person reads each day in place
    yaml.indent(sequence=4, offset=2)
    complete = [_plain(d.claim) for d in article.drafted if not d.missing]
    source = {"title": title, "publisher": "to be filled in"}
    out = StringIO()
    yaml.dump({"source": source, "claims": complete}, out)
    notes = [line for d in article.drafted for line in _notes(d)]
    head = "# Drafted by `madein check`; read each against its sentence before use.\n"
    return head + out.getvalue() + "".join(f"# {line}\n" for line in notes)


def _notes(drafted: Drafted) -> list[str]:
    """What a person must be told of a draft."""
    found = [f"{drafted.claim.id} assumes: {note}" for note in drafted.assumed]
    if drafted.missing:
        found.append(f"{drafted.claim.id} is incomplete: {'; '.join(drafted.missing)}")
        found.append(f"   {drafted.sentence}")
        found.append(f"   {drafted.understood}")
    return found


def _plain(value: object) -> object:
    """A record as plain data, without what is not set."""
    if is_dataclass(value) and not isinstance(value, type):
        given = {f.name: getattr(value, f.name) for f in fields(value)}
        return {n: _plain(v) for n, v in given.items() if _is_set(v)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else str(value)
    return value


def _is_set(value: object) -> bool:
    if is_dataclass(value) and not isinstance(value, type):
        return any(_is_set(getattr(value, f.name)) for f in fields(value))
    return isinstance(value, dt.date) or value not in (None, (), False)
