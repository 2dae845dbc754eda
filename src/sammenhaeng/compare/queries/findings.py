"""What deserves a leader's attention: the claims about the places of the leader's chain."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from sammenhaeng.compare.models import Measurement
from sammenhaeng.compare.rules import words
from sammenhaeng.compare.rules.indicators import Indicator
from sammenhaeng.organisation.models import Unit
from sammenhaeng.statistics.claims import Claim

from . import figures as queries
from . import places, told
from .told import Figure

MOST = 3
FIRST = (Claim.CLEARLY_HIGHER, Claim.CLEARLY_LOWER, Claim.HIGHER, Claim.LOWER)


@dataclass(frozen=True)
class Finding:
    """One claim about one place in its newest year."""

    unit: Unit
    indicator: Indicator
    measurement: Measurement
    figure: Figure

    @property
    def sentence(self) -> str:
        said = gettext(words.FINDINGS[Claim(self.figure.claim)]).format(
            name=places.name_of(self.indicator), place=self.unit.name,
            year=self.measurement.first_on.year, rate=told.shown(self.figure.rate),
            expected=told.shown(self.figure.expected),
        )  # fmt: skip
        if not self.figure.alert:
            return said
        return gettext("{said} Det var det også året før.").format(said=said)


def findings(units: Collection[Unit]) -> list[Finding]:
    """At most three, the clearest first; none when everything is as expected."""
    known = {one.pk: one for one in units}
    found = sorted(_claims(known), key=lambda one: FIRST.index(Claim(one.figure.claim)))
    of_unit = {one.unit.pk: one for one in reversed(found)}  # the clearest of each place stays
    return [one for one in found if of_unit[one.unit.pk] is one][:MOST]


def _claims(units: dict[int, Unit]) -> Iterator[Finding]:
    newest = [one for one in queries.newest() if not queries.indicator_of(one).like]
    rows = queries.of_units(newest, list(units))
    claimed = {pk: [row for row in some if row.claim in FIRST] for pk, some in rows.items()}
    figures = told.of_several(claimed)
    for measurement in newest:
        one = queries.indicator_of(measurement)
        for figure in figures[measurement.pk]:
            if figure.is_shown:
                yield Finding(units[figure.key], one, measurement, figure)
