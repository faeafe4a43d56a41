"""Floor 4: what; a guess is marked as a guess."""
