"""Floor 7: a table in, a table out, the same every time."""
