"""What was found out about each column of a file, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from madein.mapping.profile import Column
from madein.mapping.questions import Question

UNUSED, TOTAL, ASKED = "unused", "total", "asked"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a column holds.

    Attributes:
        column: The column.
        role: A field, or `unused`, `total` or `asked`.
        because: The evidence, in words.
        confidence: 0 to 1.
        others: Fields that it might hold as well.
    """

    column: Column
    role: str
    because: str
    confidence: float = 1.0
    others: tuple[str, ...] = ()


@dataclass
class Findings:
    """The findings about a file, while they are made.

    Attributes:
        columns: Columns of the file.
        held: What is known, by the position of the column.
        constants: What holds for every row.
        questions: What only a person can know.
        notes: What she must be told.
    """

    columns: Sequence[Column]
    held: dict[int, Finding] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(
        self, column: Column, role: str, because: str, confidence: float = 1.0
    ) -> None:
        """Settle a column.

        Args:
            column: The column.
            role: What it holds.
            because: The evidence.
            confidence: 0 to 1.
        """
        found = Finding(
            column=column, role=role, because=because, confidence=confidence
        )
        self.held[column.position] = found

    def ask(self, question: Question, columns: Iterable[Column], field: str) -> None:
        """Ask a person about columns that may hold a field.

        Args:
            question: The question.
            columns: The columns.
            field: The field.
        """
        self.questions.append(question)
        for column in columns:
            known = self.held.get(column.position)
            others = (*(known.others if known else ()), field)
            self.add(column, ASKED, f"it may be {field}", 0.0)
            new = replace(self.held[column.position], others=others)
            self.held[column.position] = new

    def holder(self, field: str) -> Column | None:
        """The column that holds a field; None where none does.

        Args:
            field: The field.
        """
        found = (f.column for f in self.held.values() if f.role == field)
        return next(found, None)

    def is_asked(self, field: str) -> bool:
        """Whether a person is asked for a field.

        Args:
            field: The field.
        """
        return any(field in f.others for f in self.held.values() if f.role == ASKED)

    def open(self, role: str) -> list[Column]:
        """Columns whose heading has a role and that are not settled.

        Args:
            role: The role.
        """
        return [c for c in self.unsettled() if c.reading.role == role]

    def unsettled(self) -> list[Column]:
        """Columns about which nothing is known."""
        return [c for c in self.columns if c.position not in self.held]

    def roles(self) -> Mapping[str, Column]:
        """The column of each field that one holds."""
        fixed = {UNUSED, TOTAL, ASKED}
        return {f.role: f.column for f in self.held.values() if f.role not in fixed}
