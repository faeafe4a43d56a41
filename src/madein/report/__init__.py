"""A built case as one page on which every figure opens to its rows."""

from madein.report.write import write_report

__all__ = ["write_report"]
