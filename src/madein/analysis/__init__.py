"""Floor 5: a table in, a table out, the same every time."""
