"""The demo's figures: a share of the synthetic nation delivered, reckoned and published."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sammenhaeng.absence.operations import targets
from sammenhaeng.absence.rules.deliveries import EMPLOYMENTS, SPELLS
from sammenhaeng.absence.rules.targets import Aim
from sammenhaeng.access import queries as access
from sammenhaeng.access.models import Account, Seat
from sammenhaeng.compare.models import Measurement, Standing
from sammenhaeng.compare.operations import figures
from sammenhaeng.compare.queries import told
from sammenhaeng.kernel.periods import Days
from sammenhaeng.lake import operations as lake
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.operations import authorities, units
from sammenhaeng.organisation.rules.units import Description

from .nation import examples
from .nation.deliveries import write
from .nation.drawing import draw
from .nation.settling import settle
from .solby import FOUNDED, Solby

SCHOOL_LEADER = ("bo", "Bo Winther", "leader", "skoleleder")
PLACE_LEADER = ("inge", "Inge Bro", "leader", "leder")
LARGE = 40  # full-time employees: such a place has months and parts to show
AIM = Aim(2000, 2023, 1600, 2026)  # hundredths of a day
ANALYST = ("nina", "Nina Bruun", "analyst", "analytiker")
OFFICE = Description("department", "Kontoret for sammenligning", "compare")
SEED = 1
DRAWN = Days(date(2022, 1, 1), date(2025, 12, 31))
SOURCE = "Det syntetiske Danmark"


@dataclass(frozen=True)
class Part:
    """How much of the nation is delivered, and the years that are reckoned of it."""

    share: float
    years: range


DEMO = Part(0.02, range(2023, 2026))


def tell(solby: Solby, part: Part = DEMO, *, at: datetime) -> None:
    """Solby's own staff is delivered too; its absence is the example that a reader may bring."""
    machine = access.machine()
    _seat(SCHOOL_LEADER, solby.units["school"])
    _seat(ANALYST, _office(machine, at))
    nation = draw(part.share, seed=SEED)
    settle(nation, by=machine, at=at)
    with TemporaryDirectory() as folder:
        for file, schema in zip(write(nation, Path(folder)), (EMPLOYMENTS, SPELLS), strict=True):
            lake.deliver(file, schema, source=SOURCE, period=DRAWN, by=machine, at=at)
        staff, _ = examples.write(Path(folder))
        lake.deliver(staff, EMPLOYMENTS, source="Løn", period=2025, by=solby.eva, at=at)
    for year in part.years:
        figures.publish(figures.reckon("absence", year, by=machine, at=at), by=machine, at=at)
    place = _outstanding()
    targets.aim(place, AIM, by=_seat(PLACE_LEADER, place), at=at)


def _outstanding() -> Unit:
    """The place whose absence is farthest above what is expected, of those that may be shown."""
    last = Measurement.objects.filter(indicator="absence", superseded_at=None).latest("first_on")
    rows = Standing.objects.filter(
        measurement=last, unit__isnull=False, z__isnull=False, full_time__gte=LARGE
    )
    rows = rows.select_related("unit__authority", "authority", "measurement").order_by("-z")
    shown = (one for row in rows for one in told.figures(last, [row]) if one.is_shown)
    found = next(shown).row.unit
    assert found
    return found


def _office(machine: Seat, at: datetime) -> Unit:
    """An invented state office that reckons and publishes."""
    profile = authorities.Profile("Styrelsen for sammenligning (opdigtet)")
    owner = authorities.establish("state", profile, first_on=FOUNDED, by=machine, at=at)
    return units.establish(owner, OFFICE, parent=None, days=Days(FOUNDED), by=machine, at=at)


def _seat(who: tuple[str, str, str, str], unit: Unit) -> Seat:
    subject, name, role, title = who
    account = Account.objects.create(subject=subject, name=name)
    return Seat.objects.create(account=account, role=role, unit=unit, title=title, first_on=FOUNDED)
