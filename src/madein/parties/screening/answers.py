"""What a hit is answered with: by ids first, by a person above all."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from madein.parties.decisions.file import Decisions, place
from madein.parties.decisions.lines import Action, Decision, Side
from madein.parties.matching.compare import POSSIBLE, SURE
from madein.parties.screening.sides import Ids, Owner


class Answer(StrEnum):
    """Whether a party is an entry of a list."""

    SURE = "sure"
    POSSIBLE = "possible"
    NO = "no"


class Word(StrEnum):
    """What the likeness rests on."""

    ID = "confirmed by id"
    STRONG = "name strong"
    WEAK = "name weak"


NAME_ONLY = "NAME_ONLY"
BY_PERSON = {
    Action.SAME: Answer.SURE,
    Action.DIFFERENT: Answer.NO,
    Action.NOT_SANCTIONED: Answer.NO,
    Action.UNSURE: Answer.POSSIBLE,
}


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a party and an entry give beside their names.

    Attributes:
        party: Valid ids of the party that name one firm.
        entry: The same of the entry.
        decision: What a person said of the two; None where nobody did.
    """

    party: Ids
    entry: Ids
    decision: Decision | None

    @property
    def equal(self) -> list[tuple[str, str]]:
        """Ids that both give."""
        return sorted(self.party & self.entry)

    @property
    def unequal(self) -> list[tuple[str, str, str]]:
        """Schemes of which each gives another value: scheme, the party's, the entry's."""
        ours, theirs = _by_scheme(self.party), _by_scheme(self.entry)
        return [
            (scheme, ", ".join(sorted(ours[scheme])), ", ".join(sorted(theirs[scheme])))
            for scheme in sorted(ours.keys() & theirs.keys())
            if not ours[scheme] & theirs[scheme]
        ]


@dataclass(frozen=True, kw_only=True)
class Answered:
    """An answer with its grounds.

    Attributes:
        answer: The answer.
        word: What the likeness rests on.
        reason: NAME_ONLY where no id and no person has spoken; else None.
        ids: The ids compared.
        says: What decided, in sentences.
    """

    answer: Answer
    word: Word
    reason: str | None
    ids: tuple[str, ...]
    says: tuple[str, ...]


def answered(held: Held, score: float, *, is_weak: bool) -> Answered:
    """The answer on a party and an entry.

    Args:
        held: What both give beside their names.
        score: How alike the names are, 0 to 1.
        is_weak: Whether the list itself holds the name for a weak one.
    """
    equal, unequal, said = held.equal, held.unequal, held.decision
    says = [f"both give {scheme} {value}" for scheme, value in equal]
    says += [f"the party gives {s} {a}, the entry {b}" for s, a, b in unequal]
    if equal and score < POSSIBLE:
        says.append("the names are not alike: renamed, or one of the numbers is wrong")
    if said is None:
        answer = _by_ids(equal=bool(equal), unequal=bool(unequal))
    else:
        answer = BY_PERSON[said.action]
        says.insert(
            0, f"{said.by} said {said.action}: {said.reason or 'no reason given'}"
        )
    by_name = Word.STRONG if score >= SURE and not is_weak else Word.WEAK
    is_open = (
        not equal and not unequal and (said is None or said.action is Action.UNSURE)
    )
    if is_open:
        says.append("no id of both can be compared: a name alone is never sure")
    return Answered(
        answer=answer,
        word=Word.ID if equal else by_name,
        reason=NAME_ONLY if is_open else None,
        ids=(
            *(f"{scheme} {value} = {value}" for scheme, value in equal),
            *(f"{scheme} {ours} / {theirs}" for scheme, ours, theirs in unequal),
        ),
        says=tuple(says),
    )


def _by_ids(*, equal: bool, unequal: bool) -> Answer:
    if equal and not unequal:
        return Answer.SURE
    return Answer.NO if unequal and not equal else Answer.POSSIBLE


def _by_scheme(ids: Ids) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for scheme, value in ids:
        found.setdefault(scheme, set()).add(value)
    return found


def told_of(
    decisions: Decisions,
    parties: Mapping[str, Owner],
    named: Mapping[str, set[Owner]],
    ids: Mapping[Owner, Ids],
) -> dict[tuple[Owner, Owner], Decision]:
    """What people said of parties and entries; of a party and all lists under `()`.

    A side that stands for an entry is written `LIST:ENTRY`, or as the entry is listed.
    `not_sanctioned` without such a side is about all lists. `same`, `different` and
    `unsure` are about a list where one side is a spelling of the records and the other
    is none. `same` holds where one entry of a list is meant: which of several it is
    nobody knows.

    Args:
        decisions: The decisions.
        parties: Parties by the keys of their mentions.
        named: Entries by the keys of their names.
        ids: Valid ids of the entries.
    """
    told: dict[tuple[Owner, Owner], Decision] = {}
    for placed in place(decisions, parties):
        line = placed.decision
        known = placed.right if placed.left is None else placed.left
        if known is None or line.action not in BY_PERSON:
            continue
        if placed.left is not None and placed.right is not None:
            continue  # about two spellings of the records
        other = line.left if placed.left is None else line.right
        if other is None:
            told[parties[known], ()] = line
            continue
        entries = _meant(other, named, ids)
        per_list = {entry[0] for entry in entries}
        if line.action is Action.SAME and len(entries) > len(per_list):
            continue
        for entry in entries:
            told[parties[known], entry] = line
    return told


def _meant(
    side: Side, named: Mapping[str, set[Owner]], ids: Mapping[Owner, Ids]
) -> set[Owner]:
    """Entries that a side stands for; where an id stands beside the name, those of it."""
    mention = side.mention()
    referred = {entry for entry in ids if ":".join(entry) == side.name}
    if referred:
        return referred
    entries = named.get(mention.name.key, set()) if mention.name.words else set()
    if not mention.proven:
        return entries
    return {
        entry for entry in entries if ids.get(entry, frozenset()) & set(mention.proven)
    }
