import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sammenhaeng.access import operations as access
from sammenhaeng.inbox.models import Task
from sammenhaeng.journeys.models import Appointment, Busy
from sammenhaeng.journeys.operations import appointments, statutory
from sammenhaeng.journeys.queries import ledger as queries
from sammenhaeng.journeys.rules import appointments as rules
from sammenhaeng.journeys.rules.plans import plan_types
from sammenhaeng.kernel.periods import Interval
from sammenhaeng.kernel.refusal import Refused

DAY = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
NO_TRAVEL = timedelta(0)
WORDS = st.characters(exclude_categories=["Cc", "Cs"])  # what a form lets through


def hours(first: float, last: float) -> Interval:
    return Interval(DAY + timedelta(hours=first), DAY + timedelta(hours=last))


@pytest.fixture
def job(course, solby):
    """A meeting of the job centre with Anne, not booked yet."""
    for who in (solby.mette, solby.jonas):
        course.look(who)
    return appointments.Meeting(
        course.citizen_id, solby.jobcentre, "Jobsamtale", hours(0, 1), place="Kaj 4"
    )


@pytest.fixture
def treatment(job, solby, at):
    """Treatment at the hospital, which also has to do with Anne."""
    system = solby.seats["system"]
    texts = {"behov": "Behandling"}
    beginning = statutory.Beginning("GOP", solby.psychiatry, texts)
    statutory.start(job.citizen_id, beginning, by=system, at=at)
    assert "GOP" in plan_types()
    return replace(job, unit=solby.psychiatry, title="Behandling", interval=hours(0.5, 1.5))


def test_a_booked_meeting_asks_the_citizen_to_confirm(job, solby, at):
    booked = appointments.book(job, by=solby.mette, at=at)

    task = Task.objects.get(kind="appointment.confirm")
    assert (booked.state, task.for_citizen_id) == ("booked", job.citizen_id)
    assert task.due_on == DAY.date() - timedelta(days=1)


def test_a_second_meeting_at_the_same_time_is_refused(job, treatment, solby, at):
    appointments.book(job, by=solby.mette, at=at)

    with pytest.raises(Refused) as refused:
        appointments.book(treatment, by=solby.lone, at=at)
    assert refused.value.code == "clash"
    assert Appointment.objects.count() == 1


def test_another_authority_learns_only_that_the_time_is_taken(job, treatment, solby, at):
    appointments.book(job, by=solby.mette, at=at)

    with pytest.raises(Refused) as theirs:
        appointments.book(treatment, by=solby.lone, at=at)
    with pytest.raises(Refused) as ours:
        appointments.book(replace(job, title="Igen"), by=solby.mette, at=at)
    assert "Jobsamtale" not in str(theirs.value)
    assert [one.title for one in theirs.value.facts["clashes"]] == ["Optaget"]
    assert [one.title for one in ours.value.facts["clashes"]] == ["Jobsamtale"]


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(title=st.text(WORDS, max_size=20), place=st.text(WORDS, max_size=20))
def test_what_others_learn_does_not_depend_on_what_the_meeting_is(
    job, treatment, solby, at, title, place
):
    before = transaction.savepoint()
    secret = replace(job, title=f"x{title}", place=place)
    appointments.book(secret, by=solby.mette, at=at)
    with pytest.raises(Refused) as refused:
        appointments.book(treatment, by=solby.lone, at=at)
    transaction.savepoint_rollback(before)
    assert str(refused.value) == (
        "Tiden er optaget: 03.12.2026 9.50–11.10 Optaget. Vælg en anden tid."
    )


def test_every_clash_is_named_at_once(job, solby, at):
    appointments.book(job, by=solby.mette, at=at)
    appointments.book(replace(job, interval=hours(2, 3)), by=solby.mette, at=at)

    with pytest.raises(Refused) as refused:
        appointments.book(replace(job, interval=hours(0, 3)), by=solby.mette, at=at)
    assert len(refused.value.facts["clashes"]) == 2


