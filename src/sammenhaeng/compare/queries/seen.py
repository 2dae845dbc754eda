"""What one page tells of a unit: its own rows and its peers', of many measurements, asked for at
once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sammenhaeng.compare.models import Measurement, Standing
from sammenhaeng.compare.rules.likeness import PEERS

from . import figures as queries
from . import told
from .told import Figure


@dataclass(frozen=True)
class Year:
    """A measured year: the place, unless nobody there was counted, and those it is held against."""

    measurement: Measurement
    own: Figure | None
    peers: tuple[Figure, ...]


@dataclass(frozen=True)
class Seen:
    """The figures by measurement and unit, and what the ledger shows of them."""

    unit_id: int
    measurements: Mapping[int, Measurement]
    rows: Mapping[tuple[int, int], Standing]
    known: told.Known

    def of(self, indicator: str) -> list[Measurement]:
        return [one for one in self.measurements.values() if one.indicator == indicator]

    def own(self, measurement: Measurement) -> Figure | None:
        found = self._figures(measurement, [self.unit_id])
        return found[0] if found else None

    def year(self, measurement: Measurement, like: Measurement) -> Year:
        """The peers are those of another measurement of the place."""
        now = self.rows.get((like.pk, self.unit_id))
        peers = now.peers[:PEERS] if now else []
        return Year(measurement, self.own(measurement), self._figures(measurement, peers))

    def newest(self) -> dict[str, Figure]:
        """The place's own of each indicator in its newest year."""
        first: dict[str, Measurement] = {}
        for one in self.measurements.values():
            first.setdefault(one.indicator, one)
        told_ = {code: self.own(one) for code, one in first.items()}
        return {code: one for code, one in told_.items() if one is not None}

    def _figures(self, measurement: Measurement, keys: Sequence[int]) -> tuple[Figure, ...]:
        rows = [self.rows.get((measurement.pk, key)) for key in keys]
        return tuple(told.figure_of(row, self.known) for row in rows if row is not None)


def seen(
    unit_id: int, measurements: Sequence[Measurement], now: Measurement, parts: Collection[str] = ()
) -> Seen:  # fmt: skip
    """A unit in all the measurements, beside its peers in those of the indicator of `now`, and
    beside each part's own peers in that year."""
    own = queries.rows_of({one: [unit_id] for one in measurements})
    peers = {row.measurement_id: row.peers[:PEERS] for row in own}
    wanted = {
        one: peers.get(like.pk, [])
        for one in measurements if (like := _like(one, now, parts)) is not None
    }  # fmt: skip
    rows = [*own, *queries.rows_of(wanted)]
    by_place = {(row.measurement_id, told.key_of(row)): row for row in rows}
    return Seen(unit_id, {one.pk: one for one in measurements}, by_place, told.known_of(rows))


def _like(
    one: Measurement, now: Measurement, parts: Collection[str]
) -> Measurement | None:  # fmt: skip
    """Whose peers the place is seen beside in a measurement, if anybody's."""
    if one.indicator == now.indicator:
        return now
    return one if one.indicator in parts and one.first_on == now.first_on else None
