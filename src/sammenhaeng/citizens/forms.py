"""What people write about consents and to find a citizen."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sammenhaeng.access.queries import Wording
from sammenhaeng.design.forms import DateField
from sammenhaeng.kernel.numbers import Cpr
from sammenhaeng.kernel.refusal import Refused


class Find(forms.Form):
    """A CPR number or a part of a name; posted, never in an address."""

    text = forms.CharField(
        label=_("CPR-nummer eller navn"), max_length=100,
        help_text=_("Hvert navn, der findes, bliver skrevet i borgerens log."),
        error_messages={"required": _("Skriv et CPR-nummer eller et navn.")},
    )  # fmt: skip


class OpenWithReason(forms.Form):
    """Why someone must see a citizen who is not theirs."""

    citizen = forms.CharField(widget=forms.HiddenInput)
    code = forms.ChoiceField(
        label=_("Hvorfor?"), widget=forms.RadioSelect,
        choices=[(code, _(text)) for code, text in Wording().reasons().items()],
        error_messages={"required": _("Vælg en grund.")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("Beskriv grunden"), min_length=10, max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Borgeren og din leder kan læse det, du skriver."),
        error_messages={
            "required": _("Skriv, hvorfor du slår borgeren op."),
            "min_length": _("Skriv mindst 10 tegn, så borgeren kan forstå grunden."),
        },
    )  # fmt: skip


class AskConsent(forms.Form):
    """What the citizen is asked to say yes to."""

    purpose = forms.ChoiceField(
        label=_("Hvad skal oplysningerne bruges til?"), widget=forms.RadioSelect,
        choices=[
            ("coordination", _("Koordinere den samlede plan")),
            ("case", _("Behandle sagen")),
        ],
        error_messages={"required": _("Vælg, hvad oplysningerne skal bruges til.")},
    )  # fmt: skip
    explanation = forms.CharField(
        label=_("Forklar med få ord, hvad borgeren siger ja til"), max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Forklar, hvad borgeren siger ja til.")},
    )  # fmt: skip
    valid_until = DateField(
        label=_("Gælder til"), error_messages={"required": _("Skriv, hvornår det udløber.")}
    )


class OralConsent(forms.Form):
    """A spoken yes, and the colleague who heard it."""

    witness = forms.TypedChoiceField(
        label=_("Hvem hørte borgeren sige ja?"), coerce=int, widget=forms.RadioSelect,
        help_text=_("Vidnet skal være en anden medarbejder end dig."),
        error_messages={"required": _("Vælg den kollega, der var vidne.")},
    )  # fmt: skip

    def __init__(self, *args, colleagues, **more):
        super().__init__(*args, **more)
        witness = self.fields["witness"]
        assert isinstance(witness, forms.TypedChoiceField)
        witness.choices = [(one.pk, one.account.name) for one in colleagues]


class Contest(forms.Form):
    """What is wrong with a fact."""

    why = forms.CharField(
        label=_("Hvad er forkert?"), widget=forms.Textarea({"rows": 3}), max_length=1000,
        help_text=_("De enheder, der har en sag om dig, får besked og retter det ved kilden."),
        error_messages={"required": _("Skriv, hvad der er forkert.")},
    )  # fmt: skip


class NewCitizen(forms.Form):
    """A citizen who is not known yet."""

    name = forms.CharField(
        label=_("Navn"), max_length=200, error_messages={"required": _("Skriv borgerens navn.")}
    )
    cpr = forms.CharField(
        label=_("CPR-nummer"), required=False, max_length=11,
        help_text=_("Ti cifre. Lad feltet stå tomt, hvis borgeren ikke har et."),
    )  # fmt: skip
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=30)
    address = forms.CharField(label=_("Adresse"), required=False, max_length=200)
    interpreter = forms.CharField(label=_("Tolk, sprog"), required=False, max_length=60)
    is_protected = forms.BooleanField(
        label=_("Borgeren har navne- og adressebeskyttelse"), required=False
    )

    def clean_cpr(self) -> Cpr | None:
        try:
            return Cpr.parse(self.cleaned_data["cpr"]) if self.cleaned_data["cpr"] else None
        except Refused as refused:
            raise forms.ValidationError(gettext(refused.sentence)) from None
