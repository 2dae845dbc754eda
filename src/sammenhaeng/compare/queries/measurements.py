"""What was reckoned, when, from what, and whether the public may see it."""

from dataclasses import dataclass

from sammenhaeng.compare.models import Measurement
from sammenhaeng.compare.rules.indicators import Indicator, indicators
from sammenhaeng.kernel.refusal import Refused

from .places import definition_of, name_of


@dataclass(frozen=True)
class Declared:
    """An indicator and its measurements in force, the newest year first."""

    indicator: Indicator
    measurements: list[Measurement]

    @property
    def name(self) -> str:
        return name_of(self.indicator)

    @property
    def definition(self) -> str:
        return definition_of(self.indicator)


def declared() -> list[Declared]:
    rows = Measurement.objects.filter(superseded_at=None).order_by("-first_on")
    known = list(rows.select_related("made_by__account"))
    return [
        Declared(one, [row for row in known if row.indicator == one.code])
        for one in indicators().values()
    ]


def measurement(measurement_id: int) -> Measurement:
    """One in force, or Refused("missing")."""
    found = Measurement.objects.filter(pk=measurement_id, superseded_at=None).first()
    if found is None:
        raise Refused("missing", "Målingen findes ikke, eller en nyere har afløst den.")
    return found


def waiting(room: str, year: int) -> list[Measurement]:
    """Those of a year that the public does not see yet."""
    codes = [one.code for one in indicators().values() if one.room == room]
    rows = Measurement.objects.filter(
        indicator__in=codes, first_on__year=year, superseded_at=None, published_at=None
    )
    return list(rows.order_by("pk"))