@pytest.mark.parametrize(("gap", "fits"), [(19, False), (20, True), (21, True)])
def test_there_is_time_to_travel_between_two_meetings(job, solby, at, gap, fits):
    appointments.book(job, by=solby.mette, at=at)
    begins = 1 + gap / 60
    second = replace(job, interval=hours(begins, begins + 1))
    try:
        appointments.book(second, by=solby.mette, at=at)
    except Refused:
        assert not fits
    else:
        assert fits


def test_touching_meetings_without_travel_do_not_clash(job, solby, at):
    first = replace(job, travel=NO_TRAVEL)
    appointments.book(first, by=solby.mette, at=at)

    assert appointments.book(replace(first, interval=hours(1, 2)), by=solby.mette, at=at)


def test_staff_are_not_in_two_meetings_either(job, solby, at):
    with_mette = replace(job, staff=(solby.mette,), travel=NO_TRAVEL)
    appointments.book(with_mette, by=solby.mette, at=at)
    other = replace(with_mette, citizen_id=solby.citizens["bent"])
    found = queries.clashes(hours(0, 1), [], [solby.mette], solby.mette)

    assert [one.title for one in found] == ["Jobsamtale"]
    assert other.staff == (solby.mette,)


def test_the_database_itself_refuses_an_overlap(job, solby, at):
    booked = appointments.book(job, by=solby.mette, at=at)
    during = Busy.objects.get(appointment=booked).during
    with pytest.raises(IntegrityError, match="never_in_two_meetings"), transaction.atomic():
        Busy.objects.create(citizen_id=job.citizen_id, appointment=booked, during=during)


def test_a_clash_may_be_booked_for_a_reason_and_both_are_told(job, treatment, solby, at):
    appointments.book(job, by=solby.mette, at=at)
    with pytest.raises(Refused, match="hvorfor"):
        appointments.book_in_spite(treatment, reason=" ", by=solby.lone, at=at)

    appointments.book_in_spite(treatment, reason="Kun denne tid", by=solby.lone, at=at)
    told = set(Task.objects.filter(kind="appointment.clash").values_list("unit_id", flat=True))
    assert told == {solby.jobcentre.pk, solby.psychiatry.pk}


def test_a_meeting_in_spite_is_in_the_way_of_later_ones(job, treatment, solby, at):
    appointments.book(job, by=solby.mette, at=at)
    longer = replace(treatment, interval=hours(0, 6))
    appointments.book_in_spite(longer, reason="Kun denne tid", by=solby.lone, at=at)

    with pytest.raises(Refused, match="optaget"):
        appointments.book(replace(job, interval=hours(4, 5)), by=solby.mette, at=at)


def test_moving_keeps_the_course_and_frees_the_old_time(job, solby, at):
    old = appointments.book(job, by=solby.mette, at=at)
    new = appointments.move(old, hours(4, 5), because="Behandling", by=solby.mette, at=at)

    assert (new.uid, new.sequence, new.moved_from) == (old.uid, 1, old)
    assert appointments.book(replace(job, title="Ny"), by=solby.mette, at=at)


def test_a_meeting_cannot_be_moved_onto_another(job, solby, at):
    first = appointments.book(job, by=solby.mette, at=at)
    appointments.book(replace(job, interval=hours(4, 5)), by=solby.mette, at=at)
    with pytest.raises(Refused, match="optaget"):
        appointments.move(first, hours(4, 5), because="-", by=solby.mette, at=at)

    first.refresh_from_db()
    assert first.state == "booked"


def test_only_the_citizen_confirms(job, solby, course, at):
    booked = appointments.book(job, by=solby.mette, at=at)
    with pytest.raises(Refused, match="svare på en indkaldelse"):
        appointments.confirm(booked, by=solby.mette, at=at)

    appointments.confirm(booked, by=course.citizen, at=at)
    assert not Task.objects.filter(kind="appointment.confirm", state="open").exists()


