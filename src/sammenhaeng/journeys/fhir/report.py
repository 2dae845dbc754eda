"""What became of each resource of an import."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from io import StringIO

CREATED, UPDATED, UNCHANGED, KEPT, REFUSED = "created", "updated", "unchanged", "kept", "refused"
OUTCOMES = {
    CREATED: "Oprettet",
    UPDATED: "Opdateret",
    UNCHANGED: "Uændret",
    KEPT: "Gemt, som den er",
    REFUSED: "Afvist",
}
HEADER = ("fil", "post", "type", "id", "udfald", "grund")


@dataclass(frozen=True)
class Line:
    """One resource, what became of it, and why."""

    file: str
    number: int
    kind: str
    id: str
    outcome: str
    why: str = ""
    code: str = ""  # of the refusal, for machines


@dataclass
class Report:
    """All resources of an import in the order of the files."""

    lines: list[Line] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, Counter[str]]:
        """Per type: how many of each outcome."""
        found: dict[str, Counter[str]] = {}
        for line in sorted(self.lines, key=lambda one: one.kind):
            found.setdefault(line.kind, Counter())[line.outcome] += 1
        return found

    @property
    def total(self) -> Counter[str]:
        return Counter(line.outcome for line in self.lines)

    def as_csv(self) -> str:
        """The lines as CSV for a spreadsheet; no cell can be read as a formula."""
        text = StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADER)
        for line in self.lines:
            cells = (line.file, line.number, line.kind, line.id, OUTCOMES[line.outcome], line.why)
            writer.writerow([_plain(cell) for cell in cells])
        return text.getvalue()


def _plain(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell
