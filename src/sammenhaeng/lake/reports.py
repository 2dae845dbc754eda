"""The faults of a delivery as a CSV file to fetch."""

import csv
from typing import Protocol

from django.utils.translation import gettext as _

from sammenhaeng.kernel.cells import guarded

from . import queries
from .models import Delivery

HEADINGS = ("Række", "Kolonne", "Hvad er galt", "Hvad du kan gøre", "Advarsel")


class Sink(Protocol):
    def write(self, text: str, /) -> object: ...


def write(file: Sink, delivery: Delivery) -> None:
    """The faults that are kept, by row."""
    writer = csv.writer(file, delimiter=";")
    writer.writerow([_(heading) for heading in HEADINGS])
    for one in queries.faults(delivery):
        cells = map(guarded, (one.title, one.what, one.remedy))
        writer.writerow([one.row or "", *cells, _("Ja") if one.is_warning else ""])
