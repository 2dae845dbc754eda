"""Cells of CSV files that people open in a spreadsheet: none may begin as a formula."""

import re

STARTS_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
IS_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it when a spreadsheet would calculate it."""
    return f"'{cell}" if STARTS_A_FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if IS_GUARDED.match(cell) else cell
