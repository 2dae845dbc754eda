"""Solby's other citizens: enough of them that the counter of plans may answer."""

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.journeys.queries import figures
from sammenhaeng.world import neighbours


def test_the_leader_sees_figures(solby, at):
    neighbours.settle(solby, at=at)
    units = figures.units_of(solby.karen)
    with access.aggregate(purpose="parallel plans", by=solby.karen, at=at):
        loads = figures.plan_loads(units)
    assert loads is not None
    shown = loads.plans.column_totals
    assert sum(one.value for one in shown if not one.is_hidden) > 0


def test_nobody_of_the_cast_gets_more_citizens(solby, at):
    before = {key: access_queries.related_citizens(seat, at) for key, seat in solby.seats.items()}
    neighbours.settle(solby, at=at)
    for key, seat in solby.seats.items():
        if seat.role == "caseworker":
            assert access_queries.related_citizens(seat, at) == before[key]
