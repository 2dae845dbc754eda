from sammenhaeng.organisation.models import Unit
from sammenhaeng.world import nation, solby
from sammenhaeng.world.nation.settling import settle


def test_try(committed, at):
    import time
    drawn = nation.draw(1.0, seed=1)
    t = time.time()
    settled = settle(drawn, by=solby.cast().seats["system"], at=at)
    print(time.time() - t)
    assert Unit.objects.filter(pk__in=settled.units.tolist()).count() == 20000
