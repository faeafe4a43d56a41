"""How concentrated the imports are."""
