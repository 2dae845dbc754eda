"""What a leader writes about a follow-up; nothing here asks for the illness."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sammenhaeng.absence.operations.follow_ups import Held
from sammenhaeng.absence.rules import follow_ups as rules
from sammenhaeng.design.forms import DateField


class Begin(forms.Form):
    """The first sick day."""

    first_sick_on = DateField(
        label=_("Første sygedag"), error_messages={"required": _("Skriv første sygedag.")}
    )


class Hold(forms.Form):
    """A talk and what was agreed."""

    step = forms.ChoiceField(
        label=_("Hvilken samtale?"), widget=forms.RadioSelect,
        choices=[(code, _(words)) for code, words in rules.STEPS.items()],
        error_messages={"required": _("Vælg, hvilken samtale det var.")},
    )  # fmt: skip
    held_on = DateField(
        label=_("Hvornår?"), error_messages={"required": _("Skriv, hvornår I talte sammen.")}
    )
    agreement = forms.CharField(
        label=_("Hvad har I aftalt?"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Fx færre timer eller andre opgaver en tid. Skriv ikke, hvad medarbejderen "
                    "fejler, og spørg ikke om det."),
        error_messages={"required": _("Skriv, hvad I aftalte.")},
    )  # fmt: skip

    def held(self) -> Held:
        return Held(**self.cleaned_data)


class Close(forms.Form):
    """The day the employee came back."""

    returned_on = DateField(
        label=_("Tilbage på arbejde fra"),
        error_messages={"required": _("Skriv den første dag tilbage.")},
    )
