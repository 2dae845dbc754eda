"""Booking while seven others book for the same citizens and staff: no overlap, no deadlock."""

import random
import time
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
    booked: int = 0
    refused: int = 0
    deadlocks: int = 0


def measure(seconds: float) -> list[str]:
    """Writers who think in between, then flat out; gives what was wrong."""
    calm = _race(f"booking, {WRITERS} people at once", seconds, THINKS)
    return calm + _race(f"booking, {WRITERS} machines flat out", seconds, 0)


def _race(name: str, seconds: float, thinks: float) -> list[str]:
    team = people.rows(A_TEAM)
    connections.close_all()
    with get_context("fork").Pool(WRITERS) as pool:
        races = pool.starmap(_write, [(team, seconds, thinks)] * WRITERS)
    race = Race(
        [one for race in races for one in race.times],
        *(sum(getattr(one, name) for one in races) for name in ("booked", "refused", "deadlocks")),
    )
    tally = Tally(seconds, race.times, race.deadlocks)
    told = f"booked {race.booked}, refused {race.refused} clashes; a case created in 52 ms: "
    line(name, tally, f"{told}{52 / tally.percentile(50):.1f} times")
    ((overlaps,),) = people.rows(OVERLAPS)
    faults = {f"booking: {race.deadlocks} deadlocks": race.deadlocks,
              f"booking: {overlaps} overlaps": overlaps,
              "booking: nobody booked": not race.booked}  # fmt: skip
    wrong = [fault for fault, is_so in faults.items() if is_so]
    return wrong + goals.at_most("booking: p95", tally.percentile(95), P95_WITHIN, "ms")


def _write(team: list[tuple[int, int]], seconds: float, thinks: float) -> Race:
    draw, race = random.Random(), Race()
    by = Seat.objects.with_place().get(pk=team[0][0])
    citizens = [citizen_id for _, citizen_id in team]
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        at = now()
        start = at + timedelta(days=100, minutes=30 * draw.randrange(HALF_HOURS))
        interval = Interval(start, start + timedelta(minutes=30))
        meeting = appointments.Meeting(
            draw.choice(citizens), by.unit, "Samtale", interval, staff=(by,)
        )
        begun = time.perf_counter()
        try:
            with transaction.atomic():
                access.look_up(
                    meeting.citizen_id, purpose="coordination", seen=["appointments"], by=by, at=at
                )
                appointments.book(meeting, by=by, at=at)
            race.booked += 1
        except Refused:
            race.refused += 1
        except OperationalError:
            race.deadlocks += 1
        race.times.append(time.perf_counter() - begun)
        time.sleep(draw.uniform(0, 2 * thinks))
    return race
