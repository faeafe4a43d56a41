"""Names that stay out of what one firm is sent: those of everybody else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from madein.engine import Engine
from madein.question import CaseFile
from madein.report.wording import visible

HIDDEN = "[another firm]"
PARTY_ID = re.compile(r"\bP-[0-9a-f]{6,}\b")
SHORTEST = 4  # letters of a name; shorter ones are parts of common words


@dataclass(frozen=True, kw_only=True)
class Names:
    """Whose names may be said to a firm: its own and the subject's.

    Attributes:
        engine: The engine, with `party_name`.
        own: Party ids of the firm and of those that may be it.
        said: Names that may be said, in lower case.
    """

    engine: Engine
    own: tuple[str, ...]
    said: tuple[str, ...]

    def without_others(self, text: str) -> str:
        """A text in which the names of other firms are left out.

        Args:
            text: The text.
        """
        for name in self._others(text):
            whole_words = rf"(?<!\w){re.escape(name)}(?!\w)"
            text = re.sub(whole_words, HIDDEN, text, flags=re.IGNORECASE)
        return visible(PARTY_ID.sub(self._id, text))

    def _id(self, found: re.Match[str]) -> str:
        return found[0] if found[0] in self.own else HIDDEN

    def _others(self, text: str) -> Sequence[str]:
        """Names of other firms in a text, the longest first."""
        found = self.engine.rows(
            f"""
select distinct name from (
  select unnest([name, shown]) as name from party_name
  where not list_contains($own, party_id))
where len(name) >= {SHORTEST} and contains(lower($text), lower(name))
order by len(name) desc, name""",
            {"own": list(self.own), "text": text},
        )
        return [
            row["name"]
            for row in found
            if not any(row["name"].lower() in said for said in self.said)
        ]


def names_for(engine: Engine, case: CaseFile, party: str, near: Sequence[str]) -> Names:
    """The names that may be said to a firm.

    Args:
        engine: The engine with the tables of the case.
        case: What the case asks.
        party: The party id.
        near: Party ids of those that may be it.
    """
    subject = case.subject
    said = [subject.name]
    if subject.members != "all":
        said += [name for m in subject.members for name in (m.name, *m.also)]
    own = engine.rows(
        "select distinct unnest([name, shown]) as name from party_name "
        "where party_id = $party",
        {"party": party},
    )
    said += [row["name"] for row in own]
    return Names(
        engine=engine,
        own=(party, *near),
        said=tuple(map(str.lower, filter(None, said))),
    )
