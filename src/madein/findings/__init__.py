"""Floor 6: no sentence without rows, no verdict beyond them."""
