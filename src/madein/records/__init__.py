"""Floor 3: one row per declared line, typed, with the original text kept."""
