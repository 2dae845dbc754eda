"""What a leader writes for everybody to read."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sammenhaeng.compare.rules.comment import LONGEST, holds_cpr


class Publish(forms.Form):
    """A public comment on the unit's figures."""

    text = forms.CharField(
        label=_("Din kommentar"), widget=forms.Textarea({"rows": 6}), max_length=LONGEST,
        help_text=_("Alle kan læse den. Skriv aldrig noget, der peger på et bestemt menneske."),
        error_messages={"required": _("Skriv din kommentar.")},
    )  # fmt: skip
    seen = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if holds_cpr(text):
            raise ValidationError(
                _("Vi fandt noget, der ligner et CPR-nummer. Fjern det, før du gemmer.")
            )
        return text
