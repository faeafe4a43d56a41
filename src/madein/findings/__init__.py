"""Floor 8: no sentence without rows, no verdict beyond them."""
