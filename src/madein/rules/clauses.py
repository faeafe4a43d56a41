"""What a law asks beside lists and shares: facts for a reader, which decide nothing."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from madein.question import STRICT
from madein.rules.dated import Dated


@dataclass(frozen=True, kw_only=True)
class Clause(Dated):
    """One such fact; see `data/clauses.yml`.

    Attributes:
        about: Contracts, whom else a measure may reach, or a reason to ask.
        says: The fact in words.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    about: Literal["contract", "secondary", "flag"]
    says: str
