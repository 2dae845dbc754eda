"""The citizen's log "Hvem har brugt mine oplysninger", in words a citizen can read."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sammenhaeng.access import queries as access
from sammenhaeng.access.operations import Use
from sammenhaeng.access.queries import Wording


@dataclass(frozen=True)
class Line:
    """One look-up: who (as an authority, never a name), when, why, and what was seen."""

    number: int
    at: datetime
    authority: str
    unit: str
    role: str
    purpose: str
    basis: str
    statute: str
    seen: tuple[str, ...]
    relation: str
    action: str


@dataclass(frozen=True)
class Log:
    """The lines of a period, newest first; one's own look-ups are only counted."""

    lines: list[Line]
    own: int

    @property
    def authorities(self) -> list[tuple[str, int]]:
        return Counter(line.authority for line in self.lines).most_common()


def log(use: Use, *, since: datetime | None = None, authority: str = "") -> Log:
    """Every look-up of the citizens of the Use that may be shown today."""
    words = Wording()
    rows = list(access.lines_about(use, since))
    told = [_line(row, words) for row in rows if row.role != "citizen"]
    wanted = [line for line in told if authority in ("", line.authority)]
    return Log(wanted, own=len(rows) - len(told))


def _line(row, words: Wording) -> Line:
    unit = row.unit
    return Line(
        number=row.pk,
        at=row.at,
        authority=unit.authority.name if unit else "",
        unit=unit.name if unit else "",
        role=words.role(row.role),
        purpose=words.purpose(row.purpose),
        basis=words.basis(row.basis),
        statute=words.statute(row.basis),
        seen=tuple(words.category(code) for code in row.categories),
        relation=words.relation(row.relation),
        action=row.action,
    )
