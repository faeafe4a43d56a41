"""A case as Python people and the command line use it."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from madein.analysis.exposure import by_date
from madein.case.asking import Imports
from madein.case.build import Progress, build, data_edition, gather
from madein.case.evidence import define_raw_text
from madein.case.reading import read_case
from madein.case.store import Store, load
from madein.engine import Engine, Row
from madein.errors import Fault, RequestError
from madein.findings.names import names_of
from madein.question import CaseFile
from madein.scope import Scope


def silent(line: str) -> None:
    """Take a line about the progress and say nothing.

    Args:
        line: The line.
    """


@dataclass(frozen=True, kw_only=True)
class Case:
    """A case folder, opened.

    Attributes:
        folder: The folder.
        file: Its `case.yml`.
        store: Its store.
    """

    folder: Path
    file: CaseFile
    store: Store

    def build(self, say: Progress = silent) -> bool:
        """Make a build from the files, unless the current one was made from the same.

        Args:
            say: Takes a line about the progress.

        Returns:
            Whether a new build was made.
        """
        with Engine(self.store.scratch) as engine:
            inputs = gather(self.folder, self.file, self.store, say)
            return build(engine, inputs, self.store, say)

    @contextmanager
    def tables(self) -> Generator[Engine]:
        """An engine with the tables of the current build.

        Yields:
            The engine.
        """
        folder = self.store.current()
        with Engine(self.store.scratch) as engine:
            load(engine, folder)
            yield engine

    def edition(self) -> str:
        """Digest of everything the current build was made from."""
        return str(self.store.note()["edition"])

    def data_edition(self) -> str:
        """Digest of everything the figures of the current build rest on."""
        return data_edition(self.store.note()["made_from"])

    def figures(self) -> list[Row]:
        """All figures of the current build, in order."""
        with self.tables() as engine:
            return engine.rows("from figure")

    def figure(self, figure_id: str) -> Row:
        """One figure.

        Args:
            figure_id: Its id, like F3 or F9.KR.

        Raises:
            RequestError: There is no such figure.
        """
        with self.tables() as engine:
            found = engine.rows("from figure where id = $id", {"id": figure_id})
            if found:
                return found[0]
            known = engine.rows("select id from figure where parent is null")
        raise RequestError(
            Fault(
                what=f"there is no figure '{figure_id}'",
                where=str(self.folder),
                fix=f"use one of {', '.join(row['id'] for row in known)}, or a part of one",
            )
        )

    def flag(self, flag_id: str) -> Row:
        """One flag: the answer to a question of a published notice.

        Args:
            flag_id: Its id, like RF01, or RF01.P-... for a single firm.

        Raises:
            RequestError: There is no such flag.
        """
        question, _, party = flag_id.partition(".")
        with self.tables() as engine:
            found = engine.rows(
                "select flag.*, name as party, [] as caveats from flag "
                "left join party using (party_id) where id = $id and party_id = $party",
                {"id": question, "party": party},
            )
        if found:
            return found[0] | {"id": flag_id}
        raise RequestError(
            Fault(
                what=f"there is no flag '{flag_id}'",
                where=str(self.folder),
                fix=f"see `madein show {self.folder} flags`",
            )
        )

    def shown(self, shown_id: str) -> Row:
        """A figure or a flag: whatever has rows of its own.

        Args:
            shown_id: Its id.
        """
        is_flag = shown_id.startswith("RF")
        return self.flag(shown_id) if is_flag else self.figure(shown_id)

    def evidence(self, figure_id: str) -> list[Row]:
        """The rows behind a figure or a flag, each with its file, line and original text.

        `text` is as it stands in the file; `corrected` says which cells are read
        otherwise. Of a figure of verdicts, `by_date` has the word on each date of a row.

        `usd` summed over the rows with `certain` gives the figure's `at_least`, over
        all rows its `at_most`, to the last digit.

        Args:
            figure_id: Id of the figure or flag.
        """
        return self.rows_behind(self.shown(figure_id))

    def rows_behind(self, figure: Row) -> list[Row]:
        """The same for a figure or flag at hand.

        Args:
            figure: Its row.
        """
        if figure["sql"] is None:
            return []
        with self.tables() as engine:
            self.name_raw_text(engine, figure["sql"])
            rows = engine.rows(f"""
select source.file, source.sheet, raw_text.line, evidence.*, raw_text.text, corrected,
  source.sha256
from ({figure["sql"]}) as evidence
join source using (source_id) join raw_text using (source_id, row)
left join (
  select source_id, row, string_agg(field || ': ' || was || ' -> ' || now || ' ('
    || reason || '; ' || provider || ')', ', ' order by field) as corrected
  from correction group by all
) using (source_id, row)
order by certain desc, usd desc nulls last, source_id, row""")
            return by_date(engine, figure, rows) if "label" in figure else rows

    def names(self, figure_id: str) -> list[Row]:
        """The names behind a figure or flag, as written, with the firm each was taken for.

        Args:
            figure_id: Id of the figure or flag.
        """
        figure = self.shown(figure_id)
        if figure["sql"] is None:
            return []
        with self.tables() as engine:
            return names_of(engine, figure["sql"])

    def name_raw_text(self, engine: Engine, wanted: str) -> None:
        """Table `raw_text` for some rows.

        Args:
            engine: An engine with the tables of the current build.
            wanted: SQL that gives source_id and row.
        """
        copies = self.store.note()["copies"]
        define_raw_text(engine, copies, self.store.raw, wanted)

    def imports(self) -> Imports:
        """The imports of the subject over the period of the case, to be asked about."""
        period = self.file.period
        scope = Scope(since=period.since, until=period.until)
        return Imports(case=self, scope=scope)

    def claim_results(self) -> list[Row]:
        """The claims of `claims.yml` with their results."""
        with self.tables() as engine:
            return engine.rows("from claim_result")


def open_case(folder: str | Path) -> Case:
    """A case folder, opened.

    Args:
        folder: The folder.
    """
    path = Path(folder)
    return Case(folder=path, file=read_case(path), store=Store(folder=path / ".madein"))
