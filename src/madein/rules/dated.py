"""What every rule tells of itself: its days, its source, and how well it is known."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from madein.question import STRICT

Confidence = Literal["read", "second hand", "memory", "not known"]


@dataclass(frozen=True, kw_only=True)
class Dated:
    """One rule of one regime, with its days.

    Attributes:
        id: Its id.
        regime: Whose rule it is.
        valid_from: First day.
        valid_to: First day on which it no longer holds; None where it still does.
        known_from: Day since which it could be known.
        source: Where it is written.
        confidence: How well that is known; under `not known` there is no verdict.
        checked: Day on which the row was last looked at.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: str
    regime: str
    valid_from: date
    valid_to: date | None
    known_from: date
    source: str
    confidence: Confidence
    checked: date

    def is_valid_on(self, day: date) -> bool:
        """Whether a day is one of its days.

        Args:
            day: The day.
        """
        is_over = self.valid_to is not None and self.valid_to <= day
        return self.valid_from <= day and not is_over

    def is_known(self, known: date | None) -> bool:
        """Whether it could be known on a day.

        Args:
            known: The day; None for all that is known now.
        """
        return known is None or self.known_from <= known
