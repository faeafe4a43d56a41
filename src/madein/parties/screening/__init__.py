"""Parties against the entries of lists."""
