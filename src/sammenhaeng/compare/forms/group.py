"""What a leader proposes: places of the same kind, and why they are fairer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as text_of
from django.utils.translation import gettext_lazy as _

from sammenhaeng.compare.operations.group import Proposal
from sammenhaeng.compare.rules.comment import holds_cpr
from sammenhaeng.compare.rules.group import LEAST, LONGEST, MOST


class Search(forms.Form):
    """What is chosen so far, and the name that is looked for; anything else is nothing."""

    navn = forms.CharField(required=False, max_length=100)

    @property
    def name(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("navn", "").strip()


class Propose(forms.Form):
    """An own group and its reason."""

    sted = forms.TypedMultipleChoiceField(
        label=_("Steder i jeres egen gruppe"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg mindst fem steder."),
                        "invalid_choice": _("Vælg kun steder af samme slags.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Hvorfor netop de steder?"), max_length=LONGEST, widget=forms.Textarea({"rows": 5}),
        help_text=_("Skriv, hvad I har til fælles, som fraværet ikke selv bestemmer."),
        error_messages={"required": _("Skriv, hvorfor netop de steder.")},
    )  # fmt: skip

    def __init__(self, *args, places, **options):
        super().__init__(*args, **options)
        self.fields["sted"].choices = places  # type: ignore[attr-defined]

    def clean_sted(self) -> list[int]:
        chosen: list[int] = self.cleaned_data["sted"]
        if not LEAST <= len(chosen) <= MOST:
            raise ValidationError(
                text_of("Vælg {least} til {most} steder.").format(least=LEAST, most=MOST)
            )
        return chosen

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if holds_cpr(reason):
            raise ValidationError(
                _("Vi fandt noget, der ligner et CPR-nummer. Fjern det, før du gemmer.")
            )
        return reason

    @property
    def proposal(self) -> Proposal:
        return Proposal(self.cleaned_data["sted"], self.cleaned_data["reason"])
