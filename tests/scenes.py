"""Scenes: what takes long to tell is told once, and every test of it is rolled back to it."""

from collections.abc import Generator, Iterable
from datetime import UTC, date, datetime

from django.db import transaction
from django.utils.timezone import localdate, now

ON = date(2026, 11, 18)  # whose law is applied, whatever the clock says
AT = datetime(2026, 11, 18, 8, 30, tzinfo=UTC)
SHARE = 0.005  # of the nation's size


def tell_story():
    """Anne's course, up to this moment."""
    from sammenhaeng.world import anne  # noqa: PLC0415  models are not loaded earlier

    return anne.tell(at=now())


def draw_cases():
    """Bent's and Anne's applications for benefits, and the demo's other applicants."""
    from sammenhaeng.world import benefits, solby  # noqa: PLC0415

    cast = solby.cast()
    told = benefits.settle(cast, ON, at=AT)
    benefits.draw(cast, told.office, told.dorthe, at=AT)
    return told


def tell_nation(lake, *, at):
    """Two published years; then Solby's absence of 2025 comes, and that year is reckoned again."""
    from sammenhaeng.absence.rules.deliveries import SPELLS  # noqa: PLC0415
    from sammenhaeng.access import queries as access  # noqa: PLC0415
    from sammenhaeng.compare.operations import figures  # noqa: PLC0415
    from sammenhaeng.lake.operations import deliver  # noqa: PLC0415
    from sammenhaeng.world import results, solby  # noqa: PLC0415
    from sammenhaeng.world.nation import examples  # noqa: PLC0415

    cast = solby.cast()
    results.tell(cast, results.Part(SHARE, range(2024, 2026)), at=at)
    _, spells = examples.write(lake)
    told = {"source": "Vagtplan", "period": 2025, "at": at}
    assert not deliver(spells, SPELLS, by=cast.eva, **told).is_refused
    figures.reckon("absence", 2025, by=access.machine(), at=at.replace(minute=10))


def tell_demo():
    """What the demo holds beside its nation, as of now."""
    from sammenhaeng.world import anne, benefits, personnel, rules_office, solby  # noqa: PLC0415

    cast = solby.cast()
    anne.tell(at=now())
    personnel.settle(cast, at=now())
    benefits.settle(cast, localdate(), at=now())
    rules_office.tell(at=now())


SCENES = {"story": tell_story, "applicants": draw_cases}  # by the fixture that names it


def named(fixtures: Iterable[str]) -> str | None:
    """The scene among the fixtures of a test."""
    return next((name for name in SCENES if name in fixtures), None)


def _stand(name: str) -> Generator[object, None, None]:
    """What was told, in a transaction that is taken back once it is asked again."""
    with transaction.atomic():
        yield SCENES[name]()
        transaction.set_rollback(True)


class Stage:
    """Where one scene at a time stands open."""

    def __init__(self):
        self.name, self.told, self._open, self._blocker = None, None, None, None

    def show(self, name: str, blocker) -> object:
        """Set a scene, unless it stands there; gives what was told."""
        if name != self.name:
            self._open, self._blocker = _stand(name), blocker
            with blocker.unblock():
                self.told = next(self._open)
            self.name = name
        return self.told

    def clear(self) -> None:
        """Take back what was told."""
        if self.name:
            with self._blocker.unblock():
                next(self._open, None)
            self.name = self.told = None
