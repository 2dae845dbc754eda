"""Appointments: their states, travel buffer, clashes and whose fault an absence is. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from sammenhaeng.kernel.calendar import COPENHAGEN, day_of, is_working_day
from sammenhaeng.kernel.periods import Interval

HELD, PROPOSED, PENDING, BOOKED, ARRIVED, FULFILLED, CANCELLED, MOVED, NOSHOW = (
    "held", "proposed", "pending", "booked", "arrived", "fulfilled", "cancelled", "moved", "noshow",
)  # fmt: skip
APPOINTMENT = {
    HELD: {"book": BOOKED, "cancel": CANCELLED},
    PROPOSED: {"send": PENDING, "book": BOOKED, "cancel": CANCELLED},
    PENDING: {"book": BOOKED, "cancel": CANCELLED},
    BOOKED: {"arrive": ARRIVED, "cancel": CANCELLED, "move": MOVED, "miss": NOSHOW},
    ARRIVED: {"fulfil": FULFILLED},
    FULFILLED: {},
    CANCELLED: {},
    MOVED: {},
    NOSHOW: {},
}
CLAIMED_TIME = (BOOKED, ARRIVED, FULFILLED, NOSHOW)  # the citizen was to be there

LONGEST_HOLD = timedelta(minutes=15)
DEFAULT_TRAVEL = timedelta(minutes=20)
NOTICE = timedelta(days=2)  # less notice than this is never the citizen's fault
SHORTEST_NOTICE_TO_CHANGE = timedelta(hours=24)  # later than this, call
OFFICE_OPENS, OFFICE_CLOSES = time(8, 30), time(15, 30)
PROPOSAL_EVERY = timedelta(minutes=30)


def ledger_interval(meeting: Interval, travel: timedelta) -> Interval:
    """The time a meeting takes from the citizen: itself and the way there and back.

    Half the buffer on each side, so that two neighbours together leave the whole buffer between.
    """
    return meeting.widened(travel / 2) if travel else meeting


def clashes(wanted: Interval, busy: Iterable[Interval]) -> list[Interval]:
    """All intervals that overlap, earliest first; touching is not a clash."""
    return sorted(interval for interval in busy if interval.overlaps(wanted))


def citizens_fault(*, told_at: datetime | None, starts_at: datetime, had_clash: bool) -> bool:
    """An absence is never the citizen's fault after a clash of ours or too short a notice."""
    return not had_clash and told_at is not None and starts_at - told_at >= NOTICE


def proposals(
    busy: Sequence[Interval],
    *,
    after: datetime,
    length: timedelta,
    travel: timedelta,
    count: int = 3,
) -> list[Interval]:
    """The first free times in office hours on different working days, for everyone in `busy`."""
    found: list[Interval] = []
    day = day_of(after)
    for _ in range(60):
        if is_working_day(day) and (slot := _first_free(busy, day, after, length, travel)):
            found.append(slot)
            if len(found) == count:
                break
        day += timedelta(days=1)
    return found


def _first_free(busy, day, after, length, travel) -> Interval | None:
    start = datetime.combine(day, OFFICE_OPENS, COPENHAGEN)
    closes = datetime.combine(day, OFFICE_CLOSES, COPENHAGEN)
    while start + length <= closes:
        slot = Interval(start, start + length)
        if start >= after and not clashes(ledger_interval(slot, travel), busy):
            return slot
        start += PROPOSAL_EVERY
    return None
