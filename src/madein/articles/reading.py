"""An article read: its quantitative statements as claims, and what was not read and why."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from madein.articles.changes import read_change
from madein.articles.claiming import claim_of
from madein.articles.framing import set_frame
from madein.articles.loosening import loosened
from madein.articles.memory import Memory
from madein.articles.pieces import pieces, without_frame
from madein.articles.presence import read_without_number
from madein.articles.quantities import read_piece
from madein.articles.remembering import RETRACTS, doubts, name_subject, remember
from madein.articles.saying import Filters
from madein.articles.sentences import Sentence, sentences
from madein.articles.settling import settled
from madein.articles.sharing import (
    check_before,
    check_shared,
    shared,
    with_last_days,
    with_verb,
)
from madein.articles.smallest import smallest_value, without_smallest
from madein.articles.statements import Statement, UnreadError
from madein.articles.tokens import Token, tokens
from madein.articles.trimming import with_limits
from madein.articles.understood import understood
from madein.articles.vocabulary import word_set
from madein.findings.claims import Claim, problems
from madein.question import CaseFile


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """A statement of an article, drafted as a claim.

    Attributes:
        claim: The claim.
        sentence: The sentence that makes it.
        line: Line on which the sentence begins.
        understood: What was understood, in words.
        missing: What keeps it from being held against the rows.
        assumed: What the text does not say and was assumed: it may be supported, but
            is never contradicted.
    """

    claim: Claim
    sentence: str
    line: int
    understood: str
    missing: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A sentence with a number that was not read.

    Attributes:
        sentence: The sentence.
        line: Line on which it begins.
        why: Why it was not read.
        is_near: Whether it may be about imports.
    """

    sentence: str
    line: int
    why: str
    is_near: bool = True


