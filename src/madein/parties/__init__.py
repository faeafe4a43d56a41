"""Floor 4: who; a guess is marked as a guess."""
