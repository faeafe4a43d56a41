"""`madein parties CASE review`: the open proposals, one by one, by dollars at stake."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from madein.case.opened import Case, open_case
from madein.case.parties import rarity, speaker, written_so
from madein.case.review import Half, Proposal, Verdicts, located, proposals, verdicts
from madein.cli.output import (
    json_option,
    note,
    print_json,
    print_table,
    synthetic_caveats,
    synthetic_note,
)
from madein.cli.parties.hand import (
    build_next,
    by_option,
    decisions_of,
    hand,
    later,
    write,
)
from madein.cli.parties.reading import (
    counted,
    evidence_rows,
    examples,
    proposal_tree,
    side_by_side,
    verdict,
    worth,
)
from madein.cli.plain import say
from madein.engine import Engine
from madein.errors import CaseError, RequestError
from madein.parties.decisions.file import (
    Action,
    Decision,
    Decisions,
    Side,
    with_lines,
)
from madein.parties.decisions.making import Hand, decided, taken_back
from madein.parties.matching.compare import Comparison, compare
from madein.values import exact_usd

ANSWERS = {"y": Action.SAME, "n": Action.DIFFERENT, "u": Action.UNSURE}
HELP = """\
  y  one firm            n  two firms           u  unsure: asked again with --unsure
  s  skip: comes last    b  the same answer for all pairs that differ in the same words
  r  rows of both        z  take back the last answer
  q  stop: what is answered is written, and the rest comes next time"""
SHOWN = 30  # pairs listed before a bulk answer
ROUNDS = 2  # a skipped pair comes once more


@click.command()
@click.option("--unsure", is_flag=True, help="The pairs somebody was unsure of.")
@by_option
@json_option
@click.pass_obj
def review(case: Path, by: str, *, unsure: bool, as_json: bool) -> None:
    """Ask of each pair that may be one firm, those with most dollars first.

    Every answer is written at once, so you may stop at any time. A person's answer wins
    over the machine from the next `madein build` on.
    """
    opened = open_case(case)
    synthetic_note(synthetic=opened.file.synthetic)
    with opened.tables() as engine:
        sitting = Sitting(opened, engine, hand(by), proposals(engine), unsure=unsure)
        if as_json:
            print_json(
                "review",
                [proposal_tree(pair) for pair in sitting.open()],
                synthetic_caveats(synthetic=opened.file.synthetic),
            )
        else:
            sitting.ask_all()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer, for one pair or many.

    Attributes:
        action: What was said.
        pairs: Of which pairs.
        lines: The lines written.
    """

    action: Action
    pairs: Sequence[Proposal]
    lines: Sequence[Decision]