@dataclass(frozen=True, kw_only=True)
class Article:
    """What was read of a text.

    Attributes:
        drafted: Its statements about the imports of the case.
        unread: Sentences with numbers that were not read.
    """

    drafted: tuple[Drafted, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_article(
    text: str, case: CaseFile, published: dt.date | None = None
) -> Article:
    """The quantitative statements of an English news text about the imports of a case.

    A sentence is read only where no word that is not understood can change what it
    says; one that is not read is listed with the reason.

    Args:
        text: The text.
        case: The case.
        published: When it was published; `last year` needs it.
    """
    limits = (case.period.since, case.period.until)
    topic = "case" if case.subject.members == "all" else ""
    memory = Memory(topic=topic, is_all=bool(topic), limits=limits)
    memory.least = smallest_value(text)
    drafted: list[Drafted] = []
    unread: list[Unread] = []
    for number, sentence in enumerate(sentences(text), start=1):
        memory.sentence = number
        found, why = _read(sentence, memory, case, published)
        if not found and RETRACTS.search(sentence.text):
            while drafted and number - memory.numbers[len(drafted) - 1] <= 1:
                taken = drafted.pop()
                back = "the sentence after it takes it back"
                unread.append(
                    Unread(sentence=taken.sentence, line=taken.line, why=back)
                )
            memory.said.clear()
        for statement in found:
            drafted.append(_drafted(statement, len(drafted) + 1, sentence, case))
            memory.numbers[len(drafted) - 1] = number
        if why:
            near = _is_near(tokens(sentence.text, case, published))
            unread.append(
                Unread(
                    sentence=sentence.text, line=sentence.line, why=why, is_near=near
                )
            )
    return Article(drafted=tuple(drafted), unread=tuple(unread))


def _is_near(found: Sequence[Token]) -> bool:
    """Whether a sentence may be about imports: it names trade, goods or the subject."""
    near = ("trade", "goods", "anaphors")
    return any(t.has(*near) or t.kind in {"goods", "subject"} for t in found)


def _tells(found: Sequence[Token], memory: Memory) -> bool:
    """Whether a sentence without a number may say something of the imports all the same.

    "Imports from Germany stopped in May 2022."
    """
    is_trade = any(t.has("trade", "goods") or t.kind == "goods" for t in found)
    is_ours = memory.topic == "case" or any(t.kind == "subject" for t in found)
    words = {t.text.lower() for t in found}
    is_denied = any(t.has("nothing") or t.block == DENIED for t in found)
    tells = is_denied or any(t.kind == "days" for t in found)
    return is_trade and is_ours and (tells or bool(words & word_set("tells of an end")))


DENIED = "is denied or put as a question"


def _drafted(
    statement: Statement, number: int, sentence: Sentence, case: CaseFile
) -> Drafted:
    claim = claim_of(statement, number, sentence.text, case)
    faults = () if statement.missing else [what for what, _ in problems(claim, case)]
    return Drafted(
        claim=claim,
        sentence=sentence.text,
        line=sentence.line,
        understood=understood(statement, case),
        missing=(*statement.missing, *faults),
        assumed=statement.assumed,
    )


def _read(
    sentence: Sentence, memory: Memory, case: CaseFile, published: dt.date | None
) -> tuple[list[Statement], str]:
    """The statements of a sentence, and why something of it was not read."""
    bare = (
        without_smallest(sentence.text) if memory.least is not None else sentence.text
    )
    words = tokens(without_frame(bare), case, published)
    whole = settled(words, memory.ever)
    found = loosened(whole)
    if sentence.paragraph != memory.paragraph:
        memory.paragraph, memory.scene = sentence.paragraph, None
    if not found:
        return [], ""
    if set_frame(whole, memory) or set_frame(found, memory):
        if any(t.kind == "subject" for t in whole):
            name_subject(memory)  # "our data are the declarations of Aurus"
        return [], ""
    everything = tokens(bare, case, published)
    if any(t.kind == "subject" for t in everything) and not any(
        t.kind == "subject" for t in found
    ):
        name_subject(memory)  # "The chapter on Aurus finds that the carmaker ..."
    if whole[-1].text == "?":
        statements, whys = [], ["it is a question"]
    elif doubts().search(sentence.text):
        statements, whys = [], ["it says that it may not be so"]
    elif RETRACTS.search(sentence.text):
        statements, whys = [], ["it speaks of something that is taken back"]
    else:
        # Without a number nothing may be left out: "imports from Germany stopped".
        plain = found if any(t.kind == "number" for t in found) else whole
        statements, whys = _statements(with_limits(plain), memory, case)
    is_read = not whys or not any(t.kind == "number" for t in found)
    remember(found, memory, statements, is_read=is_read)
    return statements, "; ".join(dict.fromkeys(whys))


def _drops(before: Statement, after: Statement) -> bool:
    """Whether a statement lacks what the one before it in its sentence was about.

    "Products of Turkish origin, worth $350,000 before, have since come to $1.6m."
    """
    one, other = before.part, after.part
    names = (one.countries, one.goods, one.makers, one.suppliers)
    is_wider = not any((other.countries, other.goods, other.makers, other.suppliers))
    return any(names) and is_wider and before.kind == after.kind == "total"


def _statements(
    found: Sequence[Token], memory: Memory, case: CaseFile
) -> tuple[list[Statement], list[str]]:
    if not any(t.kind == "number" for t in found):
        try:
            statement = read_without_number(found, memory, case)
        except UnreadError as error:
            return [], [str(error)] if _tells(found, memory) else []
        if statement is None and _tells(found, memory):
            return [], ["it gives no number, and what it says cannot be told"]
        return ([] if statement is None else [statement]), []
    if found[-1].text == "?":
        return [], ["it is a question"]
    try:
        changed = read_change(found, memory)
    except UnreadError as error:
        memory.said.clear()
        return [], [str(error)]
    if changed is not None:
        for statement in changed:
            memory.keep(statement)
        return changed, []
    statements: list[Statement] = []
    whys: list[str] = []
    before = Filters()
    parts = [piece for piece in pieces(found) if piece.numbers]
    for place, piece in enumerate(parts):
        try:
            check_before(piece, whys)
            whole = with_last_days(parts, place)
            check_shared(whole, parts[place + 1 :])
            read = read_piece(with_verb(parts, place, whole), memory, before)
        except UnreadError as error:
            whys.append(str(error))
            memory.said.clear()  # "of that" would mean what was not read
            continue
        if statements and any(_drops(statements[-1], one) for one in read):
            whys.append("of what the second amount is, is not clear")
            memory.said.clear()
            continue
        statements += read
        for statement in read:
            memory.keep(statement)
        before = shared(piece, before, read)
    return statements, whys