@pytest.mark.parametrize(
    ("notice", "clash", "fault"),
    [(49, False, True), (48, False, True), (47, False, False), (49, True, False)],
)
def test_an_absence_after_our_mistake_is_never_the_citizens_fault(notice, clash, fault):
    told = DAY - timedelta(hours=notice)
    assert rules.citizens_fault(told_at=told, starts_at=DAY, had_clash=clash) == fault


def test_a_missed_meeting_with_a_clash_is_not_the_citizens_fault(job, treatment, solby, at):
    first = appointments.book(job, by=solby.mette, at=at)
    appointments.book_in_spite(treatment, reason="Kun denne tid", by=solby.lone, at=at)

    missed = appointments.miss(first, by=solby.mette, at=DAY + timedelta(hours=1))
    assert (missed.state, missed.is_citizens_fault) == ("noshow", False)


def test_a_held_time_is_given_back_after_a_quarter(job, solby, at):
    held = appointments.hold(job, by=solby.mette, at=at)
    system = solby.seats["system"]
    with pytest.raises(Refused, match="holdt"):
        appointments.release(held, by=system, at=at + timedelta(minutes=14))

    appointments.release(held, by=system, at=at + timedelta(minutes=15))
    assert appointments.book(job, by=solby.mette, at=at)


busy = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 8)), max_size=12)


@given(busy=busy)
@settings(max_examples=60)
def test_a_proposal_is_free_for_everybody_and_on_another_day_each(busy):
    taken = [hours(start / 2, (start + length) / 2) for start, length in busy]
    found = rules.proposals(
        sorted(taken), after=DAY, length=timedelta(hours=1), travel=timedelta(minutes=20)
    )
    widened = [rules.ledger_interval(one, timedelta(minutes=20)) for one in found]
    assert not any(one.overlaps(other) for one in widened for other in taken)
    assert len({one.start.date() for one in found}) == len(found) == 3


def race(solby, meeting, at, slots: int, writers: int) -> tuple[int, list[str]]:
    """Eight writers want every slot; gives how many won, and what went wrong otherwise."""
    won, wrong = [], []

    def write() -> None:
        try:
            for slot in range(slots):
                wanted = replace(meeting, interval=hours(slot, slot + 0.5), travel=NO_TRAVEL)
                try:
                    with transaction.atomic():
                        access.look_up(
                            meeting.citizen_id, purpose="booking", seen=["busy"], by=solby.mette,
                            at=at,
                        )  # fmt: skip
                        won.append(appointments.book(wanted, by=solby.mette, at=at).pk)
                except Refused:
                    pass
        except Exception as error:  # noqa: BLE001  whatever happens must fail the test
            wrong.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(writers)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return len(won), wrong


def test_of_eight_racing_writers_exactly_one_gets_each_slot(committed, at):
    from sammenhaeng.world import solby as world  # noqa: PLC0415

    solby = world.cast()
    anne, system = solby.citizens["anne"], solby.seats["system"]
    with transaction.atomic():
        access.look_up(anne, purpose="import", seen=["statutory_plan"], by=system, at=at)
        texts = dict.fromkeys(plan_types()["MIN_PLAN"].mandatory, "x")
        beginning = statutory.Beginning("MIN_PLAN", solby.jobcentre, texts)
        statutory.start(anne, beginning, by=system, at=at)
    meeting = appointments.Meeting(anne, solby.jobcentre, "Samtale", hours(0, 1))

    won, wrong = race(solby, meeting, at, slots=12, writers=8)
    assert (won, wrong) == (12, [])
    with transaction.atomic():
        access.look_up(anne, purpose="booking", seen=["busy"], by=solby.mette, at=at)
        times = sorted(Interval(row.during.lower, row.during.upper) for row in Busy.objects.all())
    assert not any(a.overlaps(b) for a, b in pairwise(times))
