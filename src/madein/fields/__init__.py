"""How the text of a cell is read, one kind of field in each module."""
