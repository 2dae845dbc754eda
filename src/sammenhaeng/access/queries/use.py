"""The use log: what was used, and whether its seals hold."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import OuterRef, Subquery

from sammenhaeng.access.models import Reason, Seat, UseBlock, UseLine
from sammenhaeng.kernel.prepared import prepared
from sammenhaeng.kernel.refusal import Refused


def last_use(by: Seat, citizen_id: int, before: datetime) -> datetime | None:
    """When this seat last opened the citizen, earlier than now; needs an open Use."""
    return next(iter(_last_use(by.pk, citizen_id, before)), None)


@prepared
def _last_use(seat_id: int, citizen_id: int, before: datetime):
    lines = UseLine.objects.filter(citizen_id=citizen_id, seat=seat_id, at__lt=before)
    return lines.order_by("-at").values_list("at", flat=True)[:1]


def lines_about(use, since: datetime | None = None):
    """The citizen's own log through a Use: newest first, lawfully delayed lines left out."""
    use.covers("use")
    lines = UseLine.objects.filter(citizen_id__in=use.citizen_ids)
    if since is not None:
        lines = lines.filter(at__gte=since)
    return lines.select_related("unit__authority").order_by("-at", "-id")


def with_reasons(rows):
    """Lines of the log with the code and the text of the reason that opened the citizen, if any.

    Rows carry `reason_code`, `reason_text` and `reason_verdict`, None without a reason.
    """
    reasons = Reason.objects.filter(
        citizen_id=OuterRef("citizen_id"), seat=OuterRef("seat"), opened_at__lte=OuterRef("at"),
        relation__kind=OuterRef("relation"), relation__until__gt=OuterRef("at"),
    )  # fmt: skip
    told = {
        f"reason_{name}": Subquery(reasons.order_by("-opened_at").values(name)[:1])
        for name in ("code", "text", "verdict")
    }
    return rows.annotate(**told)


@dataclass(frozen=True)
class LineByNumber:
    """A line of the log as the data protection officer finds it: not whom it is about."""

    number: int
    at: datetime
    unit: str
    role: str
    purpose: str
    basis: str
    reveal_on: date | None


def line_by_number(number: int, by: Seat) -> LineByNumber:
    """A look-up by the seat's own authority, found by its reference number; opens nothing."""
    assert by.unit
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, at, unit, role, purpose, basis, reveal_on from access_line(%s, %s)",
            [number, by.unit.authority_id],
        )
        if (found := cursor.fetchone()) is None:
            raise Refused("missing", "Myndigheden har ikke et opslag med det nummer.")
    return LineByNumber(*found)


@dataclass(frozen=True)
class Seals:
    """How the seals of the use log stand: blocks that no longer fit, and lines not sealed yet."""

    blocks: int
    broken: list[tuple[int, str]]
    unsealed: int


def seals() -> Seals:
    """Check every block of the use log against its lines."""
    with connection.cursor() as cursor:
        cursor.execute("select number, what from access_broken_blocks()")
        broken = cursor.fetchall()
        cursor.execute("select access_unsealed_lines()")
        (unsealed,) = cursor.fetchone()
    return Seals(UseBlock.objects.count(), broken, unsealed)
