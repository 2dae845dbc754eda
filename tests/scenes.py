"""Scenes: what takes long to tell is told once, and every test of it is rolled back to it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
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
    """Bent's and Anne's applications, and the demo's other applicants."""
    from sammenhaeng.world import benefits, solby  # noqa: PLC0415

    cast = solby.cast()
    told = benefits.settle(cast, ON, at=AT)
    benefits.draw(cast, told.office, told.dorthe, at=AT)
    return told


SCENES = {"story": tell_story, "drawn": draw_cases}


@contextmanager
def _open(tell: Callable[[], object]) -> Iterator[object]:
    """A transaction that holds what was told, and is never committed."""
    with transaction.atomic():
        yield tell()
        transaction.set_rollback(True)


class Stage:
    """Where one scene at a time stands open."""

    def __init__(self, blocker):
        self.blocker, self.name, self.told, self.ends = blocker, None, None, ExitStack()

    def show(self, name: str | None) -> object:
        """Set a scene, unless it stands there; gives what was told."""
        if name != self.name:
            self.clear()
        if name and not self.name:
            with self.blocker.unblock():
                self.told = self.ends.enter_context(_open(SCENES[name]))
            self.name = name
        return self.told

    def clear(self) -> None:
        """Take back what was told."""
        with self.blocker.unblock():
            self.ends.close()
        self.name = self.told = None
