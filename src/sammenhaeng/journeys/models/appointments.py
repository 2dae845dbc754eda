"""Appointments of every authority, and the one ledger of each citizen's busy time."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from sammenhaeng.access.models import Seat
from sammenhaeng.journeys.rules import appointments as rules
from sammenhaeng.kernel.personal import Personal
from sammenhaeng.organisation.models import Unit

from .lines import Activity

KEPT = "two years after the meeting"


class Appointment(models.Model):
    """A meeting one unit calls with one citizen; others may take part."""

    personal = Personal(what="Meetings with authorities", kept=KEPT, subject="citizen_id")

    citizen_id = models.BigIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    organiser = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="+")
    title = models.TextField()
    purpose = models.TextField(blank=True)
    preparation = models.TextField(blank=True)
    place = models.TextField(blank=True)
    is_video = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    travel = models.DurationField(default=rules.DEFAULT_TRAVEL)
    state = models.TextField(default=rules.BOOKED)
    held_until = models.DateTimeField(null=True)
    booked_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    wish = models.TextField(blank=True)  # the citizen's wish for another time
    moved_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    moved_because = models.TextField(blank=True)
    cancelled_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    cancel_reason = models.TextField(blank=True)
    is_citizens_fault = models.BooleanField(null=True)
    uid = models.UUIDField(default=uuid.uuid4)  # kept when the meeting moves
    sequence = models.IntegerField(default=0)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="appointment_is_in_a_known_state",
                condition=Q(state__in=sorted(rules.APPOINTMENT)),
            ),
            models.CheckConstraint(
                name="appointment_held_says_until_when",
                condition=~Q(state=rules.HELD) | Q(held_until__isnull=False),
            ),
            models.CheckConstraint(
                name="appointment_cancelled_says_who_and_why",
                condition=~Q(state=rules.CANCELLED)
                | Q(cancelled_by__isnull=False) & ~Q(cancel_reason=""),
            ),
        ]
        indexes = [models.Index("citizen_id", "starts_at", name="appointment_by_citizen")]


class Participant(models.Model):
    """A unit or a member of staff who takes part."""

    personal = Personal(what="Who takes part in a meeting", kept=KEPT, subject="citizen_id")

    appointment = models.ForeignKey(Appointment, models.CASCADE)
    citizen_id = models.BigIntegerField()
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    is_required = models.BooleanField(default=True)


class Busy(models.Model):
    """Time an appointment takes from one citizen, travel included; it cannot be taken twice."""

    personal = Personal(what="When a citizen is busy", kept=KEPT, subject="citizen_id")

    citizen_id = models.BigIntegerField()
    appointment = models.ForeignKey(Appointment, models.CASCADE)
    during = DateTimeRangeField()
    is_free_again = models.BooleanField(default=False)
    is_override = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="citizen_is_never_in_two_meetings_at_once",
                expressions=[
                    ("citizen_id", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_free_again=False, is_override=False),
            ),
        ]


class StaffBusy(models.Model):
    """Time a meeting takes from a member of staff; it cannot be taken twice either."""

    personal = Personal(what="When staff are in meetings", kept=KEPT)

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.CASCADE)
    during = DateTimeRangeField()
    is_free_again = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="staff_are_never_in_two_meetings_at_once",
                expressions=[
                    ("seat", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_free_again=False),
            ),
        ]


class Override(models.Model):
    """Why a meeting was booked although it clashes."""

    personal = Personal(
        what="Why two meetings were let overlap", kept=KEPT, subject="citizen_id", append_only=True
    )

    citizen_id = models.BigIntegerField()
    appointment = models.ForeignKey(Appointment, models.PROTECT)
    reason = models.TextField()
    by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="override_says_why", condition=~Q(reason="")),
        ]


class Feed(models.Model):
    """A secret address from which the citizen's own calendar programme fetches their meetings."""

    personal = Personal(
        what="That a citizen's calendar is fetched by a programme of theirs",
        kept="as long as the address works, then two years",
        subject="citizen_id",
    )

    citizen_id = models.BigIntegerField()
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    digest = models.TextField(unique=True)  # sha256 of the secret, which is shown once
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "citizen_id", name="citizen_has_one_calendar_address",
                condition=Q(ended_at__isnull=True),
            ),
        ]  # fmt: skip
