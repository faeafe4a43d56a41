"""A built case as blocks, in the order of the page: `PARTS`, then their evidence."""

from collections.abc import Callable, Mapping

from madein.engine import Engine
from madein.question import CaseFile
from madein.report.blocks import Block, Note, Report
from madein.report.breakdowns import change, goods, quarters, suppliers
from madein.report.built import Built, read_built
from madein.report.changes import rates
from madein.report.claims import claims
from madein.report.dependence import dependence
from madein.report.evidence import evidence
from madein.report.firms import firms
from madein.report.flags import flags
from madein.report.limits import limits
from madein.report.method import method, sources
from madein.report.mirror import mirror
from madein.report.newcomers import newcomers
from madein.report.opening import findings, headline, key_numbers
from madein.report.prices import prices
from madein.report.references import named_figures
from madein.report.replies import replies
from madein.report.routes import routes
from madein.report.sanctions import sanctions
from madein.report.sensitivity import sensitivity
from madein.report.substitution import substitution

Part = Callable[[Built], list[Block]]

SYNTHETIC = (
    "Synthetic data: the records are made up. Firms, shipments and amounts on this page "
    "describe nobody and nothing."
)


def _top(built: Built) -> list[Block]:
    note = [Note(line=(SYNTHETIC,))] if built.case.synthetic else []
    return [*note, headline(built)]


PARTS: tuple[Part, ...] = (
    _top,
    key_numbers,
    findings,
    sensitivity,
    quarters,
    change,
    rates,
    substitution,
    dependence,
    routes,
    goods,
    suppliers,
    newcomers,
    prices,
    mirror,
    sanctions,
    flags,
    claims,
    replies,
    limits,
    firms,
    method,
    sources,
)


def compose(
    engine: Engine, case: CaseFile, edition: str, names: Mapping[str, str]
) -> tuple[Report, Built]:
    """The report of a built case, and the case as it was read for it.

    Args:
        engine: The engine with the tables of the case.
        case: What the case asks.
        edition: Which build of the case it is.
        names: Country code to English name.
    """
    built = read_built(engine, case, edition, names)
    blocks = [block for part in PARTS for block in part(built)]
    blocks += evidence(built, named_figures(blocks))
    title = f"Synthetic data: {case.title}" if case.synthetic else case.title
    report = Report(
        title=title,
        case=case.title,
        synthetic=case.synthetic,
        edition=edition,
        blocks=tuple(blocks),
    )
    return report, built
