"""What a caseworker writes: how an application came, a fact laid down, and what is decided."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sammenhaeng.benefits.operations.decisions import LARGEST, Verdict
from sammenhaeng.benefits.operations.facts import Finding
from sammenhaeng.benefits.queries.applications import label
from sammenhaeng.benefits.queries.spoken import spoken
from sammenhaeng.benefits.rules import cases, evidence, registers
from sammenhaeng.benefits.rules.law import Law
from sammenhaeng.design.forms import DateField


def options(law: Law, persons: int) -> list[tuple[str, str]]:
    """Every fact of the case that can be laid down, as a choice."""
    return [
        (f"{name}-{person}", label(law, (name, person), persons))
        for name, person in evidence.keys(law, persons)
    ]


class TakeIn(forms.Form):
    """How an application that a caseworker writes for a citizen came in, and when."""

    channel = forms.ChoiceField(
        label=_("Hvordan er ansøgningen modtaget?"), widget=forms.RadioSelect,
        choices=[(code, _(words)) for code, words in cases.CHANNELS.items()],
        error_messages={"required": _("Vælg, hvordan ansøgningen er modtaget.")},
    )  # fmt: skip
    received_on = DateField(
        label=_("Hvilken dag er ansøgningen modtaget?"),
        help_text=_("Ydelsen regnes efter reglerne, som de gælder den dag."),
        error_messages={"required": _("Skriv, hvilken dag ansøgningen er modtaget.")},
    )


class Establish(forms.Form):
    """A fact that a caseworker lays down."""

    fact = forms.ChoiceField(
        label=_("Hvilken oplysning?"),
        error_messages={"required": _("Vælg, hvilken oplysning det er.")},
    )
    value = forms.CharField(
        label=_("Hvad lægger du til grund?"), max_length=40,
        help_text=_("Et tal, ja eller nej, eller en dato som 24.06.1958."),
        error_messages={"required": _("Skriv, hvad du lægger til grund.")},
    )  # fmt: skip
    note = forms.CharField(
        label=_("Hvor har du det fra?"), max_length=500,
        help_text=_("Fx lejekontrakten, som borgeren har sendt. Borgeren kan læse det."),
        error_messages={"required": _("Skriv, hvor du har oplysningen fra.")},
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip

    def __init__(self, law: Law, persons: int, *arguments, **options_):
        super().__init__(*arguments, **options_)
        self.law = law
        self.fields["fact"].choices = options(law, persons)  # type: ignore[attr-defined]

    def finding(self) -> Finding:
        told = self.cleaned_data
        name, _, person = told["fact"].rpartition("-")
        value = registers.read(self.law.inputs[name], told["value"], spoken())
        return Finding(name, int(person), value, told["note"])


class Settle(forms.Form):
    """What is decided: as the draft says, or another amount with the reason for it."""

    draft = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    kroner = forms.IntegerField(
        label=_("Beløb i hele kroner"), required=False, min_value=0, max_value=LARGEST,
        help_text=_("Lad feltet stå tomt, når afgørelsen er som udkastet."),
        widget=forms.TextInput({"inputmode": "numeric", "size": "12"}),
        error_messages={
            "invalid": _("Skriv et beløb i hele kroner, fra 0 til 1.000.000."),
            "max_value": _("Skriv et beløb i hele kroner, fra 0 til 1.000.000."),
            "min_value": _("Skriv et beløb i hele kroner, fra 0 til 1.000.000."),
        },
    )  # fmt: skip
    because = forms.CharField(
        label=_("Begrundelse, når beløbet afviger fra beregningen"), required=False,
        max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Den står i brevet til borgeren."),
    )  # fmt: skip

    def verdict(self) -> Verdict:
        told = self.cleaned_data
        return Verdict(told["draft"], told["kroner"], told["because"])
