"""Statements to check: as data, as words, and as a file that people write."""

from madein.findings.claims.faults import problems
from madein.findings.claims.model import Claim, ClaimSet, Publication, Where
from madein.findings.claims.reading import read_claims
from madein.findings.claims.saying import claimed_amount, month_of

__all__ = [
    "Claim",
    "ClaimSet",
    "Publication",
    "Where",
    "claimed_amount",
    "month_of",
    "problems",
    "read_claims",
]
