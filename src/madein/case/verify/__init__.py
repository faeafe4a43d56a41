"""A bundle checked: its files, its sums, its figures and claims, offline."""
