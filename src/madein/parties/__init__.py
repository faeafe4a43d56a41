"""Floor 5: who; a guess is marked as a guess."""
