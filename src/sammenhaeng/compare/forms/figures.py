"""What a reader of figures may choose between; what is not understood is the first choice."""

from fractions import Fraction

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sammenhaeng.compare.queries.gain import Asked
from sammenhaeng.compare.queries.places import GROUPS, Wanted
from sammenhaeng.compare.queries.public import Search
from sammenhaeng.compare.rules.indicators import indicators

LONGEST_ID = 10  # digits, of what an integer column holds


class Choose(forms.Form):
    """The filter over a page of figures; every choice is in the address."""

    indikator = forms.CharField(required=False, max_length=40)
    aar = forms.RegexField(r"^[0-9]{4}$", required=False)
    med = forms.CharField(required=False, max_length=20)
    enhed = forms.IntegerField(required=False, min_value=1)
    fremhaev = forms.CharField(required=False, max_length=20)

    def wanted(self) -> Wanted:
        self.is_valid()
        told = self.cleaned_data
        indicator, group = told.get("indikator", ""), told.get("med", "")
        return Wanted(
            indicator if indicator in indicators() else Wanted.indicator,
            told.get("aar", ""),
            group if group in GROUPS else "kind",
            told.get("fremhaev", ""),
        )

    @property
    def unit_id(self) -> int | None:
        self.is_valid()
        return self.cleaned_data.get("enhed")


class Find(forms.Form):
    """Which places of an area to show."""

    navn = forms.CharField(required=False, max_length=200)
    myndighed = forms.IntegerField(required=False, min_value=1)
    side = forms.CharField(required=False, max_length=10)

    @property
    def search(self) -> Search:
        self.is_valid()
        told = self.cleaned_data
        return Search(told.get("navn", "").strip(), told.get("myndighed"), told.get("side", ""))


def chosen(told: QueryDict) -> list[int]:
    """The places to set side by side, each once, in the order they were chosen."""
    numbers = (one for one in told.getlist("sted") if one.isdecimal() and len(one) < LONGEST_ID)
    return list(dict.fromkeys(int(one) for one in numbers))


class Decimal(forms.DecimalField):
    """A number with a Danish comma."""

    def to_python(self, value):
        return super().to_python(str(value or "").strip().replace(",", "."))


class Gain(forms.Form):
    """How many days less, for how many full-time employees."""

    dage = Decimal(
        label=_("Dage mindre for hver fuldtidsansat om året"), min_value=0, max_value=50,
        decimal_places=2, widget=forms.TextInput({"size": 5, "inputmode": "decimal"}),
        error_messages={"required": _("Skriv et tal, fx 1 eller 0,5."),
                        "invalid": _("Skriv et tal, fx 1 eller 0,5."),
                        "max_value": _("Skriv højst 50 dage.")},
    )  # fmt: skip
    fuldtid = Decimal(
        label=_("Fuldtidsansatte"), min_value=1, max_value=1_000_000, decimal_places=1,
        widget=forms.TextInput({"size": 7, "inputmode": "decimal"}),
        error_messages={"required": _("Skriv, hvor mange fuldtidsansatte I er."),
                        "invalid": _("Skriv, hvor mange fuldtidsansatte I er."),
                        "min_value": _("Skriv mindst 1 fuldtidsansat.")},
    )  # fmt: skip

    @property
    def asked(self) -> Asked | None:
        if not self.is_valid():
            return None
        told = self.cleaned_data
        return Asked(Fraction(told["dage"]), Fraction(told["fuldtid"]))
