"""The API's shapes of figures: a hidden number is null, and all of a place's are null together."""

from datetime import date, datetime

from pydantic import Field

from sammenhaeng.compare.models import Measurement
from sammenhaeng.compare.queries.measurements import Declared
from sammenhaeng.compare.queries.places import Place
from sammenhaeng.compare.queries.public import AreaPage, Country, Institution, Kind
from sammenhaeng.compare.queries.told import Figure
from sammenhaeng.compare.rules.indicators import Indicator
from sammenhaeng.design.api import Closed, Id, Paged
from sammenhaeng.statistics.disclosure import Disclosed


def shown(number: Disclosed[float]) -> float | None:
    return None if number.is_hidden else number.value


class PlacesAsked(Closed):
    """Which places of an area, of which figure; the newest year when none is named."""

    indicator: str = Field("absence", max_length=40)
    year: int | None = Field(None, ge=2000, le=2100)
    name: str = Field("", max_length=200, description="A part of the place's name.")
    authority: Id | None = None
    page: int = Field(1, ge=1, le=1_000_000)


class IndicatorTold(Closed):
    """What an indicator is: numerator over denominator, version and source."""

    code: str
    name: str
    name_en: str
    unit: str
    definition: str
    version: str
    first_year: int
    source: str
    direction: str
    adjusts: list[str]

    @classmethod
    def of(cls, one: Indicator) -> "IndicatorTold":
        return cls(
            code=one.code, name=one.name, name_en=one.name_en, unit=one.unit,
            definition=one.definition, version=one.version, first_year=one.first_year,
            source=one.source, direction=one.direction, adjusts=list(one.adjusts),
        )  # fmt: skip


class MeasurementTold(Closed):
    """An indicator reckoned for a year, from deliveries named by their checksums."""

    id: int
    indicator: str
    version: str
    first_on: date
    last_on: date
    deliveries: list[str]
    made_at: datetime
    published_at: datetime | None
    refused_because: str

    @classmethod
    def of(cls, one: Measurement) -> "MeasurementTold":
        return cls(
            id=one.pk, indicator=one.indicator, version=one.version, first_on=one.first_on,
            last_on=one.last_on, deliveries=one.deliveries, made_at=one.made_at,
            published_at=one.published_at, refused_because=one.refused_because,
        )  # fmt: skip


class DeclaredTold(Closed):
    """An indicator and its measurements in force, the newest year first."""

    indicator: IndicatorTold
    measurements: list[MeasurementTold]

    @classmethod
    def of(cls, one: Declared) -> "DeclaredTold":
        measurements = [MeasurementTold.of(each) for each in one.measurements]
        return cls(indicator=IndicatorTold.of(one.indicator), measurements=measurements)


class FigureTold(Closed):
    """A place's figure in the indicator's unit; `lower` and `upper` are 95 % of `adjusted`."""

    unit: int = Field(description="A unit's id; minus an authority's id.")
    name: str
    kind: str
    full_time: float | None
    rate: float | None = Field(description="Own figure, not adjusted.")
    adjusted: float | None = Field(description="As if the staff were like that of the kind.")
    lower: float | None
    upper: float | None
    expected: float | None = Field(description="What a place with such staff usually has.")
    usual_low: float | None = Field(description="95 of 100 such places are above it.")
    usual_high: float | None
    claim: str = Field(description="What chance lets anybody say; empty when nothing may be said.")
    use: str | None = Field(description="compare, own_history or pooled, by reliability.")

    @classmethod
    def of(cls, one: Figure) -> "FigureTold":
        low, high = one.usual
        return cls(
            unit=one.key, name=one.label, kind=one.kind, full_time=shown(one.full_time),
            rate=shown(one.rate), adjusted=shown(one.adjusted), lower=shown(one.lower),
            upper=shown(one.upper), expected=shown(one.expected), usual_low=shown(low),
            usual_high=shown(high), claim=one.claim if one.is_shown else "",
            use=str(one.use) if one.use and one.is_shown else None,
        )  # fmt: skip


class OwnFigures(Closed):
    """A leader's place: now, the year before, its peers, and what each adjustment does."""

    measurement: MeasurementTold
    now: FigureTold
    before: FigureTold | None
    added: list[str]
    expected_by_step: list[float | None]
    peers: list[FigureTold]

    @classmethod
    def of(cls, at: Place) -> "OwnFigures":
        return cls(
            measurement=MeasurementTold.of(at.measurement), now=FigureTold.of(at.now),
            before=FigureTold.of(at.before) if at.before else None, added=at.measurement.added,
            expected_by_step=[shown(one) for one in at.now.steps],
            peers=[FigureTold.of(one) for one in at.peers],
        )  # fmt: skip


class AreaTold(Closed):
    """A kind of place with published figures."""

    code: str
    name: str
    places: int
    year: int

    @classmethod
    def of(cls, one: Kind) -> "AreaTold":
        return cls(code=one.code, name=one.name, places=one.places, year=one.year)


class PlacesTold(Paged):
    """One page of an area's places, by authority and name, never by the figure."""

    measurement: MeasurementTold
    places: list[FigureTold]

    @classmethod
    def of(cls, seen: AreaPage) -> "PlacesTold":
        places = [FigureTold.of(one) for one in seen.figures]
        return cls.at(seen.page, measurement=MeasurementTold.of(seen.measurement), places=places)


class CountryTold(Closed):
    """The figure of each kommune."""

    measurement: MeasurementTold
    kommuner: list[FigureTold]

    @classmethod
    def of(cls, seen: Country) -> "CountryTold":
        kommuner = [FigureTold.of(one) for one in seen.figures]
        return cls(measurement=MeasurementTold.of(seen.measurement), kommuner=kommuner)


class InstitutionTold(Closed):
    """A place with its published figures and its leader's words."""

    unit: int
    name: str
    kind: str
    authority: str
    address: str
    about: str
    comment: str
    figures: dict[str, FigureTold] = Field(description="By indicator, the newest year of each.")

    @classmethod
    def of(cls, seen: Institution) -> "InstitutionTold":
        unit = seen.unit
        return cls(
            unit=unit.pk, name=unit.name, kind=unit.kind, authority=unit.authority.name,
            address=unit.address, about=seen.about,
            comment=seen.comment.text if seen.comment else "",
            figures={one.indicator: FigureTold.of(figure) for one, figure in seen.figures},
        )  # fmt: skip
