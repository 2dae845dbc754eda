"""What people write about goals, efforts and steps."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from sammenhaeng.access.models import Seat
from sammenhaeng.citizens.models import Person
from sammenhaeng.design.forms import DateField
from sammenhaeng.journeys.models import Activity
from sammenhaeng.journeys.models import Goal as GoalRow
from sammenhaeng.journeys.operations import activities
from sammenhaeng.journeys.operations.goals import Aim
from sammenhaeng.journeys.rules.lines import ACHIEVEMENTS, VISIBILITIES


class NextStep(forms.Form):
    """A step somebody suggests."""

    text = forms.CharField(
        label=_("Hvad er næste skridt?"), max_length=300,
        error_messages={"required": _("Skriv, hvad næste skridt er.")},
    )  # fmt: skip
    due_on = DateField(label=_("Hvornår?"), required=False)


class Goal(forms.Form):
    """A goal in the citizen's own words."""

    title = forms.CharField(
        label=_("Målet i få ord"), max_length=200,
        error_messages={"required": _("Skriv målet.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Som borgeren siger det"), required=False, widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )  # fmt: skip
    measure = forms.CharField(
        label=_("Hvordan kan I se, at målet er nået?"), required=False, max_length=500
    )
    due_on = DateField(label=_("Hvornår skal det være nået?"), required=False)


class OwnGoal(forms.Form):
    """A goal that the citizen sets."""

    words = forms.CharField(
        label=_("Hvad vil du gerne nå?"), max_length=200,
        help_text=_("Skriv det med dine egne ord. De, der arbejder med din plan, kan se det."),
        error_messages={"required": _("Skriv, hvad du gerne vil nå.")},
    )  # fmt: skip
    due_on = DateField(label=_("Hvornår vil du gerne have nået det?"), required=False)

    def aim(self) -> Aim:
        words = self.cleaned_data["words"]
        return Aim(words, words, due_on=self.cleaned_data["due_on"])


class GoalNew(Goal):
    """A new goal: in a family plan also whom it is about, and who may see it."""

    about = forms.ChoiceField(
        label=_("Hvem handler målet om?"), widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvem målet handler om.")},
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label=_("Hvem kan se det?"), widget=forms.RadioSelect, initial="team",
        help_text=_("Den, målet handler om, kan altid se det. De andre i familien ser kun det, "
                    "som alle, der arbejder med planen, kan se."),
        choices=[(code, _(text)) for code, text in VISIBILITIES.items()],
        error_messages={"required": _("Vælg, hvem der kan se målet.")},
    )  # fmt: skip

    def __init__(self, *args, members: Iterable[Person], **options):
        super().__init__(*args, **options)
        choices = [(one.code, one.name) for one in members]
        if not choices:
            del self.fields["about"], self.fields["visibility"]
            return
        self.fields["about"].choices = choices  # type: ignore[attr-defined]
        self.order_fields(["about"])


class GoalChange(Goal):
    """A goal as it should read, and which version the writer had read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)


def goal_initial(goal: GoalRow) -> dict[str, object]:
    names = ("title", "words", "measure", "due_on")
    return {**{name: getattr(goal, name) for name in names}, "seen": goal.version}


class Ending(forms.Form):
    """How a goal went."""

    achievement = forms.ChoiceField(
        label=_("Hvordan gik det med målet?"), widget=forms.RadioSelect,
        choices=[(code, _(text)) for code, text in ACHIEVEMENTS.items()],
        error_messages={"required": _("Vælg, om målet er nået.")},
    )  # fmt: skip


class Effort(forms.Form):
    """An effort of one's own unit."""

    title = forms.CharField(
        label=_("Indsats"), max_length=200,
        error_messages={"required": _("Skriv, hvad indsatsen er.")},
    )  # fmt: skip
    starts_on = DateField(
        label=_("Begynder"), error_messages={"required": _("Skriv, hvornår indsatsen begynder.")}
    )
    ends_on = DateField(label=_("Slutter"), required=False)
    next_step = forms.CharField(label=_("Næste skridt"), required=False, max_length=300)
    next_on = DateField(label=_("Hvornår?"), required=False)
    visibility = forms.ChoiceField(
        label=_("Hvem kan se den?"), widget=forms.RadioSelect, initial="team",
        choices=[(code, _(text)) for code, text in VISIBILITIES.items()],
        error_messages={"required": _("Vælg, hvem der kan se indsatsen.")},
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def clean(self):
        super().clean()
        told = self.cleaned_data
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Indsatsen kan ikke slutte, før den begynder."))
        return told

    def effort(self, seat: Seat, activity: Activity | None = None) -> activities.Effort:
        """What the effort says: of the writer's unit, or as the activity had it."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        if activity is None:
            return activities.Effort(unit=seat.own_unit, responsible=seat, **told)
        kept = ("unit", "responsible", "source", "statute")
        return activities.Effort(**told, **{name: getattr(activity, name) for name in kept})


def activity_initial(activity: Activity) -> dict[str, object]:
    names = ("title", "starts_on", "ends_on", "next_step", "next_on", "visibility")
    return {**{name: getattr(activity, name) for name in names}, "seen": activity.version}
