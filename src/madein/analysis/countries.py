"""What came from the countries the case asks about, under each of the four roles."""

from madein.engine import Engine
from madein.measure import Measure
from madein.question import CaseFile
from madein.reference.countries import country_names
from madein.scope import ROLE_WORDS, CountryRole, Scope
from madein.values import day_words


def countries(engine: Engine, case: CaseFile) -> list[Measure]:  # noqa: ARG001 - analyses share one signature
    """Imports per country in focus and role, over the period and since each event.

    Args:
        engine: The engine, with `imports`.
        case: The case.
    """
    names = country_names()
    starts = [("country", case.period.since, "")]
    starts += [
        ("country since", event.date, f" since {day_words(event.date)}")
        for event in case.events
    ]
    return [
        Measure(
            name=measure,
            label=f"Imports {ROLE_WORDS[role]} {names.get(code, code)}{words}",
            scope=Scope(
                since=since, until=case.period.until, role=role, countries=(code,)
            ),
            basis=role.value,
            cell=code,
        )
        for code in case.focus
        for measure, since, words in starts
        for role in CountryRole
    ]
