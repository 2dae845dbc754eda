"""Any sequence of bookings by two authorities: the citizen is never in two meetings at once."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from sammenhaeng.access import operations as access
from sammenhaeng.journeys.models import Appointment, Busy, Override, StaffBusy
from sammenhaeng.journeys.operations import appointments as verbs
from sammenhaeng.journeys.operations import statutory
from sammenhaeng.journeys.queries import calendar, ical, ledger
from sammenhaeng.journeys.rules import appointments as rules
from sammenhaeng.journeys.rules.plans import plan_types
from sammenhaeng.kernel.periods import Interval
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.world.solby import Solby

from .conftest import Course

DAY = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)
ORGANISERS = {"mette": "jobcentre", "lone": "psychiatry"}
TRAVEL = [timedelta(0), timedelta(minutes=20)]
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12)
halves = st.integers(0, 7)
organisers = st.sampled_from(list(ORGANISERS))


def span(first: int, length: int) -> Interval:
    half = timedelta(minutes=30)
    return Interval(DAY + first * half, DAY + (first + length) * half)


class Calendar(RuleBasedStateMachine):
    """Bound by the test to Anne's course and the cast; `taken` is the model of her time."""

    course: Course
    solby: Solby

    def __init__(self):
        super().__init__()
        self.before = transaction.savepoint()
        self.at = self.course.at
        self.taken: dict[int, tuple[Interval, bool]] = {}  # id -> ledger time, booked in spite

    def teardown(self):
        transaction.savepoint_rollback(self.before)

    def meeting(self, who, first, length, travel, words) -> verbs.Meeting:
        unit = self.solby.units[ORGANISERS[who]]
        return verbs.Meeting(
            self.course.citizen_id, unit, f"x{words}", span(first, length), place=words,
            purpose=words, travel=travel, staff=(self.solby.seats[who],),
        )  # fmt: skip

    def in_the_way(self, meeting) -> list[int]:
        wanted = meeting.ledger_interval
        return [pk for pk, (time, _) in self.taken.items() if time.overlaps(wanted)]

    @rule(who=organisers, first=halves, length=st.integers(1, 3), travel=st.sampled_from(TRAVEL),
          words=WORDS)  # fmt: skip
    def book(self, who, first, length, travel, words):
        meeting = self.meeting(who, first, length, travel, words)
        by, expected = self.solby.seats[who], self.in_the_way(meeting)
        try:
            with transaction.atomic():
                booked = verbs.book(meeting, by=by, at=self.at)
        except Refused as refused:
            self.names_everything(refused.facts["clashes"], expected)
        else:
            assert expected == []
            self.taken[booked.pk] = meeting.ledger_interval, False

    def names_everything(self, clashes, expected):
        times = sorted(self.taken[pk][0] for pk in expected)
        assert expected
        assert sorted(clash.interval for clash in clashes) == times

    @rule(who=organisers, first=halves, length=st.integers(1, 3), words=WORDS)
    def book_in_spite(self, who, first, length, words):
        meeting = self.meeting(who, first, length, TRAVEL[0], words)
        booked = verbs.book_in_spite(
            meeting, reason="Kun denne tid", by=self.solby.seats[who], at=self.at
        )
        self.taken[booked.pk] = meeting.interval, True

    def some(self, data, state=rules.BOOKED):
        found = Appointment.objects.filter(state=state).order_by("pk")
        return data.draw(st.sampled_from(list(found))) if found else None

    @rule(data=st.data(), who=st.sampled_from(["anne", "mette", "bent"]))
    def cancel(self, data, who):
        if (one := self.some(data)) is None:
            return
        try:
            with transaction.atomic():
                verbs.cancel(one, reason="Syg", by=self.solby.seats[who], at=self.at)
        except Refused:
            assert who == "bent"
        else:
            assert who != "bent"
            del self.taken[one.pk]

    @rule(data=st.data(), first=halves)
    def move(self, data, first):
        if (one := self.some(data)) is None:
            return
        by, wanted = one.organiser, span(first, 1)
        wide = rules.ledger_interval(wanted, one.travel)
        free = not any(t.overlaps(wide) for pk, (t, _) in self.taken.items() if pk != one.pk)
        try:
            with transaction.atomic():
                new = verbs.move(one, wanted, because="-", by=by, at=self.at)
        except Refused:
            assert not free
        else:
            assert free
            del self.taken[one.pk]
            self.taken[new.pk] = wide, False

    @rule(data=st.data())
    def miss(self, data):
        if (one := self.some(data)) is None:
            return
        missed = verbs.miss(one, by=one.organiser, at=one.ends_at)
        mine = rules.ledger_interval(Interval(one.starts_at, one.ends_at), one.travel)
        del self.taken[one.pk]
        others = Appointment.objects.exclude(pk=one.pk).filter(state__in=rules.CLAIMED_TIME)
        if any(Interval(o.starts_at, o.ends_at).overlaps(mine) for o in others):
            assert missed.is_citizens_fault is False

    @invariant()
    def no_two_meetings_overlap_without_a_reason(self):
        reasons = set(Override.objects.values_list("appointment_id", flat=True))
        rows = Busy.objects.filter(is_free_again=False)
        kept = [(Interval(r.during.lower, r.during.upper), r.appointment_id) for r in rows]
        assert {pk: time for time, pk in kept} == {pk: t for pk, (t, _) in self.taken.items()}
        for (a, one), (b, other) in combinations(kept, 2):
            assert not a.overlaps(b) or {one, other} & reasons

    @invariant()
    def staff_are_not_in_two_meetings_either(self):
        rows = StaffBusy.objects.filter(is_free_again=False)
        kept = [(r.seat_id, Interval(r.during.lower, r.during.upper)) for r in rows]
        for (a, time), (b, other) in combinations(kept, 2):
            assert a != b or not time.overlaps(other)

    @invariant()
    def others_learn_only_that_the_time_is_taken(self):
        use = access.look_up(
            self.course.citizen_id, purpose="booking", seen=["appointments", "busy"],
            by=self.solby.lone, at=self.at,
        )  # fmt: skip
        own = self.solby.psychiatry.authority_id
        for entry in calendar.calendar(use, DAY, DAY + timedelta(days=1)):
            told = (entry.title, entry.place, entry.unit, entry.authority_id, entry.appointment)
            assert entry.authority_id == own or told == (ledger.BUSY, "", "", 0, None)

    @invariant()
    def what_is_taken_home_reads_the_same(self):
        meetings = list(Appointment.objects.filter(state=rules.BOOKED).order_by("starts_at", "pk"))
        found = ical.read(ical.written(meetings, self.at), DAY - timedelta(hours=1))
        told = sorted((str(o.uid), o.title, o.place, o.interval) for o in found)
        assert told == sorted(
            (str(m.uid), m.title, m.place, Interval(m.starts_at, m.ends_at)) for m in meetings
        )


