import pytest

from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Authority, Import, Position, ReportingLine, Unit
from sammenhaeng.organisation.operations import units
from sammenhaeng.organisation.rules.units import Description
from sammenhaeng.world import nation, solby
from sammenhaeng.world.nation.records import NONE
from sammenhaeng.world.nation.settling import settle


@pytest.fixture(scope="module")
def drawn():
    return nation.draw(0.01, seed=1)


@pytest.fixture
def settled(committed, drawn, at):
    return settle(drawn, by=solby.cast().seats["system"], at=at)


def test_units_posts_and_lines_stand_as_they_were_drawn(drawn, settled):
    below = int((drawn.posts.leader != NONE).argmax())
    line = ReportingLine.objects.get(position_id=int(settled.posts[below]))

    assert Unit.objects.filter(pk__in=settled.units.tolist()).count() == 200
    assert Position.objects.filter(pk__in=settled.posts.tolist(), leads=True).count() == int(
        drawn.posts.leads.sum()
    )
    assert line.leader_id == settled.posts[drawn.posts.leader[below]]
    assert Import.objects.latest("pk").rows_new == 200


def test_a_unit_stands_in_its_authority_under_the_chain_of_its_parents(drawn, settled):
    deepest = int(drawn.units.parent.argmax())
    unit = Unit.objects.get(pk=int(settled.units[deepest]))
    code = drawn.authorities.code[drawn.units.authority[deepest]]

    assert unit.authority == Authority.objects.get(code=code)
    assert unit.ancestor_ids[-2:] == [unit.parent_id, unit.pk]
    assert (unit.code, unit.name) == (drawn.units.code[deepest], drawn.units.name[deepest])


def test_a_unit_established_afterwards_gets_an_id_of_its_own(settled, at):
    cast = solby.cast()
    description = Description("team", "Nyt team", "new-team")
    days = Days(at.date())
    made = units.establish(
        cast.school.authority, description, parent=cast.school, days=days,
        by=cast.seats["system"], at=at,
    )  # fmt: skip

    assert made.pk > int(settled.units.max())


def test_a_stranger_may_not_settle_a_nation(committed, drawn, at):
    with pytest.raises(Refused):
        settle(drawn, by=solby.cast().seats["mette"], at=at)
    assert not Authority.objects.filter(kind="state").exists()
