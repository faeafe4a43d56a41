"""What the pieces of a sentence share: a verb, days, the whole they are parts of."""

from collections.abc import Sequence

from madein.articles.days import Days
from madein.articles.pieces import Piece
from madein.articles.placing import sends
from madein.articles.saying import Filters, Group
from madein.articles.statements import Statement, UnreadError
from madein.articles.vocabulary import word_set
from madein.scope import CountryRole


def check_before(piece: Piece, whys: Sequence[str]) -> None:
    """Refuse what hangs on a piece that was not read.

    Raises:
        UnreadError: It does.
    """
    if whys and (piece.opens or not _is_clause(piece)):
        raise UnreadError("what stands before it was not read")


def _is_clause(piece: Piece) -> bool:
    """Whether a piece has a verb of its own."""
    return any(
        t.text.lower() in word_set("verbs of sharing")
        or t.has("amounts")
        or (t.has("trade") and not t.has("goods"))
        for t in piece.tokens
    )


def with_last_days(parts: Sequence[Piece], place: int) -> Piece:
    """A piece with the days behind the last of a list of goods.

    "Sensors worth $5 million and switches worth $3 million in 2022": both in 2022.
    """
    piece, following = parts[place], parts[place + 1 :]
    days = [t for p in following for t in p.tokens if t.kind == "days"]
    alike = [p for p in (piece, *following) if _is_item(p)]
    is_list = len(alike) == len(following) + 1 > 1
    last = following[-1].tokens if following else ()
    is_last = len(days) == 1 and days[0] in last
    if not (is_list and is_last) or any(t.kind == "days" for t in piece.tokens):
        return piece
    return Piece(tokens=(*piece.tokens, days[0]), opens=piece.opens)


def _is_item(piece: Piece) -> bool:
    """Whether a piece is one of a list: a group of goods and its amount, no country."""
    kinds = [t.kind for t in piece.tokens]
    is_one = kinds.count("goods") == 1 and kinds.count("number") == 1
    return is_one and "place" not in kinds and not piece.opens


def with_verb(parts: Sequence[Piece], place: int, piece: Piece) -> Piece:
    """A piece; one without a verb is held against the piece before where both name days.

    "... were dispatched from South Korea in 2022, and goods worth $2.4 million in 2023".
    """
    if place and not piece.opens and _goes_on(piece):
        return Piece(tokens=piece.tokens, opens="comparison")
    if place == 0 or piece.opens or _is_clause(piece):
        return piece
    kinds = [{t.kind for t in p.tokens} for p in (parts[place - 1], piece)]
    is_contrast = all("days" in k for k in kinds) and not {"place", "goods"} & kinds[1]
    return Piece(tokens=piece.tokens, opens="comparison") if is_contrast else piece


def _goes_on(piece: Piece) -> bool:
    """Like ", have swollen to $3.3 million since": of what, stands before the comma."""
    words = [t for t in piece.tokens if t.kind != "mark"]
    is_verb = words[0].text.lower() in {"have", "has", "had"} or words[0].has("change")
    names = any(
        t.kind in {"place", "goods", "subject"} or t.has("goods") for t in words
    )
    return is_verb and not names and any(t.has("change") for t in words)


def check_shared(piece: Piece, following: Sequence[Piece]) -> None:
    """Refuse an amount whose country or days may stand behind the next one.

    Raises:
        UnreadError: They may: "$5 million of sensors and $3 million of switches from
            South Korea in 2022".
    """
    for later in following:
        after = later.tokens
        if later.opens or _is_clause(later):
            return
        for kind in ("days", "place"):
            here = any(t.kind == kind for t in piece.tokens)
            if any(t.kind == kind for t in after) and not here:
                raise UnreadError(
                    "which countries or days belong to which amount is not clear"
                )


def shared(piece: Piece, before: Filters, read: Sequence[Statement]) -> Filters:
    """What the pieces after a piece share with it: its subject, its verb, its first days."""
    first = next((t for t in piece.tokens if t.kind != "mark"), None)
    is_days = first is not None and isinstance(first.value, Days)
    roles = [
        t.role
        for t in piece.tokens
        if t.role is not None and t.text.lower().startswith("countr")
    ]
    is_shared = any(t.text.lower() == "accounted for" for t in piece.tokens)
    sender = before.sender
    if any(
        t.kind == "place" and sends(piece.tokens, n) for n, t in enumerate(piece.tokens)
    ):
        codes = read[-1].part.countries
        sender = Group(codes=codes, role=CountryRole.DISPATCH, each=codes)
    return Filters(
        sender=sender,
        role=CountryRole(roles[0]) if roles else before.role,
        whole=read[0].of
        if (first is not None and first.has("anaphors")) or is_shared
        else before.whole,
        accounts=is_shared or before.accounts,
        is_subject=before.is_subject or any(t.kind == "subject" for t in piece.tokens),
        is_implied=before.is_implied or any(t.has("implied") for t in piece.tokens),
        is_trade=True,
        days=[first.value] if is_days else before.days,
    )
