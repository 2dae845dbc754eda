"""The log of every use of citizens' data, and what is kept beside it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sammenhaeng.access import rules
from sammenhaeng.kernel.personal import Impersonal, Personal
from sammenhaeng.organisation.models import Unit

from .seats import Relation, Seat


class Reason(models.Model):
    """A look-up with a reason: who opened a citizen that is not theirs, why, and for how long."""

    personal = Personal(
        what="Why a member of staff opened a citizen's data without another relation",
        kept="five years",
        subject="citizen_id",
    )

    citizen_id = models.BigIntegerField()
    seat = models.ForeignKey(Seat, models.PROTECT)
    relation = models.ForeignKey(Relation, models.PROTECT)
    code = models.TextField()
    text = models.TextField()
    opened_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    verdict = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reason_review_says_ok_or_misuse",
                condition=Q(verdict__in=["", *sorted(rules.VERDICTS)]),
            ),
            models.CheckConstraint(
                name="reason_misuse_has_a_note", condition=~Q(verdict=rules.MISUSE) | ~Q(note="")
            ),
            models.CheckConstraint(
                name="reason_review_has_who_when_and_verdict",
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, verdict="")
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(verdict=""),
            ),
        ]
        indexes = [models.Index("reviewed_at", name="reason_by_review")]


class UseLine(models.Model):
    """One line of "Hvem har brugt mine oplysninger": one citizen, one look-up.

    The database adds the transaction that wrote it (`xact`, `incarnation`); rows about the citizen
    open only inside that transaction.
    """

    personal = Personal(
        what="Which seat looked at what about the citizen, when and why",
        kept="two years, as for the national log of health data",
        subject="citizen_id",
        append_only=True,
    )

    citizen_id = models.BigIntegerField()
    seat = models.ForeignKey(Seat, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    role = models.TextField()
    relation = models.TextField()
    purpose = models.TextField()
    basis = models.TextField()
    categories = ArrayField(models.TextField())
    action = models.TextField()
    request = models.UUIDField()
    at = models.DateTimeField()
    reveal_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index("citizen_id", "at", name="use_line_by_citizen")]
        constraints = [
            models.CheckConstraint(
                name="use_line_is_of_a_known_action", condition=Q(action__in=rules.ACTIONS)
            ),
        ]


class UseBlock(models.Model):
    """A sealed stretch of the use log: the lines of transactions `from_xact` up to `to_xact`."""

    personal = Impersonal(append_only=True)

    number = models.BigIntegerField(primary_key=True)
    incarnation = models.IntegerField()
    from_xact = models.BigIntegerField()
    to_xact = models.BigIntegerField()
    lines = models.IntegerField()
    previous = models.BinaryField()
    digest = models.BinaryField()
    sealed_at = models.DateTimeField()


class Refusal(models.Model):
    """A no to someone, kept apart: a line in the use log would open the rows."""

    personal = Personal(
        what="Who was refused what, about which citizen", kept="two years", append_only=True
    )

    seat = models.ForeignKey(Seat, models.PROTECT, null=True)
    citizen_id = models.BigIntegerField(null=True)
    code = models.TextField()
    what = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("at", name="refusal_by_time")]


class Figures(models.Model):
    """One opening of the gate for counts and machines: who, for what, when."""

    personal = Personal(what="Which seat asked for figures", kept="five years", append_only=True)

    seat = models.ForeignKey(Seat, models.PROTECT)
    purpose = models.TextField()
    at = models.DateTimeField()
