"""What auditors ask the trail, and what they write about a look-up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sammenhaeng.access import rules
from sammenhaeng.design.forms import DateField


class FindLine(forms.Form):
    """The reference number that the citizen reads in their log."""

    number = forms.IntegerField(
        label=_("Opslagets nummer"), min_value=1, max_value=2**62,
        widget=forms.TextInput({"inputmode": "numeric", "size": "10"}),
        help_text=_("Nummeret står i borgerens log."),
        error_messages={
            "required": _("Skriv opslagets nummer."),
            "invalid": _("Nummeret består kun af tal."),
            "min_value": _("Nummeret er mindst 1."),
            "max_value": _("Så stort et nummer findes ikke."),
        },
    )  # fmt: skip


class Delay(forms.Form):
    """Why the citizen sees a look-up later, and when."""

    because = forms.ChoiceField(
        label=_("Hvorfor skal borgeren først se opslaget senere?"), widget=forms.RadioSelect,
        choices=[(code, _(text)) for code, text in rules.DELAYS.items()],
        error_messages={"required": _("Vælg, hvorfor opslaget først skal vises senere.")},
    )  # fmt: skip
    reveal_on = DateField(
        label=_("Vis opslaget for borgeren den"),
        help_text=_("Senest om to år. Det kan ikke ændres bagefter."),
        error_messages={"required": _("Skriv, hvornår opslaget skal vises.")},
    )
