"""What a table holds about people, said once beside the table and used by docs and the database."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Personal:
    """A table with data about people.

    `subject` names the column with the citizen's id when rows are opened by a Use (row-level
    security); None when the table is about staff, or is part of the gate itself.
    """

    what: str
    kept: str
    subject: str | None = None
    append_only: bool = False


@dataclass(frozen=True)
class Impersonal:
    """A table without data about people."""

    append_only: bool = False
