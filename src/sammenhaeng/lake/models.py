"""Deliveries: what came from whom, when, in force or not, and what was wrong with it."""

from django.db import models
from django.db.models import F, Q

from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.personal import Impersonal, Personal
from sammenhaeng.organisation.models import Authority

IN_FORCE = Q(is_refused=False, superseded_at__isnull=True, withdrawn_at__isnull=True)


class DeliveryQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(IN_FORCE)

    def known_at(self, at):
        """Those that were in force at an instant."""
        return self.filter(
            Q(superseded_at__isnull=True) | Q(superseded_at__gt=at),
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at),
            is_refused=False,
            at__lte=at,
        )


class Delivery(models.Model):
    """One file that was taken into the lake, or refused as a whole; it never changes again.

    A correction is a delivery of its own that supersedes: same authority, kind, source and period.
    """

    personal = Personal(what="Which member of staff delivered a file, and when", kept="five years")

    kind = models.TextField()
    version = models.IntegerField()
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    source = models.TextField()
    first_on = models.DateField()
    last_on = models.DateField()
    file_name = models.TextField()
    file_checksum = models.TextField()  # SHA-256 of what was handed in, which is not kept
    name = models.TextField(blank=True)  # in the lake
    checksum = models.TextField(blank=True)  # SHA-256 of what is kept
    size = models.BigIntegerField(default=0)
    rows = models.IntegerField(default=0)
    rows_refused = models.IntegerField(default=0)
    is_refused = models.BooleanField(default=False)
    seat_id = models.BigIntegerField()
    who = models.TextField()
    at = models.DateTimeField()
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    superseded_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_id = models.BigIntegerField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "authority",
                "kind",
                "source",
                "first_on",
                "last_on",
                name="delivery_is_in_force_once_for_its_source_and_period",
                condition=IN_FORCE,
            ),
            models.CheckConstraint(
                name="delivery_is_kept_or_refused",
                condition=Q(is_refused=True, name="", rows=0)
                | Q(is_refused=False, rows_refused=0) & ~Q(name="") & ~Q(checksum=""),
            ),
            models.CheckConstraint(
                name="delivery_does_not_end_before_it_begins",
                condition=Q(last_on__gte=F("first_on")),
            ),
            models.CheckConstraint(
                name="delivery_is_withdrawn_by_somebody",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by_id__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by_id__isnull=False),
            ),
        ]
        indexes = [
            models.Index("authority", F("at").desc(), name="delivery_by_authority_and_time")
        ]  # fmt: skip

    @property
    def period(self) -> Days:
        return Days(self.first_on, self.last_on)

    @property
    def days(self) -> Days:
        return Days(self.first_on, self.last_on)

    @property
    def state(self) -> str:
        if self.is_refused:
            return "refused"
        if self.withdrawn_at:
            return "withdrawn"
        return "superseded" if self.superseded_at else "in_force"


class DeliveryCount(models.Model):
    """How often one thing is wrong in one column of a delivery, or is only worth knowing."""

    personal = Impersonal(append_only=True)

    delivery = models.ForeignKey(Delivery, models.PROTECT)
    column = models.TextField(blank=True)
    reason = models.TextField()
    is_warning = models.BooleanField()
    count = models.IntegerField()


class DeliveryFault(models.Model):
    """One thing wrong in one cell of a delivery: one of the first thousand."""

    personal = Personal(
        what="What stood in a faulty cell, never of the column with the person nor a CPR number",
        kept="five years", append_only=True,
    )  # fmt: skip

    delivery = models.ForeignKey(Delivery, models.PROTECT)
    row = models.IntegerField()
    column = models.TextField(blank=True)
    reason = models.TextField()
    found = models.TextField(blank=True)
    is_warning = models.BooleanField()


class Mapping(models.Model):
    """Which column in the files of a source is which of ours, as somebody last said."""

    personal = Impersonal()

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    kind = models.TextField()
    source = models.TextField()
    column = models.TextField()
    header = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "authority", "kind", "source", "column",
                name="a_column_of_a_source_is_mapped_once",
            ),
        ]  # fmt: skip
