"""What a reader of figures may choose between; what is not understood is the first choice."""

from django import forms

from sammenhaeng.compare.queries.places import GROUPS, Wanted
from sammenhaeng.compare.queries.public import Search
from sammenhaeng.compare.rules.indicators import indicators


class Choose(forms.Form):
    """The filter over a page of figures; every choice is in the address."""

    indikator = forms.CharField(required=False, max_length=40)
    aar = forms.RegexField(r"^[0-9]{4}$", required=False)
    med = forms.CharField(required=False, max_length=20)
    enhed = forms.IntegerField(required=False, min_value=1)
    fremhaev = forms.CharField(required=False, max_length=20)

    def wanted(self, first: str = "absence") -> Wanted:
        self.is_valid()
        told = self.cleaned_data
        indicator, group = told.get("indikator", ""), told.get("med", "")
        return Wanted(
            indicator if indicator in indicators() else first,
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
