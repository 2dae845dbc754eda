"""Who the public sector is: authorities, their units, positions and who reports to whom."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower

from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.personal import Impersonal, Personal

from .rules.units import OWNERSHIPS

KINDS_OF_AUTHORITY = ["ministry", "region", "kommune", "state", "private"]


def valid_period(table: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{table}_does_not_end_before_it_begins",
        condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
    )


class ValidQuerySet(models.QuerySet):
    def valid_on(self, day):
        return self.filter(Q(last_on__isnull=True) | Q(last_on__gte=day), first_on__lte=day)


class Dated(models.Model):
    """What is valid from a day until another, both included, or for now."""

    first_on = models.DateField()
    last_on = models.DateField(null=True)

    objects = ValidQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def days(self) -> Days:
        return Days(self.first_on, self.last_on)


class Authority(Dated):
    """A public authority or a private supplier, responsible for what its units do."""

    personal = Impersonal()

    kind = models.TextField()
    code = models.TextField(blank=True)  # kommune and region codes of the Danish administration
    cvr = models.TextField(blank=True)
    name = models.TextField()
    name_en = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    address = models.TextField(blank=True)

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


class Unit(Dated):
    """A part of an authority with people in it: department, institution, ward, team.

    The database keeps `ancestor_ids` equal to the chain of parents when a transaction ends.
    """

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
    address = models.TextField(blank=True)  # where the public may visit it
    ownership = models.TextField(blank=True)  # a code of rules.units.OWNERSHIPS; empty is not told
    about = models.TextField(blank=True)  # what the public reads about it
    about_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="unit_is_owned_in_a_known_way",
                condition=Q(ownership__in=["", *OWNERSHIPS]),
            ),
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


class Position(Dated):
    """A post in a unit and who holds it, for a period."""

    personal = Personal(
        what="The name and title of a member of staff", kept="ten years after the position ends"
    )

    unit = models.ForeignKey(Unit, models.PROTECT)
    holder = models.TextField()
    title = models.TextField()
    leads = models.BooleanField(default=False)

    class Meta:
        constraints = [valid_period("position")]


class ReportingLine(Dated):
    """Whom a post reports to, for a period; at most one at a time."""

    personal = Impersonal()

    position = models.ForeignKey(Position, models.PROTECT)
    leader = models.ForeignKey(Position, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            valid_period("reporting_line"),
            models.CheckConstraint(
                name="position_does_not_report_to_itself", condition=~Q(position=F("leader"))
            ),
            ExclusionConstraint(
                name="position_reports_to_one_at_a_time",
                expressions=[
                    ("position", RangeOperators.EQUAL),
                    (
                        Func(
                            "first_on", "last_on", Value("[]"),
                            function="daterange", output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]  # fmt: skip


class Import(models.Model):
    """One file that was brought in, or refused: who, when, what, and how it went.

    The file itself is not kept, only its name and checksum.
    """

    personal = Personal(what="Which member of staff imported a file, and when", kept="five years")

    kind = models.TextField()
    file_name = models.TextField()
    checksum = models.TextField()
    authority_ids = ArrayField(models.BigIntegerField(), default=list)  # whose rows it held
    seat_id = models.BigIntegerField()
    who = models.TextField()
    at = models.DateTimeField()
    rows_new = models.IntegerField()
    rows_changed = models.IntegerField()
    rows_same = models.IntegerField()
    rows_refused = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_is_all_or_nothing",
                condition=Q(rows_refused=0) | Q(rows_new=0, rows_changed=0, rows_same=0),
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="import_by_time")]


class ImportFault(models.Model):
    """One thing wrong in a refused file: which row and column, and the code of the reason."""

    personal = Impersonal(append_only=True)

    of = models.ForeignKey(Import, models.PROTECT)
    row = models.IntegerField()
    column = models.TextField(blank=True)
    reason = models.TextField()
    found = models.TextField(blank=True)
