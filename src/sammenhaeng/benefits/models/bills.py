"""Bills on their way, and whether they are ready to be carried out digitally."""

from django.db import models
from django.db.models import F, Q

from sammenhaeng.access.models import Seat
from sammenhaeng.benefits.rules import bills as rules
from sammenhaeng.kernel.personal import Impersonal
from sammenhaeng.organisation.models import Unit


class Bill(models.Model):
    """A bill from idea to follow-up, owned by the office that writes it."""

    personal = Impersonal()

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.TextField()
    ministry = models.TextField()
    state = models.TextField(default=rules.IDEA)
    sent_on = models.DateField(null=True)  # to the secretariat
    hearing_on = models.DateField(null=True)  # the public hearing begins
    late_because = models.TextField(blank=True)  # why the secretariat had less than six weeks
    opened_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bill_is_in_a_known_state", condition=Q(state__in=sorted(rules.BILL))
            ),
            models.CheckConstraint(
                name="bill_is_named_and_has_a_ministry", condition=~Q(title="") & ~Q(ministry="")
            ),
            models.CheckConstraint(
                name="bill_at_the_secretariat_has_both_days",
                condition=~Q(state__in=[rules.PRE_HEARING, rules.ADVISED])
                | Q(sent_on__isnull=False, hearing_on__isnull=False),
            ),
            models.CheckConstraint(
                name="bill_sent_less_than_six_weeks_before_hearing_says_why",
                condition=Q(sent_on__isnull=True)
                | Q(hearing_on__gte=F("sent_on") + rules.BEFORE_HEARING)
                | ~Q(late_because=""),
            ),
        ]


class BillStep(models.Model):
    """A bill went from one state to the next: who did it and when."""

    personal = Impersonal()

    bill = models.ForeignKey(Bill, models.PROTECT)
    event = models.TextField()
    state = models.TextField()  # after it
    by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class BillText(models.Model):
    """A version of the bill's text; the latest counts, and the earlier stay."""

    personal = Impersonal()

    bill = models.ForeignKey(Bill, models.PROTECT)
    version = models.PositiveIntegerField()
    text = models.TextField()
    kept_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("bill", "version", name="bill_text_has_one_of_each_version")
        ]


class BillAnswer(models.Model):
    """A version of the answer to one of the eleven points; the latest counts."""

    personal = Impersonal()

    bill = models.ForeignKey(Bill, models.PROTECT)
    point = models.TextField()
    version = models.PositiveIntegerField()
    answer = models.TextField()
    provisions = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    mitigation = models.TextField(blank=True)
    written_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "bill", "point", "version", name="bill_answer_has_one_of_each_version"
            ),
            models.CheckConstraint(
                name="bill_answer_is_a_known_one", condition=Q(answer__in=sorted(rules.REPLIES))
            ),
            models.CheckConstraint(
                name="bill_answer_yes_has_evidence",
                condition=~Q(answer=rules.YES) | ~Q(evidence=""),
            ),
        ]

    @property
    def told(self) -> rules.Assessed:
        return rules.Assessed(self.answer, self.provisions, self.evidence, self.mitigation)


class BillAdvice(models.Model):
    """What the secretariat recommends on a point, and whether the bill followed it."""

    personal = Impersonal()

    bill = models.ForeignKey(Bill, models.PROTECT)
    point = models.TextField()
    recommendation = models.TextField()
    noted_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    is_followed = models.BooleanField(null=True)
    because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("bill", "point", name="bill_advice_is_one_per_point"),
            models.CheckConstraint(name="bill_advice_has_words", condition=~Q(recommendation="")),
            models.CheckConstraint(
                name="bill_advice_not_followed_says_why",
                condition=Q(is_followed__isnull=True) | Q(is_followed=True) | ~Q(because=""),
            ),
        ]