@pytest.mark.slow
def test_no_sequence_of_bookings_puts_the_citizen_in_two_meetings(course, solby, at):
    for who in (solby.mette, solby.jonas):
        course.look(who)
    system = solby.seats["system"]
    beginning = statutory.Beginning("GOP", solby.psychiatry, {"behov": "Behandling"})
    statutory.start(course.citizen_id, beginning, by=system, at=at)
    assert "GOP" in plan_types()
    run_state_machine_as_test(
        type("Bound", (Calendar,), {"course": course, "solby": solby}),
        settings=settings(
            max_examples=18, stateful_step_count=12, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["jobcentre", "family", "school"])
def test_the_other_authoritys_answer_does_not_depend_on_the_secret(course, solby, at, unit):
    """C-5 non-interference: who calls, what about and where change nothing of what Lone is told."""
    system = solby.seats["system"]
    course.look(solby.mette)
    beginning = statutory.Beginning("GOP", solby.psychiatry, {"behov": "Behandling"})
    statutory.start(course.citizen_id, beginning, by=system, at=at)
    secret = verbs.Meeting(course.citizen_id, solby.units[unit], unit, span(2, 2), place=unit)
    verbs.book(secret, by=system, at=at)
    use = access.look_up(
        course.citizen_id, purpose="booking", seen=["appointments", "busy"], by=solby.lone, at=at
    )
    entries = calendar.calendar(use, DAY, DAY + timedelta(days=1))
    clash = ledger.clashes(span(2, 1), [course.citizen_id], [], solby.lone)
    told = [(one.interval, one.title) for one in clash]
    assert repr(entries) == repr([calendar.Entry(span(2, 2).start, span(2, 2).end, "Optaget",
                                                 "", "", 0, None)])  # fmt: skip
    assert told == [(secret.ledger_interval, "Optaget")]