class Sitting:
    """One person going through the proposals.

    Args:
        opened: The case.
        engine: An engine with the tables of its build.
        who: Who answers.
        found: All proposals, in the order in which they are asked.
        unsure: Whether those are asked that somebody was unsure of, or the others.
    """

    def __init__(
        self,
        opened: Case,
        engine: Engine,
        who: Hand,
        found: Iterable[Proposal],
        *,
        unsure: bool,
    ) -> None:
        self._opened, self._engine, self._hand = opened, engine, who
        self._answers: list[Answer] = []
        self._skips: Counter[Proposal] = Counter()
        self._decided = [
            (one.decision.action, one.left, one.right)
            for one in located(engine, decisions_of(opened))
            if one.left is not None and one.right is not None and one.left != one.right
        ]
        said, wanted = self._said(), Action.UNSURE if unsure else ""
        self._asked = [pair for pair in found if _word(said, pair) == wanted]

    def open(self) -> list[Proposal]:
        """Pairs that are not answered, and whose answer follows from no other."""
        answered = {pair for answer in self._answers for pair in answer.pairs}
        said, known = self._said(), {Action.SAME, Action.DIFFERENT}
        return [
            pair
            for pair in self._asked
            if pair not in answered and _word(said, pair) not in known
        ]

    def ask_all(self) -> None:
        """Ask until no pair is left or the person stops; skipped pairs come once more."""
        while waiting := [pair for pair in self.open() if self._skips[pair] < ROUNDS]:
            pair = min(waiting, key=lambda pair: self._skips[pair])
            self._show(pair, left=len(waiting))
            if not self._is_answered(pair):
                break
        self._close()

    def _is_answered(self, pair: Proposal) -> bool:
        """Take keys until one leads on to the next pair; false where one stops."""
        while True:
            match _key("y n u s b r z q ?"):
                case "y" | "n" | "u" as key:
                    if self._answer(ANSWERS[key], [pair]):
                        return True
                case "b":
                    if self._answer_alike(pair):
                        return True
                case "s":
                    self._skips[pair] += 1
                    return True
                case "z":
                    if self._take_back():
                        return True
                case "r":
                    self._show_rows(pair)
                case "q":
                    return False
                case _:
                    note(HELP)

    def _said(self) -> Verdicts:
        new = [
            (answer.action, pair.left.party_id, pair.right.party_id)
            for answer in self._answers
            for pair in answer.pairs
        ]
        return verdicts([*self._decided, *new])

    def _answer(self, action: Action, pairs: Sequence[Proposal]) -> bool:
        """Write an answer for some pairs; those that other decisions forbid stay open."""
        before = decisions_of(self._opened)
        lines = before.lines
        done = []
        for pair in pairs:
            try:
                after = with_lines(before.file, lines)
                lines += self._lines(after, action, pair)
            except (CaseError, RequestError) as error:
                note(f"{_names(pair)}: nothing was written\n{error}")
            else:
                done.append(pair)
        new = lines[len(before.lines) :]
        write(self._opened, new)
        if done:
            self._answers.append(Answer(action=action, pairs=done, lines=new))
        return bool(done)

    def _lines(
        self, after: Decisions, action: Action, pair: Proposal
    ) -> tuple[Decision, ...]:
        found = self._compared(pair)
        return decided(
            after,
            action,
            self._speaker(pair.left),
            self._speaker(pair.right),
            later(self._hand),
            reason=f"review, {verdict(found)}",
            evidence=[
                f"compared: {_names(pair)}",
                *(
                    f"{piece.weight:+.2f} {piece.left or '-'} | {piece.right or '-'}: "
                    f"{piece.says}"
                    for piece in found.evidence
                ),
            ],
        )

    def _speaker(self, half: Half) -> Side:
        """The spelling of a party that the answer names, so that it outlives new files."""
        if half.side.mention().ids or not half.ids:
            return half.side
        return speaker(written_so(self._engine, half.party_id))

    def _compared(self, pair: Proposal) -> Comparison:
        mentions = [pair.left.side.mention(), pair.right.side.mention()]
        return compare(*mentions, rarity(self._engine, mentions))

    def _answer_alike(self, pair: Proposal) -> bool:
        """One answer for all open pairs that differ in the same words, if one is given."""
        alike = [one for one in self.open() if one.difference == pair.difference]
        if len(alike) == 1:
            note("no other open pair differs in the same words")
            return False
        for one in alike[:SHOWN]:
            note(f"  {_names(one)}   {exact_usd(one.usd)}")
        if len(alike) > SHOWN:
            note(f"  and {len(alike) - SHOWN:,} more")
        note(
            f"one answer for these {len(alike):,} pairs; any other key leaves them open"
        )
        action = ANSWERS.get(_key("y n u"))
        return action is not None and self._answer(action, alike)

    def _take_back(self) -> bool:
        if not self._answers:
            note(
                "nothing was answered in this sitting; earlier ones: madein parties "
                f"{self._opened.folder} undo"
            )
            return False
        answer = self._answers.pop()
        before = decisions_of(self._opened)
        new: tuple[Decision, ...] = ()
        for line in reversed(answer.lines):
            after = with_lines(before.file, before.lines + new)
            new += taken_back(after, line, later(self._hand))
        write(self._opened, new)
        return True

    def _show(self, pair: Proposal, *, left: int) -> None:
        sides = {"left": pair.left, "right": pair.right}
        found = self._compared(pair)
        say(f"\n{left:,} left; {exact_usd(pair.usd)} at stake\n")
        print_table(
            [
                *side_by_side(pair.left.side.mention(), pair.right.side.mention()),
                {"": "party", **{k: _party(half) for k, half in sides.items()}},
                {"": "spellings", **{k: half.spellings for k, half in sides.items()}},
                {"": "dollars", **{k: worth(h.usd, h.rows) for k, h in sides.items()}},
            ]
        )
        print_table(evidence_rows(found), ["weight"])
        say(verdict(found))
        for line in pair.says:
            say(f"not joined: {line}")

    def _show_rows(self, pair: Proposal) -> None:
        for what, half in (("left", pair.left), ("right", pair.right)):
            for row in examples(self._opened, self._engine, half.side):
                sheet = f"[{row['sheet']}]" if row["sheet"] else ""
                value = "no value" if row["usd"] is None else exact_usd(row["usd"])
                say(f"  {what:<5}  {row['file']}{sheet}:{row['line']}  {value}")
                say(f"         {row['text']}")

    def _close(self) -> None:
        left, count = len(self.open()), sum(len(a.pairs) for a in self._answers)
        note(f"{counted(count, 'pair')} answered, {left:,} open")
        if count:
            case, sitting = self._opened.folder, self._hand.sitting
            note(f"all of it back: madein parties {case} undo --sitting {sitting}")
            build_next(self._opened)


def _key(keys: str) -> str:
    """The next key: one press on a terminal, else one line; `q` at the end of input."""
    note(f"{keys} > ")
    if sys.stdin.isatty():
        return click.getchar().lower()
    line = sys.stdin.readline()
    return line.strip().lower()[:1] if line else "q"


def _word(said: Verdicts, pair: Proposal) -> str:
    return said.word(pair.left.party_id, pair.right.party_id)


def _party(half: Half) -> str:
    return " ".join((half.party_id, *half.ids))


def _names(pair: Proposal) -> str:
    return f"{pair.left.side} | {pair.right.side}"
