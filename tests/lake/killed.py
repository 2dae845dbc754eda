"""A delivery that is killed at a moment: python -m tests.lake.killed MOMENT FILE (in a test)."""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")

import django

django.setup()

from sammenhaeng.audit import operations as audit  # noqa: E402
from sammenhaeng.lake import operations, storage  # noqa: E402
from sammenhaeng.lake.models import Delivery  # noqa: E402
from sammenhaeng.world import solby  # noqa: E402

from .conftest import SPELLS  # noqa: E402

AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)


def after(verb):
    def told(*arguments, **named):
        verb(*arguments, **named)
        die()

    return told


MOMENTS = {
    "while it reads": lambda: None,
    "while it writes": lambda: setattr(storage.Draft, "write", after(storage.Draft.write)),
    "before it is on the disk": lambda: setattr(operations, "write", after(operations.write)),
    "before it has its name": lambda: setattr(storage.Store, "keep", die),
    "before it is known": lambda: setattr(Delivery.objects, "create", die),
    "before it is committed": lambda: setattr(operations.audit, "record", after(audit.record)),
}


def main(moment: str, file: Path) -> None:
    MOMENTS[moment]()
    told = {"told": die} if moment == "while it reads" else {}
    operations.deliver(
        file, SPELLS, by=solby.cast().seats["eva"], at=AT, source="løn", period=2025, **told
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
