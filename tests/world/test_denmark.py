from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.models import Seat
from sammenhaeng.journeys.queries import plans
from sammenhaeng.world import anne, denmark

TINY = 3 * denmark.PLANS_PER_FAMILY / denmark.PLANS_A_YEAR  # three families


@pytest.fixture
def drawn(committed):
    """Three families like Anne's, in one team of their own."""
    anne.tell(at=now())
    return denmark.draw(TINY, seed=1)


def coordinator() -> Seat:
    seats = Seat.objects.with_place().filter(account__issuer="denmark", account__name="Mette Krog")
    return seats.get()


def test_one_percent_of_denmark_is_9500_plans_in_one_kommune():
    size = denmark.Size.of(0.01)

    assert size.families * denmark.PLANS_PER_FAMILY == 9_500
    assert (size.teams, size.kommuner) == (48, 1)
    assert denmark.Size.of(1).kommuner == 98


def test_a_drawn_coordinator_has_the_families_of_the_team_and_no_other(drawn):
    held = access_queries.related_citizens(coordinator(), now())

    assert len(held) == drawn.families == 3


def test_a_drawn_plan_reads_like_annes(drawn):
    at, by = now(), coordinator()
    with transaction.atomic():
        ids = access_queries.related_citizens(by, at)
        use = access.look_up_many(ids, purpose="coordination", seen=["plan"], by=by, at=at)
        views = [plans.view(use, plans.open_plan(use, pk)) for pk in sorted(ids)]

    shapes = [(len(one.goals), len(one.activities), len(one.replaced)) for one in views]
    assert shapes == [(3, 6, 2)] * 3
    assert views[0].plan.created_at < at - timedelta(days=19)
