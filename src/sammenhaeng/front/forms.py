"""What leaders write about look-ups, and staff about their tasks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sammenhaeng.access.models import Seat
from sammenhaeng.access.queries import Wording, card
from sammenhaeng.design.forms import DateField


class Review(forms.Form):
    """Whether a look-up with a reason was in order."""

    verdict = forms.ChoiceField(
        label=_("Var opslaget i orden?"), widget=forms.RadioSelect,
        choices=[(code, _(text)) for code, text in Wording().verdicts().items()],
        error_messages={"required": _("Vælg, om opslaget var i orden.")},
    )  # fmt: skip
    note = forms.CharField(
        label=_("Bemærkning"), required=False, max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Skal skrives, når opslaget ikke var i orden. Borgeren ser kun svaret."),
    )  # fmt: skip

    def clean(self):
        told = super().clean() or {}
        if told.get("verdict") == "misuse" and not told.get("note", "").strip():
            self.add_error("note", _("Skriv, hvad der ikke var i orden."))
        return told


class PutOff(forms.Form):
    """The day on which a task comes back."""

    until = DateField(
        label=_("Vis opgaven igen den"),
        error_messages={"required": _("Skriv den dag, opgaven skal vises igen.")},
    )


class HandOver(forms.Form):
    """The colleague who takes a task."""

    to = forms.TypedChoiceField(
        label=_("Kollega"), coerce=int,
        error_messages={
            "required": _("Vælg en kollega."),
            "invalid_choice": _("Vælg en kollega i samme enhed, der har med sagen at gøre."),
        },
    )  # fmt: skip

    def __init__(self, data=None, *, seats: list[Seat], **options):
        super().__init__(data, **options)
        self.seats = {seat.pk: seat for seat in seats}
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Vælg en kollega")), *map(_named, seats)]

    @property
    def colleague(self) -> Seat:
        return self.seats[self.cleaned_data["to"]]


def _named(seat: Seat) -> tuple[int, str]:
    told = card(seat)
    return seat.pk, f"{told.name}, {told.title}" if told.title else told.name
