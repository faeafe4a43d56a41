"""What came from suppliers first seen since an event, and from those that stopped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from madein.bounds import Amount, share
from madein.engine import Engine
from madein.measure import Answered, Derived, Dimension, Measure, Sum, Unit, Value
from madein.question import CaseFile, Event
from madein.records.held import Held, year_before
from madein.scope import Scope
from madein.verdict import Reason

Work = Callable[[Sequence[Answered]], Sequence[Value]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question that the table `newcomer` answers for each supplier.

    Attributes:
        column: Its column.
        yes: What the cell of suppliers that have it is called.
        no: The same of the others.
        by: What the imports are divided by, in words.
    """

    column: str
    yes: str
    no: str
    by: str


NEW = Asked(
    column="is_new",
    yes="first seen since",
    no="seen before",
    by="when the supplier was first seen",
)
STOPPED = Asked(
    column="stopped",
    yes="that stopped",
    no="went on",
    by="whether the supplier stopped",
)


def newcomers(engine: Engine, case: CaseFile) -> list[Measure | Derived]:
    """Value and share of new suppliers since each event, and of those that stopped.

    Rows whose sender is not named, or of whom it is not known whether they were seen
    before, are in both upper bounds.

    Args:
        engine: The engine, with `newcomer`.
        case: The case.
    """
    if not case.events:
        return []
    held = Held.of(engine, case)
    return [
        figure
        for event in case.events
        for figure in _of_event(event, case.period.until, held)
    ]


def _of_event(event: Event, until: date, held: Held) -> list[Measure | Derived]:
    day, last = event.date, event.date - timedelta(days=1)
    since = Scope(since=day, until=until)
    before = Scope(since=year_before(day), until=last)
    blind = held.blind(year_before(day), last)
    gap = () if blind is None else (f"What came before is not all held: {blind}.",)
    sides = (
        (NEW, since, f"since {event.label}", held.blind(day, until)),
        (STOPPED, before, f"in the year before {event.label}", blind),
    )
    return [
        figure
        for asked, scope, when, unheld in sides
        for figure in _figures(
            asked, event, scope, when, _share(asked.yes, _empty(unheld), gap)
        )
    ]


def _empty(blind: str | None) -> tuple[Reason, str]:
    """What it means that some days have no imports: reason code and words."""
    if blind is not None:
        return Reason.COVERAGE_GAP, f"These days are not all held: {blind}."
    return Reason.BASIS_MISSING, "There are no imports in these days to divide by."


def _figures(
    asked: Asked, event: Event, scope: Scope, when: str, work: Work
) -> list[Measure | Derived]:
    divided = Measure(
        name="newcomers",
        label=f"Imports {when}, by {asked.by}",
        scope=scope,
        dimensions=(
            Dimension(
                name=asked.column,
                sql=f"(select case {asked.column} when true then '{asked.yes}' "
                f"when false then '{asked.no}' end from newcomer "
                "where event = $event and day = $day and newcomer.supplier = imports.supplier)",
                params={"event": event.name, "day": event.date},
            ),
        ),
    )
    part = Derived(
        name="newcomers",
        label=f"Share of imports {when} from suppliers {asked.yes}",
        unit=Unit.SHARE,
        of=(divided,),
        work=work,
    )
    return [divided, part]


def _share(cell: str, empty: tuple[Reason, str], caveats: tuple[str, ...]) -> Work:
    """Share of one cell, over every way the open rows may turn out."""

    def work(answers: Sequence[Answered]) -> list[Value]:
        (divided,) = answers
        mine = [one for one in divided.cells if one.cells == (cell,)]
        vague = [one for one in divided.cells if one.cells == (None,)]
        rest = [one for one in divided.cells if one not in (*mine, *vague)]
        low, high = share(*(_amount(cells) for cells in (mine, vague, rest)))
        top = mine[0].id if mine else "0"
        reason, why = empty
        return [
            Value(
                at_least=low,
                at_most=high,
                formula=f"{top} / {divided.whole.id}",
                parts=(*(one.id for one in mine), divided.whole.id),
                rows=divided.whole.rows,
                reason=reason if low is None else None,
                caveats=(*caveats, why) if low is None else caveats,
            )
        ]

    return work


def _amount(cells: Sequence[Sum]) -> Amount:
    return Amount.of((cell.certain, cell.open) for cell in cells)
