"""Which column of a file holds which field, told by its cells and its heading."""
