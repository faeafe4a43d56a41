"""Floor 4: one row per declared line, typed, with the original text kept."""
