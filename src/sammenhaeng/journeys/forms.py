"""What people write about plans."""

from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from sammenhaeng.design.forms import DateField
from sammenhaeng.kernel.calendar import COPENHAGEN
from sammenhaeng.kernel.periods import Interval

from .models import Activity
from .rules.lines import VISIBILITIES

REQUIRED = {"required": _("Skriv noget her, eller gå tilbage.")}


class Comment(forms.Form):
    """A comment on the plan."""

    text = forms.CharField(
        label=_("Din kommentar"), widget=forms.Textarea({"rows": 3}), max_length=4000,
        error_messages={"required": _("Skriv din kommentar.")},
    )  # fmt: skip


class OwnWords(forms.Form):
    """What matters most to the citizen."""

    words = forms.CharField(
        label=_("Det vigtigste for mig"), widget=forms.Textarea({"rows": 3}), max_length=2000,
        error_messages=REQUIRED,
    )  # fmt: skip


class Answer(forms.Form):
    """The citizen's answer to a proposed plan."""

    answer = forms.ChoiceField(
        choices=[("yes", _("Ja, planen skal gælde")), ("no", _("Nej, noget skal ændres"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg ja eller nej.")},
    )
    reason = forms.CharField(required=False, max_length=2000)

    def clean(self):
        told = super().clean()
        if told.get("answer") == "no" and not told.get("reason", "").strip():
            self.add_error("reason", _("Skriv, hvad der skal ændres."))
        return told


class NextStep(forms.Form):
    """A step somebody suggests."""

    text = forms.CharField(
        label=_("Hvad er næste skridt?"), max_length=300,
        error_messages={"required": _("Skriv, hvad næste skridt er.")},
    )  # fmt: skip
    due_on = DateField(label=_("Hvornår?"), required=False)


class Start(forms.Form):
    """The four conditions of the law, and when to look at the plan again."""

    is_complex = forms.BooleanField(
        label=_("Borgeren har komplekse og sammensatte problemer"),
        error_messages={"required": _("Planen kræver komplekse og sammensatte problemer.")},
    )
    has_several = forms.BooleanField(
        label=_("Der kan eller skal laves flere planer efter forskellige love"),
        error_messages={"required": _("Planen kræver, at der kan laves flere planer.")},
    )
    needs_coordination = forms.BooleanField(
        label=_("Der er behov for at koordinere"),
        error_messages={"required": _("Planen kræver et behov for at koordinere.")},
    )
    has_asked = forms.BooleanField(
        label=_("Borgeren er spurgt om samtykke"),
        error_messages={"required": _("Spørg borgeren om samtykke først.")},
    )
    review_on = DateField(label=_("Næste opfølgning"), required=False)


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
        label=_("Hvem kan se den?"), choices=list(VISIBILITIES.items()), widget=forms.RadioSelect,
        initial="team", error_messages={"required": _("Vælg, hvem der kan se indsatsen.")},
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def clean(self):
        told = super().clean()
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Indsatsen kan ikke slutte, før den begynder."))
        return told

    def effort(self, seat, activity: Activity | None = None) -> dict[str, object]:
        """The fields of an activities.Effort: of the writer's unit, or as the activity had them."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        if activity is None:
            return {**told, "unit": seat.unit, "responsible": seat}
        kept = ("unit", "responsible", "source", "statute")
        return {**told, **{name: getattr(activity, name) for name in kept}}


def initial(activity: Activity) -> dict[str, object]:
    names = ("title", "starts_on", "ends_on", "next_step", "next_on", "visibility")
    return {**{name: getattr(activity, name) for name in names}, "seen": activity.version}


TAKEN = _("Tiden er optaget. Vælg en af de foreslåede tider, eller skriv en grund.")


class Wish(forms.Form):
    """Another time, or no meeting at all."""

    what = forms.ChoiceField(
        label=_("Hvad vil du?"), widget=forms.RadioSelect, initial="move",
        choices=[("move", _("Foreslå en ny tid")), ("cancel", _("Melde afbud"))],
        error_messages={"required": _("Vælg, om du vil foreslå en ny tid eller melde afbud.")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("Hvornår kan du, eller hvorfor kan du ikke?"), max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Skriv, hvornår du kan, eller hvorfor du ikke kan.")},
    )  # fmt: skip


class Meeting(forms.Form):
    """A meeting to be called."""

    title = forms.CharField(
        label=_("Hvad handler mødet om?"), max_length=120,
        error_messages={"required": _("Skriv, hvad mødet handler om.")},
    )  # fmt: skip
    place = forms.CharField(label=_("Hvor?"), required=False, max_length=200)
    starts_on = DateField(label=_("Dag"), error_messages={"required": _("Skriv en dag.")})
    starts_at = forms.TimeField(
        label=_("Klokken"), input_formats=["%H.%M", "%H:%M"],
        widget=forms.TextInput({"size": 5, "inputmode": "numeric"}),
        error_messages={
            "required": _("Skriv et klokkeslæt."),
            "invalid": _("Klokken skal skrives som fx 9.30"),
        },
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Hvor mange minutter?"), min_value=10, max_value=480,
        widget=forms.TextInput({"size": 3, "inputmode": "numeric"}),
        error_messages={"required": _("Skriv, hvor mange minutter mødet varer.")},
    )  # fmt: skip
    travel = forms.IntegerField(
        label=_("Minutter til transport"), min_value=0, max_value=240,
        widget=forms.TextInput({"size": 3, "inputmode": "numeric"}),
        error_messages={"required": _("Skriv 0, hvis der ikke er transport.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Må mødet ligge oven i et andet? Så skriv hvorfor"), required=False,
        max_length=500,
        help_text=_("Både borgeren og den anden myndighed får det at vide."),
    )  # fmt: skip

    def _minutes(self, name: str) -> timedelta:
        told = self.data.get(name) or self.initial.get(name) or 0
        return timedelta(minutes=int(told) if str(told).isdigit() else 0)

    def length(self) -> timedelta:
        return self._minutes("minutes") or timedelta(hours=1)

    def way(self) -> timedelta:
        return self._minutes("travel")

    def meeting(self, seat) -> dict[str, object]:
        """The fields of an appointments.Meeting, with the writer attending."""
        told = self.cleaned_data
        start = datetime.combine(told["starts_on"], told["starts_at"], COPENHAGEN)
        return {
            "title": told["title"],
            "place": told["place"],
            "interval": Interval(start, start + timedelta(minutes=told["minutes"])),
            "travel": timedelta(minutes=told["travel"]),
            "staff": (seat,),
        }
