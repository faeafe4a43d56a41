"""Unit values against those of the same goods, origin and year: triage, never findings."""
