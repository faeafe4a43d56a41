"""Floor 5: what; a guess is marked as a guess."""
