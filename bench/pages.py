"""The main pages, each opening its citizens through the log."""

from collections.abc import Callable
from dataclasses import dataclass

from . import goals, people
from .load import Tally, Visit, line, run
from .machine import processor_seconds

USERS = 8
COLUMNS = f"{'requests/s':>11}{'p50 ms':>8}{'p95 ms':>8}{'cpu ms':>8}{'errors':>8}"
HEADING = f"{'':34}{COLUMNS}  beside Open Zaak 1.30"


@dataclass(frozen=True)
class Page:
    """A page to measure, and what it is held against.

    The reference, Open Zaak 1.30 on such a machine, writes no log of reads: one case in 41 ms, a
    list of 100 in 110-130 ms, a case created in 52 ms, 16 users listing 8.6 requests a second.
    """

    name: str
    visits: Callable[[], list[Visit]]
    alone_ms: float  # the reference's time with one user
    what: str
    rate: float | None = None  # the reference's requests a second with many users
    p95_ms: float | None = None  # our own goal with many users


PAGES = (
    Page("plan page", people.plans, 41, "one case", p95_ms=120),
    Page("citizen's home", people.homes, 41, "one case"),
    Page("caseworker's list of 100", people.lists, 120, "list of 100", 8.6),
)


def measure(port: int, seconds: float, processes: list[int]) -> list[str]:
    """Print the table; gives what was wrong with the answers."""
    print(HEADING)
    ceiling = run(port, [Visit("/healthz")], users=USERS, seconds=seconds / 2)
    line("/healthz, the ceiling", ceiling, "")
    faults = []
    for page in PAGES:
        visits = page.visits()
        run(port, visits, users=USERS, seconds=2)
        lines, looks = people.use_lines()
        alone = run(port, visits, users=1, seconds=seconds / 4)
        before = processor_seconds(processes)
        many = run(port, visits, users=USERS, seconds=seconds)
        many.processor = processor_seconds(processes) - before
        told = f"{page.what}: {page.alone_ms / alone.percentile(50):.1f} times as fast alone"
        if page.rate:
            told += f", {many.rate / page.rate:.1f} times the requests/s"
        line(page.name, many, told)
        faults += _faults(page, alone, many, lines, looks)
    return faults


def _faults(page: Page, alone: Tally, many: Tally, lines: int, looks: int) -> list[str]:
    asked = len(alone.times) + len(many.times)
    now_lines, now_looks = people.use_lines()
    told = {
        f"{page.name}: {many.errors + alone.errors} errors": many.errors + alone.errors,
        f"{page.name}: an answer may be cached": many.cacheable + alone.cacheable,
        f"{page.name}: {asked} requests, {now_looks - looks} look-ups": asked != now_looks - looks,
        f"{page.name}: fewer lines than requests": now_lines - lines < asked,
    }
    wrong = [fault for fault, is_so in told.items() if is_so]
    if page.p95_ms is None:
        return wrong
    return wrong + goals.at_most(f"{page.name}: p95", many.percentile(95), page.p95_ms, "ms")
