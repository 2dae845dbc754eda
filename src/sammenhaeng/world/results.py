"""The demo's figures: a share of the synthetic nation delivered, reckoned and published."""

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sammenhaeng.absence.rules.deliveries import EMPLOYMENTS, SPELLS
from sammenhaeng.access import queries as access
from sammenhaeng.compare.operations import figures
from sammenhaeng.kernel.periods import Days
from sammenhaeng.lake import operations as lake

from .nation import examples
from .nation.deliveries import write
from .nation.drawing import draw
from .nation.settling import settle
from .solby import Solby

SHARE, SEED = 0.02, 1
YEARS = range(2023, 2026)
DRAWN = Days(date(2022, 1, 1), date(2025, 12, 31))
SOURCE = "Det syntetiske Danmark"


def tell(solby: Solby, *, at: datetime) -> None:
    """Solby's own staff is delivered too; its absence is the example that a reader may bring."""
    machine = access.machine()
    nation = draw(SHARE, seed=SEED)
    settle(nation, by=machine, at=at)
    with TemporaryDirectory() as folder:
        for file, schema in zip(write(nation, Path(folder)), (EMPLOYMENTS, SPELLS), strict=True):
            lake.deliver(file, schema, source=SOURCE, period=DRAWN, by=machine, at=at)
        staff, _ = examples.write(Path(folder))
        lake.deliver(staff, EMPLOYMENTS, source="Løn", period=2025, by=solby.eva, at=at)
    for year in YEARS:
        figures.publish(figures.reckon("absence", year, by=machine, at=at), by=machine, at=at)
