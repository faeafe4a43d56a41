"""Everything that can go wrong, in three parts: what, where, and one thing to try.

* MadeinError
  x CaseError        a case, claim or layout file is wrong; all its faults at once
  x SourceError      a file of records cannot be read
  x ContractError    a table is not what the next floor was promised
  x StoreError       the store of a case is absent, locked or damaged
  x EngineError      the engine refused a statement
  x RequestError     something was asked for that the case does not hold
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        what: The fault, with the value quoted as it was found.
        where: A file and line, a table, or a row id.
        fix: One action that would mend it.
    """

    what: str
    where: str
    fix: str

    def __str__(self) -> str:
        return f"{self.what}\n  at {self.where}\n  try: {self.fix}"


class MadeinError(Exception):
    """Something madein cannot go on with; it holds one fault or several."""

    exit_code = 1

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class CaseError(MadeinError):
    """A case, claim or layout file is wrong."""


class SourceError(MadeinError):
    """A file of records cannot be read."""

    exit_code = 5


class ContractError(MadeinError):
    """A table is not what its contract promises."""


class StoreError(MadeinError):
    """The store of a case is absent, locked or damaged."""


class EngineError(MadeinError):
    """The engine refused a statement."""


class RequestError(MadeinError):
    """Something was asked for that the case does not hold."""

    exit_code = 2
