"""The ledger: every table that was published or refused, its cells as shown, and why not."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sammenhaeng.kernel.personal import Impersonal, Personal
from sammenhaeng.releases import rules


class ReleaseQuerySet(models.QuerySet):
    def published(self):
        """What the world has seen, withdrawn or not."""
        return self.filter(outcome=rules.PUBLISHED)

    def standing(self):
        """Published, not withdrawn and not superseded."""
        later = Release.objects.published().filter(supersedes__isnull=False)
        return self.published().exclude(
            pk__in=Withdrawal.objects.values("release_id")
        ).exclude(pk__in=later.values("supersedes_id"))  # fmt: skip


class Release(models.Model):
    """A table that came to the gate: what it is of, what made it, and what the gate said."""

    personal = Personal(
        what="Which seat published", kept="as long as the numbers", append_only=True
    )

    code = models.TextField()  # of the indicator
    subject = models.TextField()  # what is counted: tables of one subject are audited together
    title = models.TextField()
    version = models.TextField()  # of the definition
    periods = ArrayField(models.TextField())
    checksums = ArrayField(models.TextField(), default=list)  # of the deliveries that made it
    columns = ArrayField(models.TextField())
    units = ArrayField(models.BigIntegerField())
    parents = ArrayField(models.IntegerField())  # places in `units`; -1 at the top
    outcome = models.TextField()
    seat_id = models.BigIntegerField()
    at = models.DateTimeField()
    supersedes = models.ForeignKey("self", models.PROTECT, null=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="release_was_published_or_refused",
                condition=Q(outcome__in=[rules.PUBLISHED, rules.REFUSED]),
            ),
            models.CheckConstraint(
                name="release_has_a_parent_for_every_unit",
                condition=Q(units__len=F("parents__len")),
            ),
            models.UniqueConstraint(
                "supersedes", name="release_is_superseded_once",
                condition=Q(supersedes__isnull=False, outcome=rules.PUBLISHED),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index("subject", name="release_by_subject"),
            models.Index("code", "at", name="release_by_code"),
        ]


class ReleasedCell(models.Model):
    """One number as it was shown; a hidden one is not kept, only why it is hidden."""

    personal = Impersonal(append_only=True)

    release = models.ForeignKey(Release, models.PROTECT)
    unit_id = models.BigIntegerField()
    column = models.TextField()
    value = models.FloatField(null=True)
    is_hidden = models.BooleanField()
    reason = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="released_cell_keeps_no_hidden_value",
                condition=Q(is_hidden=True, value__isnull=True) & ~Q(reason=0)
                | Q(is_hidden=False, value__isnull=False, reason=0),
            ),
            models.UniqueConstraint(
                "release", "unit_id", "column", name="released_cell_is_there_once"
            ),
        ]


class Breach(models.Model):
    """A rule that a refused release broke: how many cells, and where one of them is."""

    personal = Impersonal(append_only=True)

    release = models.ForeignKey(Release, models.PROTECT)
    rule = models.TextField()
    cells = models.IntegerField()
    unit_id = models.BigIntegerField()
    column = models.TextField()


class Withdrawal(models.Model):
    """A published release that is shown no more; the world knows it all the same."""

    personal = Personal(what="Which seat withdrew", kept="as long as the numbers", append_only=True)

    release = models.OneToOneField(Release, models.PROTECT)
    reason = models.TextField()
    seat_id = models.BigIntegerField()
    at = models.DateTimeField()
