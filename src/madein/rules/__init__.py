"""Rules as data: thresholds, licences and clauses, each with its days and its source."""
