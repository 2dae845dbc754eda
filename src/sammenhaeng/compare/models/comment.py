"""What a leader says in public of the unit's own figures."""

from django.db import models
from django.db.models import F, Q

from sammenhaeng.access.models import Seat
from sammenhaeng.kernel.personal import Personal
from sammenhaeng.organisation.models import Unit


class Comment(models.Model):
    """One wording of a comment; it is public until it is withdrawn or another takes its place."""

    personal = Personal(
        what="Which leader wrote a public comment on the unit's figures",
        kept="five years after it is withdrawn",
    )

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    text = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "unit", name="comment_is_public_once_a_unit", condition=Q(withdrawn_at__isnull=True)
            ),
            models.CheckConstraint(
                name="comment_withdrawn_has_who_and_when",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__gte=F("published_at")),
            ),
        ]
