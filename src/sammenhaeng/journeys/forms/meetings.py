"""What people write about meetings."""

from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from sammenhaeng.access.models import Seat
from sammenhaeng.design.forms import DateField
from sammenhaeng.journeys.operations import appointments
from sammenhaeng.kernel.calendar import COPENHAGEN
from sammenhaeng.kernel.periods import Interval

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


class NewTime(forms.Form):
    """When a meeting is to be instead, and why."""

    starts_on = DateField(label=_("Dag"), error_messages={"required": _("Skriv en dag.")})
    starts_at = forms.TimeField(
        label=_("Klokken"), input_formats=["%H.%M", "%H:%M"],
        widget=forms.TextInput({"size": 5, "inputmode": "numeric"}),
        error_messages={
            "required": _("Skriv et klokkeslæt."),
            "invalid": _("Klokken skal skrives som fx 9.30"),
        },
    )  # fmt: skip
    because = forms.CharField(
        label=_("Hvorfor flyttes mødet?"), max_length=300,
        help_text=_("Borgeren kan læse det, du skriver."),
        error_messages={"required": _("Skriv, hvorfor mødet flyttes.")},
    )  # fmt: skip

    def interval(self, length: timedelta) -> Interval:
        told = self.cleaned_data
        start = datetime.combine(told["starts_on"], told["starts_at"], COPENHAGEN)
        return Interval(start, start + length)


class Cancel(forms.Form):
    """Why there will be no meeting."""

    reason = forms.CharField(
        label=_("Hvorfor aflyses mødet?"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Borgeren kan læse det, du skriver."),
        error_messages={"required": _("Skriv en grund, så den anden part forstår det.")},
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

    def meeting(self, citizen_id: int, seat: Seat) -> appointments.Meeting:
        """What is to be booked, with the writer attending."""
        told = self.cleaned_data
        start = datetime.combine(told["starts_on"], told["starts_at"], COPENHAGEN)
        return appointments.Meeting(
            citizen_id,
            seat.own_unit,
            told["title"],
            Interval(start, start + timedelta(minutes=told["minutes"])),
            place=told["place"],
            travel=timedelta(minutes=told["travel"]),
            staff=(seat,),
        )
