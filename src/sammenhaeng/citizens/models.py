"""Citizens: persons, who belongs with whom, what they said yes to, and what registers know."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sammenhaeng.access.models import Seat
from sammenhaeng.kernel.personal import Personal
from sammenhaeng.organisation.models import Unit

from . import rules


class Person(models.Model):
    """A citizen. Found only by the logged search; read only through a Use."""

    personal = Personal(
        what="CPR number, name, contact and protection",
        kept="as long as a plan or a case needs it, then five years",
        subject="id",
    )

    cpr = models.TextField(null=True)
    name = models.TextField()
    born_on = models.DateField(null=True)
    died_on = models.DateField(null=True)
    kommune_code = models.TextField(blank=True)
    address = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    language = models.TextField(default="da")
    interpreter = models.TextField(blank=True)
    is_protected = models.BooleanField(default=False)  # navne- og adressebeskyttelse
    code = models.TextField(unique=True)  # short case code shown in titles instead of the name

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "cpr", name="person_has_a_cpr_number_of_their_own", condition=Q(cpr__isnull=False)
            ),
            models.CheckConstraint(
                name="person_cpr_is_ten_digits",
                condition=Q(cpr__isnull=True) | Q(cpr__regex=r"^[0-9]{10}$"),
            ),
        ]


class Kinship(models.Model):
    """How another person stands to a citizen: custody, partner, child, guardian, mandate."""

    personal = Personal(
        what="Family, custody, guardianship and mandates",
        kept="as the person",
        subject="citizen_id",
    )

    citizen_id = models.BigIntegerField()
    relative_id = models.BigIntegerField()
    kind = models.TextField()
    scope = ArrayField(models.TextField(), default=list)  # categories a mandate covers; empty = all
    source = models.TextField()
    first_on = models.DateField()
    last_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="kinship_is_of_a_known_kind",
                condition=Q(kind__in=["custody", "partner", "child", "guardian", "mandate"]),
            ),
            models.CheckConstraint(
                name="kinship_is_with_someone_else", condition=~Q(citizen_id=F("relative_id"))
            ),
            models.CheckConstraint(
                name="kinship_does_not_end_before_it_begins",
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
            ),
        ]
        indexes = [models.Index("citizen_id", name="kinship_by_citizen")]


class HouseholdMember(models.Model):
    """A citizen's membership of a household for a period; `household` is only a number."""

    personal = Personal(what="Who lives together", kept="as the person", subject="citizen_id")

    household = models.BigIntegerField()
    citizen_id = models.BigIntegerField()
    source = models.TextField()
    first_on = models.DateField()
    last_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index("household", name="household_member_by_household"),
            models.Index("citizen_id", name="household_member_by_citizen"),
        ]


class Consent(models.Model):
    """What a citizen was asked to share, with whom, for what and until when, and the answer."""

    personal = Personal(
        what="Consents asked for, given, withdrawn and expired",
        kept="five years after the consent ends",
        subject="citizen_id",
    )

    citizen_id = models.BigIntegerField()
    state = models.TextField(default=rules.ASKED)
    basis = models.TextField()
    purpose = models.TextField()
    explanation = models.TextField()  # in plain words, what yes means
    categories = ArrayField(models.TextField())
    receiver = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sources = ArrayField(models.BigIntegerField(), default=list)  # units that may hand over
    asked_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    form = models.TextField(blank=True)
    given_by = models.BigIntegerField(null=True)  # the citizen, or the parent or guardian
    witness = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    valid_until = models.DateField()
    warned_at = models.DateTimeField(null=True)  # when it was said that it runs out
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_answer_has_when",
                condition=Q(state=rules.ASKED, answered_at__isnull=True)
                | ~Q(state=rules.ASKED) & (Q(answered_at__isnull=False) | Q(state=rules.EXPIRED)),
            ),
            models.CheckConstraint(
                name="consent_given_says_by_whom_and_how",
                condition=~Q(state=rules.GIVEN) | Q(given_by__isnull=False) & ~Q(form=""),
            ),
            models.CheckConstraint(
                name="consent_given_orally_has_a_witness",
                condition=~Q(form="oral") | Q(witness__isnull=False),
            ),
            models.CheckConstraint(
                name="consent_ended_has_when",
                condition=Q(
                    state__in=[rules.WITHDRAWN, rules.EXPIRED, rules.SUPERSEDED],
                    ended_at__isnull=False,
                )
                | Q(state__in=[rules.ASKED, rules.GIVEN, rules.DECLINED], ended_at__isnull=True),
            ),
        ]
        indexes = [models.Index("citizen_id", "state", name="consent_by_citizen")]


class Fact(models.Model):
    """Something a register says of a citizen, and when it said so."""

    personal = Personal(
        what="Facts from registers with source and date", kept="as the person", subject="citizen_id"
    )

    citizen_id = models.BigIntegerField()
    path = models.TextField()  # "address.street", "income.month"
    value = models.TextField()
    register = models.TextField()  # CPR, BBR, eIndkomst, "borgeren selv"
    fetched_at = models.DateTimeField()
    fresh_until = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)
    contested_at = models.DateTimeField(null=True)
    contested_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "citizen_id", "path", "register",
                name="fact_is_current_once_per_register",
                condition=Q(superseded_at__isnull=True),
            ),
        ]  # fmt: skip
