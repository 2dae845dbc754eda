"""Real racing writers: each thread has a database connection of its own to a committed clone."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections, transaction
from django.utils.timezone import now

from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.world import anne
from sammenhaeng.world import solby as world


@pytest.fixture
def town(committed):
    """Solby's cast, committed."""
    return world.cast()


@pytest.fixture
def plan(town):
    """Anne's plan in force, committed."""
    return anne.tell(at=now())


def race(*writers: Callable[[], object]) -> list[object]:
    """Let all begin at once, each in a transaction; gives what each returned or was refused."""
    start, results = threading.Barrier(len(writers)), [None] * len(writers)

    def run(place: int, write: Callable[[], object]) -> None:
        try:
            start.wait()
            with transaction.atomic():
                results[place] = write()
        except Refused as refused:
            results[place] = refused
        except Exception as error:  # noqa: BLE001  whatever happens must be seen by the test
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(writers)]
    [thread.start() for thread in threads]
    [thread.join(60) for thread in threads]
    return results


def codes(results: list[object]) -> list[str]:
    """How each ended: "done", the code of the refusal, or the error itself."""
    return sorted(
        one.code
        if isinstance(one, Refused)
        else repr(one)
        if isinstance(one, Exception)
        else "done"
        for one in results
    )
