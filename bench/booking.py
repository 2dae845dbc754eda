"""Booking while seven others book for the same citizens and staff: no overlap, no deadlock."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing import get_context

from django.db import OperationalError, connections, transaction
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.journeys.operations import appointments
from sammenhaeng.kernel.periods import Interval
from sammenhaeng.kernel.refusal import Refused

from . import goals, people
from .load import Tally, line

WRITERS, CITIZENS, HALF_HOURS = 8, 12, 2000
P95_WITHIN = 15  # milliseconds
THINKS = 0.2  # seconds on average between one person's bookings
WARMS_UP = 2  # seconds that do not count: a served process has booked before
OVERLAPS = """
    select count(*) from journeys_busy a join journeys_busy b
    on a.citizen_id = b.citizen_id and a.id < b.id and a.during && b.during
    where not (a.is_free_again or b.is_free_again or a.is_override or b.is_override)
"""
A_TEAM = f"""
    select p.coordinator_id, p.citizen_id from journeys_plan p
    where p.coordinator_id = (select coordinator_id from journeys_plan order by random() limit 1)
    limit {CITIZENS}
"""


@dataclass
class Race:
    """What one writer, or all of them, came to."""

    times: list[float] = field(default_factory=list)
    ends: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Race") -> "Race":
        return Race(self.times + other.times, self.ends + other.ends)


def measure(seconds: float) -> list[str]:
    """Writers who think in between, then flat out; gives what was wrong."""
    calm = _race(f"booking, {WRITERS} people at once", seconds, THINKS)
    return calm + _race(f"booking, {WRITERS} machines flat out", seconds, 0)


def _race(name: str, seconds: float, thinks: float) -> list[str]:
    team = people.rows(A_TEAM)
    connections.close_all()
    with get_context("fork").Pool(WRITERS) as pool:
        race = sum(pool.starmap(_write, [(team, seconds, thinks)] * WRITERS), Race())
    ends = race.ends
    tally = Tally(seconds, race.times, ends["deadlock"])
    told = f"booked {ends['booked']}, refused {ends['clash']} clashes; a case created in 52 ms: "
    line(name, tally, f"{told}{52 / tally.percentile(50):.1f} times")
    ((overlaps,),) = people.rows(OVERLAPS)
    faults = {f"booking: {ends['deadlock']} deadlocks": ends["deadlock"],
              f"booking: {overlaps} overlaps": overlaps,
              "booking: nobody booked": not ends["booked"]}  # fmt: skip
    wrong = [fault for fault, is_so in faults.items() if is_so]
    return wrong + goals.at_most("booking: p95", tally.percentile(95), P95_WITHIN, "ms")


def _write(team: list[tuple[int, int]], seconds: float, thinks: float) -> Race:
    draw, race = random.Random(), Race()
    by = Seat.objects.with_place().get(pk=team[0][0])
    counts_from = time.perf_counter() + WARMS_UP
    while (begun := time.perf_counter()) < counts_from + seconds:
        end = _book(draw.choice(team)[1], by, draw.randrange(HALF_HOURS))
        if begun >= counts_from:
            race.times.append(time.perf_counter() - begun)
            race.ends[end] += 1
        time.sleep(draw.uniform(0, 2 * thinks))
    return race


def _book(citizen_id: int, by: Seat, half_hour: int) -> str:
    at = now()
    start = at + timedelta(days=100, minutes=30 * half_hour)
    interval = Interval(start, start + timedelta(minutes=30))
    meeting = appointments.Meeting(citizen_id, by.unit, "Samtale", interval, staff=(by,))
    try:
        with transaction.atomic():
            access.look_up(citizen_id, purpose="coordination", seen=["appointments"], by=by, at=at)
            appointments.book(meeting, by=by, at=at)
    except Refused as refused:
        return refused.code
    except OperationalError:
        return "deadlock"
    return "booked"
