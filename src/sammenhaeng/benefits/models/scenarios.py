"""Changes of the law that the rules office has tried and kept."""

from django.db import models
from django.db.models import Q

from sammenhaeng.access.models import Seat
from sammenhaeng.kernel.personal import Impersonal


class Scenario(models.Model):
    """A proposed change of a law on a day, and what it was run on."""

    personal = Impersonal()

    law = models.TextField()
    on = models.DateField()
    title = models.TextField()
    rules_before = models.TextField()  # digests of the rules as they applied on the day
    rules_after = models.TextField()
    kept_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="scenario_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="scenario_changes_the_rules",
                condition=~Q(rules_before=models.F("rules_after")),
            ),
        ]


class ScenarioChange(models.Model):
    """One value or one text that the scenario puts in the place of the law's."""

    personal = Impersonal()

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="changes")
    name = models.TextField()
    is_text = models.BooleanField()
    written = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint("scenario", "name", name="scenario_changes_a_name_once")
        ]
