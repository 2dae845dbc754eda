"""Who the public sector is: authorities, their units, positions and who reports to whom."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from sammenhaeng.kernel.personal import Impersonal, Personal

KINDS_OF_AUTHORITY = ["ministry", "region", "kommune", "state", "private"]


def valid_period(table: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{table}_does_not_end_before_it_begins",
        condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
    )


class ValidQuerySet(models.QuerySet):
    def valid_on(self, day):
        return self.filter(Q(last_on__isnull=True) | Q(last_on__gte=day), first_on__lte=day)


class Authority(models.Model):
    """A public authority or a private supplier, responsible for what its units do."""

    personal = Impersonal()

    kind = models.TextField()
    code = models.TextField(blank=True)  # kommune and region codes of the Danish administration
    cvr = models.TextField(blank=True)
    name = models.TextField()
    name_en = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    address = models.TextField(blank=True)
    first_on = models.DateField()
    last_on = models.DateField(null=True)

    objects = ValidQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="authority_is_of_a_known_kind", condition=Q(kind__in=KINDS_OF_AUTHORITY)
            ),
            models.UniqueConstraint(
                "kind",
                "code",
                name="authority_code_is_used_once_at_a_time",
                condition=Q(last_on__isnull=True) & ~Q(code=""),
            ),
            valid_period("authority"),
        ]


class Unit(models.Model):
    """A part of an authority with people in it: department, institution, ward, team."""

    personal = Impersonal()

    authority = models.ForeignKey(Authority, models.PROTECT)
    parent = models.ForeignKey("self", models.PROTECT, null=True)
    ancestor_ids = ArrayField(models.BigIntegerField(), default=list)  # from the top to itself
    kind = models.TextField()  # department, jobcentre, school, hospital, clinic, care_home ...
    code = models.TextField(blank=True)  # the authority's own code, unique within it
    name = models.TextField()
    name_en = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    hours = models.TextField(blank=True)
    address = models.TextField(blank=True)
    first_on = models.DateField()
    last_on = models.DateField(null=True)

    objects = ValidQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "authority",
                "code",
                name="unit_code_is_used_once_in_its_authority",
                condition=~Q(code=""),
            ),
            valid_period("unit"),
        ]
        indexes = [
            GinIndex("ancestor_ids", name="unit_by_ancestor"),
            GinIndex(OpClass(Lower("name"), name="gin_trgm_ops"), name="unit_by_name_part"),
        ]


class Position(models.Model):
    """A post in a unit, and the post it reports to."""

    personal = Personal(
        what="The name and title of a member of staff", kept="ten years after the position ends"
    )

    unit = models.ForeignKey(Unit, models.PROTECT)
    reports_to = models.ForeignKey("self", models.PROTECT, null=True)
    holder = models.TextField()
    title = models.TextField()
    leads = models.BooleanField(default=False)
    first_on = models.DateField()
    last_on = models.DateField(null=True)

    objects = ValidQuerySet.as_manager()

    class Meta:
        constraints = [
            valid_period("position"),
            models.CheckConstraint(
                name="position_does_not_report_to_itself",
                condition=Q(reports_to__isnull=True) | ~Q(reports_to=F("id")),
            ),
        ]
