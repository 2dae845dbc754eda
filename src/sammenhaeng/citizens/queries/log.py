"""The citizen's log "Hvem har brugt mine oplysninger", in words a citizen can read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count

from sammenhaeng.access import queries as access
from sammenhaeng.access.operations import Use
from sammenhaeng.access.queries import Wording

LINES_PER_PAGE = 20
PERIODS = {"30": timedelta(days=30), "365": timedelta(days=365), "alle": timedelta(days=731)}
SHOWN_TO_STAFF = timedelta(days=90)


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
    is_sure: bool
    seen: tuple[str, ...]
    relation: str
    action: str
    reason: str
    reason_text: str
    verdict: str


@dataclass(frozen=True)
class Summary:
    """How many look-ups of a period may be shown today: by authority, and one's own."""

    authorities: list[tuple[str, int]]  # the busiest first
    own: int

    @property
    def count(self) -> int:
        return sum(count for _, count in self.authorities)


def summary(use: Use, since: datetime) -> Summary:
    rows = access.lines_about(use, since).values_list("role", "unit__authority__name")
    counts: dict[str, int] = {}
    own = 0
    for role, authority, count in rows.annotate(Count("pk")).order_by():
        if role == "citizen":
            own += count
        else:
            counts[authority] = counts.get(authority, 0) + count
    return Summary(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])), own)


def lines(use: Use, since: datetime, authority: str = ""):
    """What staff and machines looked up, newest first; one's own look-ups are only counted."""
    rows = access.with_reasons(access.lines_about(use, since).exclude(role="citizen"))
    return rows.filter(unit__authority__name=authority) if authority else rows


def page(rows, number: str) -> Page:
    """One page of lines, in words; a number that does not exist gives the nearest page."""
    found = Paginator(rows, LINES_PER_PAGE).get_page(number)
    found.object_list = list(told(found.object_list))
    return found


def told(rows) -> Iterator[Line]:
    words = Wording()
    return (_line(row, words) for row in rows)


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
        is_sure=words.is_sure(row.basis),
        seen=tuple(words.category(code) for code in row.categories),
        relation=words.relation(row.relation),
        action=row.action,
        reason=words.reason(row.reason_code) if row.reason_code else "",
        reason_text=row.reason_text or "",
        verdict=words.verdict(row.reason_verdict) if row.reason_verdict else "",
    )
