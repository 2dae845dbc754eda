"""The results of a nation: delivered, reckoned, published, and opened by leaders and the public."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from . import goals, night, people, rivals, stage
from .load import Tally, Visit, line, run
from .pages import HEADING

YEARS = (2024, 2025)
LEADERS, PER_KIND = 64, 40  # who open their own page, and the public's pages of each kind
MOST_P95, FIRST_WITHIN = 100, 1000  # milliseconds; each process warms up once


def measure(share: float, seconds: float, port: int) -> list[str]:
    """Settle the nation unless that is done; then its night, its rivals and its pages."""
    stage.prepare("results", share, lambda at: told(share, at))
    faults = night.measure(share) + rivals.measure(share)
    with stage.served(port):
        faults += pages(port, seconds)
    return faults


def told(share: float, at) -> None:
    """Units, deliveries and the figures of the last years, in the bench's own database."""
    from sammenhaeng.absence.rules.deliveries import EMPLOYMENTS, SPELLS  # noqa: PLC0415  settings
    from sammenhaeng.access import queries as access  # noqa: PLC0415
    from sammenhaeng.access.models import Account, Seat  # noqa: PLC0415
    from sammenhaeng.compare.operations import figures  # noqa: PLC0415
    from sammenhaeng.lake import operations as lake  # noqa: PLC0415
    from sammenhaeng.organisation.models import Unit  # noqa: PLC0415
    from sammenhaeng.world import nation, results  # noqa: PLC0415
    from sammenhaeng.world.nation.settling import settle  # noqa: PLC0415

    drawn, machine = nation.draw(share, seed=stage.SEED), access.machine()
    with timed("units and posts settled"):
        settled = settle(drawn, by=machine, at=at)
    with TemporaryDirectory(dir=stage.VAR) as folder:
        files = nation.write(drawn, Path(folder))
        del drawn
        for file, schema in zip(files, (EMPLOYMENTS, SPELLS), strict=True):
            with timed(f"{schema.kind} delivered"):
                lake.deliver(file, schema, source="bench", period=results.DRAWN, by=machine, at=at)
    for year in YEARS:
        with timed(f"{year} reckoned, through the gate and stored"):
            found = figures.reckon("absence", year, by=machine, at=at)
        figures.publish([one for one in found if one.release_id], by=machine, at=at)
    units = settled.units[:: max(1, len(settled.units) // LEADERS)][:LEADERS].tolist()
    for unit in Unit.objects.filter(pk__in=units):
        account = Account.objects.create(subject=f"leader-{unit.pk}", name=f"Leder {unit.pk}")
        Seat.objects.create(account=account, role="leader", unit=unit, title="leder",
                            first_on=date(2020, 1, 1))  # fmt: skip


@contextmanager
def timed(what: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    print(f"{what:<44}{time.perf_counter() - begun:8.1f} s", flush=True)


def pages(port: int, seconds: float) -> list[str]:
    """One institution's pages: while each is somebody's first, and then."""
    print(HEADING, flush=True)
    faults = []
    for name, visits in {
        "a leader's own absence": leaders(),
        "an institution's page": institutions(),
    }.items():
        first = run(port, visits, users=1, seconds=max(seconds, 2))
        many = run(port, visits, users=1, seconds=seconds)
        slowest = max(first.times) * 1000
        line(name, many, f"the first viewer of a kind waited {slowest:.0f} ms at most")
        faults += wrong(name, first, many, slowest)
    return faults


def wrong(name: str, first: Tally, many: Tally, slowest: float) -> list[str]:
    errors = first.errors + many.errors
    return [
        *[f"{name}: {errors} errors"] * bool(errors),
        *goals.at_most(f"{name}: p95", many.percentile(95), MOST_P95, "ms"),
        *goals.at_most(f"{name}: the first viewer", slowest, FIRST_WITHIN, "ms"),
    ]


def leaders() -> list[Visit]:
    found = people.rows(
        "select s.id, s.account_id from access_seat s join access_account a on a.id = s.account_id "
        "where a.subject like 'leader-%' order by s.id"
    )
    return [Visit("/leder/fravaer/", people.session(account, seat)) for seat, account in found]


def institutions() -> list[Visit]:
    """Some places of each kind, each kind in turn."""
    found = people.rows(
        "select unit_id from (select unit_id, row_number() over (partition by kind order by "
        "hashint8(unit_id)) as turn from compare_standing where unit_id is not null and "
        "measurement_id = (select max(measurement_id) from compare_standing)) as places "
        f"where turn <= {PER_KIND} order by turn, unit_id"
    )
    return [Visit(f"/institution/{unit}/") for (unit,) in found]
