"""A line with a task in, a line of JSON out: seconds, numbers and the most memory so far."""

import json
import resource
import sys
from collections.abc import Callable
from time import perf_counter

Found = tuple[float, list[float]]


def answer(tasks: object) -> None:
    """Do the tasks that standard input names, each a method of `tasks`."""
    for line in sys.stdin:
        seconds, numbers = getattr(tasks, line.strip())()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps({"seconds": seconds, "numbers": numbers, "peak": peak}), flush=True)


def many(run: Callable[[], list[float]], times: int = 300) -> Found:
    """The median of many."""
    spent = sorted(timed(run)[0] for _ in range(times))
    return spent[times // 2], run()


def timed(run: Callable[[], list[float]]) -> Found:
    begun = perf_counter()
    found = run()
    return perf_counter() - begun, found
