"""Fields that parse what people write: dates in three boxes, texts without control characters."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sammenhaeng.kernel.refusal import Refused


def says_yes(request: HttpRequest) -> bool:
    """What somebody pressed who was asked yes or no; neither is no answer."""
    answer = request.POST.get("answer")
    if answer not in ("yes", "no"):
        raise Refused("invalid", "Vælg ja eller nej.")
    return answer == "yes"


class DateParts(forms.MultiWidget):
    """Day, month and year as three text fields."""

    def __init__(self):
        numeric = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__([forms.TextInput(numeric)] * 3)

    def decompress(self, value: date | None) -> list[object]:
        return [value.day, value.month, value.year] if value else [None, None, None]


FIRST_YEAR = 1850  # a year before is one of two figures


class DateField(forms.MultiValueField):
    """A date written as day, month and year; a mistake says what to write instead."""

    widget = DateParts

    def __init__(self, **options):
        parts = [forms.CharField(required=False) for _part in range(3)]
        super().__init__(fields=parts, require_all_fields=False, **options)

    def compress(self, data_list: list[str]) -> date | None:
        if not any(data_list):
            return None
        try:
            day, month, year = (int(part) for part in data_list)
            told = date(year, month, day)
        except ValueError:
            told = date.min
        if told.year < FIRST_YEAR:
            raise ValidationError(_("Datoen skal være en rigtig dato, fx 24 11 2026"))
        return told
