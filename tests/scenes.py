"""Scenes: what takes long to tell is told once, and every test of it is rolled back to it."""

from collections.abc import Generator, Iterable
from datetime import UTC, date, datetime

from django.db import transaction
from django.utils.timezone import now

ON = date(2026, 11, 18)  # whose law is applied, whatever the clock says
AT = datetime(2026, 11, 18, 8, 30, tzinfo=UTC)


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
