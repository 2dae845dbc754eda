"""The API's shapes of published figures, peers, gains, findings and effects."""

from pydantic import Field

from sammenhaeng.compare.queries import alike, findings, gain, published
from sammenhaeng.compare.rules import effects
from sammenhaeng.design.api import Closed

from .figures import FigureTold, shown


class PublishedTold(Closed):
    """A figure as it was published; without a value the source names an order only."""

    measure: str
    area: str = Field(description="A kommune's code, or kommuner, regioner, stat, privat, alle.")
    name: str
    year: int
    value: float | None
    unit: str
    source: str
    sureness: str = Field(description="printed, or rounded where the source says it in words.")
    note: str

    @classmethod
    def of(cls, one: published.Told) -> "PublishedTold":
        it = one.figure
        return cls(
            measure=it.measure, area=it.area, name=one.area, year=it.year, value=it.value,
            unit=published.measures()[it.measure].unit, source=it.source, sureness=it.sureness,
            note=it.note,
        )  # fmt: skip


class DifferenceTold(Closed):
    """A condition that places are chosen by, as people read it."""

    name: str
    own: str
    others: str
    words: str


class GroupTold(Closed):
    """Those a place is compared with; `mutual` of them have it among theirs."""

    peers: list[FigureTold]
    differences: list[DifferenceTold]
    mutual: int
    kept: float = Field(description="The share that stays when the conditions are drawn anew.")

    @classmethod
    def of(cls, one: alike.Group) -> "GroupTold":
        rows = [
            DifferenceTold(name=str(name), own=str(own), others=str(others), words=str(words))
            for name, own, others, words in one.differences.rows
        ]
        peers = [FigureTold.of(peer) for peer in one.place.peers]
        return cls(peers=peers, differences=rows, mutual=one.mutual, kept=one.kept)


class GainTold(Closed):
    """The answer as people read it, and what it assumes."""

    full_time: str
    days: str
    freed: str
    finances: str
    assumptions: list[str]

    @classmethod
    def of(cls, one: gain.Worth) -> "GainTold":
        return cls(
            full_time=one.full_time, days=one.days, freed=one.freed, finances=one.finances,
            assumptions=list(one.assumptions),
        )  # fmt: skip


class FindingTold(Closed):
    """A claim about a place."""

    unit: int
    indicator: str
    year: int
    claim: str
    rate: float | None
    expected: float | None
    sentence: str

    @classmethod
    def of(cls, one: findings.Finding) -> "FindingTold":
        return cls(
            unit=one.unit.pk, indicator=one.indicator.code, year=one.measurement.first_on.year,
            claim=one.figure.claim, rate=shown(one.figure.rate),
            expected=shown(one.figure.expected), sentence=one.sentence,
        )  # fmt: skip


class PlaceChangeTold(Closed):
    """Adjusted days before and after, and the effect beside similar places with its interval."""

    before: float
    after: float
    like_before: float
    like_after: float
    like_units: int
    effect: float
    low: float
    high: float

    @classmethod
    def of(cls, one: effects.Change) -> "PlaceChangeTold":
        return cls(
            before=one.before, after=one.after, like_before=one.like_before,
            like_after=one.like_after, like_units=one.like_units, effect=one.effect,
            low=one.low, high=one.high,
        )  # fmt: skip
