from sammenhaeng.access import operations as access
from sammenhaeng.journeys.queries import plans
from sammenhaeng.world import anne


def test_annes_story_ends_with_one_plan_across_four_authorities(solby, at):
    plan = anne.tell(at=at)

    use = access.look_up(
        plan.citizen_id, purpose="own", seen=["plan"], by=solby.seats["anne"], at=at
    )
    view = plans.view(use, plan)
    assert plan.state == "active"
    assert len({one.unit.authority_id for one in view.activities}) == 3
    assert [one.title for one in view.waiting] == ["Praktik som lagermedarbejder, 20 timer"]
