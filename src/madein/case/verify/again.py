"""Listings, verdicts, figures and claims of a bundle, made again from its tables."""

from collections import Counter
from collections.abc import Iterator, Sequence

from madein.case.build import data_edition, read_written
from madein.case.bundle.contents import (
    Page,
    write_contents,
)
from madein.case.bundle.read import Bundle
from madein.case.bundle.write import beside, is_inside
from madein.case.reading import read_case
from madein.case.verify.checks import Check, check_of, compared
from madein.case.verify.held import said_rightly, same_files
from madein.engine import Engine, Row
from madein.findings.amounts import claimed_measures
from madein.findings.check import check_claims
from madein.findings.figures import fill_figures
from madein.lists.history import TABLES as LIST_TABLES
from madein.lists.history import fill_listings
from madein.parties.decisions.file import Decisions
from madein.parties.ownership.owners import read_ownership
from madein.question import CaseFile
from madein.rules.reading import case_rules
from madein.tables import CLAIM_RESULT, FIGURE
from madein.verdicts.standing import fill_verdicts


def recomputed(bundle: Bundle, page: Page) -> Iterator[Check]:
    """Listings, verdicts, figures, claims and pages made again from the tables."""
    case = read_case(bundle.case_folder)
    claims, _, decisions = read_written(bundle.case_folder, case)
    edition, data = bundle.said["edition"], data_edition(bundle.said["made_from"])
    with bundle.tables() as engine:
        stored = {name: engine.rows(f'from "{name}"') for name in RESTATED}
        if lists_outside(bundle, case):
            for table in LIST_TABLES:
                if table.name not in RESTATED:
                    engine.fill(table, [])
        else:
            _restate(engine, bundle, case, decisions)
            again = {name: engine.rows(f'from "{name}"') for name in RESTATED}
            apart = [
                f"{name}: not what the copies of lists, the rules and the parties give"
                for name in RESTATED
                if _bag(stored[name]) != _bag(again[name])
            ]
            what = "listings and verdicts made again from the lists and rules"
            yield check_of(what, "tables", len(RESTATED), apart)
        found = {t.name: engine.rows(f"from {t.name}") for t in (FIGURE, CLAIM_RESULT)}
        fill_figures(engine, case, claimed_measures(case, claims), data)
        check_claims(engine, case, claims)
        for table, one in ((FIGURE, "figures"), (CLAIM_RESULT, "claims")):
            again = engine.rows(f"from {table.name}")
            what = f"{one} computed again from the tables"
            yield compared(what, one, table, found[table.name], again)
        again_in = bundle.folder / "again"
        evidence = write_contents(engine, case, edition, page, again_in)
    yield same_files(bundle, again_in)
    yield said_rightly(bundle, case, evidence)


# What lists and rules say; the tables below them come from the files of records.
RESTATED = (
    "list_snapshot",
    "listing",
    "hit",
    "party_standing",
    "ownership",
    "goods_standing",
)


def _restate(
    engine: Engine, bundle: Bundle, case: CaseFile, decisions: Decisions
) -> None:
    folder = bundle.case_folder
    fill_listings(engine, case.lists, folder)
    holdings = read_ownership(folder, case)
    rules = case_rules(folder, case)
    fill_verdicts(engine, case, rules, holdings, decisions, folder)


def _bag(rows: Sequence[Row]) -> Counter[str]:
    """Rows in no order."""
    return Counter(repr(sorted(row.items())) for row in rows)


def lists_outside(bundle: Bundle, case: CaseFile) -> list[str]:
    """What lists and rules are read from and the bundle does not hold."""
    named = [*(listed.folder for listed in case.lists), *beside(case)]
    return [name for name in named if not is_inside(bundle.case_folder, name)]
