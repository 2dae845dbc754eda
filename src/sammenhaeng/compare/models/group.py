"""The places that a leader would rather be compared with, and why."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sammenhaeng.access.models import Seat
from sammenhaeng.kernel.personal import Personal
from sammenhaeng.organisation.models import Unit


class OwnGroup(models.Model):
    """A proposed group of places, shown beside the peers that we choose and never in their place.

    It stands until it is withdrawn or another is proposed. Nothing published is reckoned from it.
    """

    personal = Personal(
        what="Which leader proposed whom to be compared with, and why",
        kept="five years after it is withdrawn",
    )

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    places = ArrayField(models.BigIntegerField())  # units
    reason = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "unit", name="own_group_stands_once_a_unit", condition=Q(withdrawn_at__isnull=True)
            ),
            models.CheckConstraint(name="own_group_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="own_group_withdrawn_has_who_and_when",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__gte=F("proposed_at")),
            ),
        ]
