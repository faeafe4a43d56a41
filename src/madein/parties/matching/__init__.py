"""Which spellings are one firm: candidates, evidence, clusters, tables."""
