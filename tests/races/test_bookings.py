import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.inbox.models import Task
from sammenhaeng.journeys.models import Busy
from sammenhaeng.journeys.operations import appointments
from sammenhaeng.kernel.periods import Interval
from sammenhaeng.kernel.refusal import Refused

from .conftest import codes, race

DAY = datetime(2027, 2, 1, 8, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
SLOTS, WRITERS = 50, 8
HALF = timedelta(minutes=30)


def slot(number: int) -> Interval:
    return Interval(DAY + number * HALF, DAY + (number + 1) * HALF)


def looked(town, plan, by):
    return access.look_up(
        plan.citizen_id, purpose="booking", seen=["appointments", "busy"], by=by, at=now()
    )


def deadlocks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select deadlocks from pg_stat_database where datname = current_database()")
        return cursor.fetchone()[0]


@pytest.fixture
def meeting(town, plan):
    return appointments.Meeting(
        plan.citizen_id, town.jobcentre, "Samtale", slot(0), travel=timedelta(0)
    )


@pytest.mark.slow
def test_of_eight_writers_one_gets_each_of_fifty_slots(town, plan, meeting):
    """C-3 and C-4: no overlap, no deadlock, and whoever is refused is told what is in the way."""

    def write():
        ends = Counter()
        for number in range(SLOTS):
            try:
                with transaction.atomic():
                    looked(town, plan, town.mette)
                    wanted = replace(meeting, interval=slot(number))
                    appointments.book(wanted, by=town.mette, at=now())
                    ends["won"] += 1
            except Refused as refused:
                right = [one.interval for one in refused.facts["clashes"]] == [slot(number)]
                ends["told" if right else "left in the dark"] += 1
        return ends

    results = race(*[write] * WRITERS)
    assert codes(results) == ["done"] * WRITERS
    assert sum(results, Counter()) == {"won": SLOTS, "told": SLOTS * (WRITERS - 1)}
    with transaction.atomic():
        looked(town, plan, town.mette)
        rows = Busy.objects.filter(during__startswith__gte=DAY)
        times = sorted(Interval(row.during.lower, row.during.upper) for row in rows)
    assert len(times) == SLOTS
    assert not any(a.overlaps(b) for a, b in pairwise(times))
    assert deadlocks() == 0


@pytest.mark.slow
def test_writers_who_want_overlapping_times_of_several_people_never_deadlock(town, plan, meeting):
    """A joint meeting takes everybody in one order, whichever order they are named in."""
    both = [(plan.citizen_id, town.citizens["oliver"]), (town.citizens["oliver"], plan.citizen_id)]
    told = set()

    def writer(order):
        def write():
            won = 0
            for number in range(12):
                try:
                    with transaction.atomic():
                        first = looked(town, plan, town.mette)
                        own = town.seats["anne"]
                        access.look_up(
                            town.citizens["oliver"], purpose="own", seen=["appointments"], by=own,
                            at=first.at,
                        )  # fmt: skip
                        wanted = replace(
                            meeting, citizen_id=order[0], others=order[1:],
                            interval=Interval(slot(number).start, slot(number + 1).end),
                            staff=(town.mette, town.ali)[:: 1 if order == both[0] else -1],
                        )  # fmt: skip
                        appointments.book(wanted, by=town.seats["system"], at=first.at)
                        won += 1
                except Refused as refused:
                    told.add(refused.code)
            return won

        return write

    results = race(*[writer(order) for order in both * 3])
    assert codes(results) == ["done"] * 6
    assert (sum(results), told) == (6, {"clash"})
    assert deadlocks() == 0


@pytest.mark.parametrize("in_spite_is_first", [True, False])
def test_who_books_in_spite_and_who_books_are_never_blind_to_each_other(
    town, plan, meeting, in_spite_is_first
):
    written, seen = threading.Event(), []

    def in_spite():
        looked(town, plan, town.lone)
        theirs = replace(meeting, unit=town.psychiatry)
        told = appointments.book_in_spite(theirs, reason="Kun nu", by=town.lone, at=now())
        clashes = Task.objects.filter(kind="appointment.clash", thing_id=told.pk)
        seen.append(set(clashes.values_list("unit_id", flat=True)))

    def book():
        looked(town, plan, town.mette)
        appointments.book(meeting, by=town.mette, at=now())

    def first(write):
        write()
        written.set()
        time.sleep(0.5)  # long enough for the other to come by, were it let by

    def second(write):
        written.wait(60)
        write()

    pair = (in_spite, book) if in_spite_is_first else (book, in_spite)
    results = race(lambda: first(pair[0]), lambda: second(pair[1]))
    assert codes(results) == (["clash", "done"] if in_spite_is_first else ["done", "done"])
    others = set() if in_spite_is_first else {town.jobcentre.pk}
    assert seen == [others | {town.psychiatry.pk}]
