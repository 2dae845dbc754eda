from sammenhaeng.access import operations as access
from sammenhaeng.journeys.queries import figures


def test_parallel_plans_are_counted_without_a_name(course, solby, at):
    with access.aggregate(purpose="parallel plans", by=solby.karen, at=at):
        counted = figures.parallel_plans("citizen")

    assert [(row.plans, row.number) for row in counted] == [(2, 1)]
