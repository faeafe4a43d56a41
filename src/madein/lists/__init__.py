"""Sanctions lists: dated copies read into intervals, and the verdict on one day."""
