"""What people write to deliver a file, and which of its columns is which."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sammenhaeng.kernel.deliveries import Schema
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused

from .faults import shown
from .matching import Mapped
from .operations import Said

LARGEST = 200 * 1024 * 1024  # bytes; larger files come by the command line
YEAR = re.compile(r"(19|20|21)\d\d")


def period_of(text: str) -> int | Days:
    """A year, or the first and the last day with a slash between; else Refused("invalid")."""
    text = text.strip()
    if YEAR.fullmatch(text):
        return int(text)
    first, _slash, last = text.partition("/")
    try:
        return Days(date.fromisoformat(first.strip()), date.fromisoformat(last.strip()))
    except ValueError:
        raise Refused(
            "invalid",
            "Skriv et år som 2025, eller første og sidste dag som 2025-01-01/2025-03-31.",
        ) from None


def source_of(name: str) -> str:
    """Where a file comes from when nobody says it: its name, short and without any CPR number."""
    return shown(Path(name).stem)


def said_of(name: str, source: str, period: str, mapping: Mapped) -> Said:
    """What is told with a file; the period is left out when nobody writes it."""
    told = Said(name=name, source=source, mapping=mapping)
    if period.strip():
        told["period"] = period_of(period)
    return told


class Upload(forms.Form):
    """A file to deliver; its kind, period and source are read from it when nobody says them."""

    file = forms.FileField(
        label=_("Fil"), allow_empty_file=True,
        widget=forms.FileInput({"accept": ".csv,.xlsx,.parquet,text/csv"}),
        help_text=_("CSV, Excel (.xlsx) eller Parquet, højst 200 MB."),
        error_messages={"required": _("Vælg en fil.")},
    )  # fmt: skip
    kind = forms.ChoiceField()
    period = forms.CharField(
        label=_("Periode"), required=False, max_length=21, widget=forms.TextInput({"size": 21}),
        help_text=_("Et år, fx 2025, eller første og sidste dag: 2025-01-01/2025-03-31. "
                    "Ellers de færreste hele år, som hver række har en dag i."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Kilde"), required=False, max_length=100, widget=forms.TextInput({"size": 30}),
        help_text=_("Systemet, den kommer fra; ellers filens navn. En ny fil fra samme kilde for "
                    "samme periode træder i stedet for den gamle."),
    )  # fmt: skip

    def __init__(self, *args, kinds: Mapping[str, Schema], **more):
        super().__init__(*args, **more)
        told = [(kind, gettext(one.title)) for kind, one in kinds.items()]
        self.fields["kind"] = forms.ChoiceField(
            label=_("Hvad er det?"), required=False,
            choices=[("", _("Se det af filens kolonner")), *told],
        )  # fmt: skip

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("Filen er for stor. Del den i filer på højst 200 MB."))
        return file

    def clean_period(self) -> str:
        period = self.cleaned_data["period"]
        try:
            if period:
                period_of(period)
        except Refused as refused:
            raise ValidationError(gettext(refused.sentence)) from None
        return period

    @property
    def whence(self) -> str:
        return self.cleaned_data["source"] or source_of(self.cleaned_data["file"].name)


class Columns(forms.Form):
    """Which column of a file is which of ours."""

    def __init__(self, *args, schema: Schema, headers: Sequence[str], **more):
        super().__init__(*args, **more)
        there = [(header, header) for header in dict.fromkeys(headers) if header]
        for one in schema.columns:
            nothing = _("Vælg en kolonne") if one.required else _("Er ikke i filen")
            self.fields[one.name] = forms.ChoiceField(
                label=gettext(one.title), required=one.required,
                choices=[("", nothing), *there],
                error_messages={"required": _("Vælg kolonnen.")},
            )  # fmt: skip

    def mapping(self) -> dict[str, str]:
        return {column: header for column, header in self.cleaned_data.items() if header}
