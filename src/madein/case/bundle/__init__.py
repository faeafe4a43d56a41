"""A bundle: the findings of a case in one file that anybody can check, offline."""
