"""What people write to search units, and the file they bring."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .queries import Wanted
from .rules import units as rules
from .rules.sheets import Sheet

LARGEST = 20 * 1024 * 1024  # bytes


class Upload(forms.Form):
    """A file of units."""

    file = forms.FileField(
        label=_("Fil med enheder"), allow_empty_file=True,
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
        help_text=_("CSV i UTF-8 med semikolon eller komma, højst 20 MB."),
        error_messages={"required": _("Vælg en fil.")},
    )  # fmt: skip

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("Filen er for stor. Del den i filer på højst 20 MB."))
        return file

    def sheet(self) -> Sheet:
        file = self.cleaned_data["file"]
        return rules.read(file.name, file.read())


class Search(forms.Form):
    """Which units to show; what is not understood is left out."""

    navn = forms.CharField(required=False, max_length=200)
    myndighed = forms.IntegerField(required=False, min_value=1)
    type = forms.CharField(required=False, max_length=40)

    def wanted(self) -> Wanted:
        self.is_valid()
        told = self.cleaned_data
        kind = told.get("type", "")
        return Wanted(
            told.get("navn", "").strip(),
            told.get("myndighed"),
            kind if kind in rules.KINDS else "",
        )
