"""A line with a task in, a line of JSON out: time, numbers and the most memory so far."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

Found = tuple[float, float, list[float]]  # by the clock, of processors, what it gave


def answer(tasks: object) -> None:
    """Do the tasks that standard input names, each a method of `tasks`."""
    for line in sys.stdin:
        seconds, worked, numbers = getattr(tasks, line.strip())()
        told = {"seconds": seconds, "worked": worked, "numbers": numbers, "peak": peak()}
        print(json.dumps(told), flush=True)


def peak() -> int:
    """The most memory this program has had, in bytes; not what began it had, as getrusage says."""
    status = Path("/proc/self/status").read_text()
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])


def many(run: Callable[[], list[float]], times: int = 300) -> Found:
    """The median of many."""
    spent = sorted(timed(run)[:2] for _ in range(times))
    return *spent[times // 2], run()


def timed(run: Callable[[], list[float]]) -> Found:
    begun, worked = perf_counter(), process_time()
    found = run()
    return perf_counter() - begun, process_time() - worked, found
