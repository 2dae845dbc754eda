"""What leaders write about look-ups."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sammenhaeng.access.queries import Wording


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
