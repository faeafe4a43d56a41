"""The table of results in methods.md, section 1.5, cell by cell."""

from decimal import Decimal

import pytest

from madein.findings.answers import Result
from madein.findings.hedges import allowed
from madein.findings.judging import judge
from madein.values import Bounds

YES, NO, OPEN = Result.SUPPORTED, Result.CONTRADICTED, Result.OPEN


def judged(wording, low, high, *, is_complete):
    at_most = None if high is None else Decimal(high)
    return judge(
        allowed(wording),
        Bounds(at_least=Decimal(low), at_most=at_most),
        is_complete=is_complete,
        unclear=lambda: "ORIGIN_GROUP",
    )


@pytest.mark.parametrize(
    ("wording", "low", "high", "if_complete", "if_not"),
    [
        # inside
        ("almost 16 USD", 15, 15, (YES, None), (YES, None)),
        ("16 USD", 16, 16, (YES, None), (YES, None)),
        ("at most 5 USD", 3, 4, (YES, None), (OPEN, "COVERAGE_GAP")),
        # above
        ("almost 16 USD", 16, 17, (NO, None), (NO, None)),
        ("at most 5 USD", 6, None, (NO, None), (NO, None)),
        # below
        ("16 USD", 3, 4, (NO, None), (OPEN, "COVERAGE_GAP")),
        ("at least 5 USD", 3, 4, (NO, None), (OPEN, "COVERAGE_GAP")),
        ("more than 0 USD", 0, 0, (NO, None), (OPEN, "COVERAGE_GAP")),
        # at least: enough is enough, whatever the coverage
        ("at least 5 USD", 5, None, (YES, None), (YES, None)),
        ("more than 5 USD", 6, 9, (YES, None), (YES, None)),
        # none
        ("none", 0, 0, (YES, None), (OPEN, "COVERAGE_GAP")),
        ("none", 1, 1, (NO, None), (NO, None)),
        ("none", 0, 1, (OPEN, "ORIGIN_GROUP"), (OPEN, "COVERAGE_GAP")),
        # nothing held: no amount is below a limit that was never looked at
        ("at most 5 USD", 0, 0, (YES, None), (OPEN, "COVERAGE_GAP")),
        # across an end
        ("16 USD", 15, 16, (OPEN, "ORIGIN_GROUP"), (OPEN, "COVERAGE_GAP")),
        ("at least 5 USD", 4, 5, (OPEN, "ORIGIN_GROUP"), (OPEN, "COVERAGE_GAP")),
        ("at least 5 USD", 4, None, (OPEN, "BASIS_MISSING"), (OPEN, "COVERAGE_GAP")),
        ("at most 5 USD", 3, None, (OPEN, "BASIS_MISSING"), (OPEN, "COVERAGE_GAP")),
        ("more than 5 USD", 5, 6, (OPEN, "ORIGIN_GROUP"), (OPEN, "COVERAGE_GAP")),
    ],
)
def test_an_interval_is_judged_as_the_table_says(
    wording, low, high, if_complete, if_not
):
    assert judged(wording, low, high, is_complete=True) == if_complete
    assert judged(wording, low, high, is_complete=False) == if_not
