"""What a leader or HR writes about targets, money and visits."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from sammenhaeng.absence.operations.grants import Wish
from sammenhaeng.absence.rules.targets import Aim
from sammenhaeng.design.forms import DateField


class Days(forms.DecimalField):
    """Days per full-time employee with a Danish comma, as hundredths."""

    def __init__(self, *, says, **options):
        widget = forms.TextInput({"size": 5, "inputmode": "decimal"})
        errors = {"required": says, "invalid": says}
        super().__init__(
            min_value=0, max_value=200, decimal_places=2, widget=widget, error_messages=errors,
            **options,
        )  # fmt: skip

    def to_python(self, value):
        return super().to_python(str(value or "").strip().replace(",", "."))


class Whole(forms.IntegerField):
    """A whole number in a short text field."""

    def __init__(self, *, says, size=5, **options):
        widget = forms.TextInput({"size": size, "inputmode": "numeric"})
        super().__init__(
            widget=widget, error_messages={"required": says, "invalid": says}, **options
        )


class Target(forms.Form):
    """A target for a year, and what it is measured from."""

    unit = forms.TypedChoiceField(
        label=_("Enhed"), coerce=int, error_messages={"required": _("Vælg en enhed.")}
    )
    baseline_year = Whole(
        label=_("Udgangspunktets år"), says=_("Skriv det år, I måler fra."),
        min_value=2000, max_value=2100,
    )  # fmt: skip
    baseline = Days(
        label=_("Dage for hver fuldtidsansat dengang"),
        says=_("Skriv dagene dengang som et tal, fx 13,2."),
    )
    year = Whole(
        label=_("Målets år"), says=_("Skriv det år, målet skal være nået."),
        min_value=2000, max_value=2100,
    )  # fmt: skip
    target = Days(
        label=_("Mål: dage for hver fuldtidsansat"),
        says=_("Skriv målet som et tal, fx 10,9."),
    )

    def __init__(self, *args, units, **options):
        super().__init__(*args, **options)
        self.fields["unit"].choices = [(unit.pk, unit.name) for unit in units]  # type: ignore[attr-defined]

    def aim(self) -> Aim:
        told = self.cleaned_data
        return Aim(
            hundredths(told["baseline"]), told["baseline_year"], hundredths(told["target"]),
            told["year"],
        )  # fmt: skip


def hundredths(days: Decimal) -> int:
    return int(days * 100)


class Visit(forms.Form):
    """What a workplace wants help with."""

    team = forms.TypedChoiceField(
        label=_("Rejsehold"), coerce=int, error_messages={"required": _("Vælg et rejsehold.")}
    )
    wish = forms.CharField(
        label=_("Hvad ønsker I hjælp til?"), max_length=1000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Skriv ikke om enkelte medarbejdere."),
        error_messages={"required": _("Skriv, hvad I ønsker hjælp til.")},
    )  # fmt: skip

    def __init__(self, *args, teams, **options):
        super().__init__(*args, **options)
        self.fields["team"].choices = [(unit.pk, unit.name) for unit in teams]  # type: ignore[attr-defined]


class Planned(forms.Form):
    """The day of the visit."""

    visit_on = DateField(
        label=_("Dag for besøget"), error_messages={"required": _("Skriv en dag.")}
    )


class Acting(forms.Form):
    """What the workplace does after the visit."""

    action = forms.CharField(
        label=_("Hvad gør arbejdspladsen nu?"), max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Skriv, hvad arbejdspladsen gør nu.")},
    )  # fmt: skip


class Application(forms.Form):
    """A workplace asks for money."""

    level = Days(
        label=_("Sygefravær: dage for hver fuldtidsansat sidste år"),
        says=_("Skriv sidste års sygefravær som et tal, fx 13,2."),
    )
    strain = Whole(
        label=_("Belastning af arbejdsmiljøet, fra 0 til 100"), min_value=0, max_value=100,
        says=_("Skriv et tal fra 0 til 100."),
    )  # fmt: skip
    amount = Whole(
        label=_("Beløb i kroner"), size=12, min_value=1, says=_("Skriv et beløb i hele kroner.")
    )
    plan = forms.CharField(
        label=_("Hvad skal pengene bruges til?"), max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Skriv, hvad pengene skal bruges til.")},
    )  # fmt: skip

    def wish(self) -> Wish:
        told = self.cleaned_data
        return Wish(hundredths(told["level"]), told["strain"], told["amount"], told["plan"])
