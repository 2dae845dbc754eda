"""The law engine beside OpenFisca-core, in turns: python -m bench.benefits."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from . import goals, stage, whole_law
from .night import bandwidth
from .reduced import households

RIVAL = stage.VAR / "openfisca" / "bin" / "python"
ROUNDS = {"calculation": 7, "loading": 5, "sweep": 3, "decision": 5}
TIMES = {"calculation": 3, "loading": 25, "sweep": 25, "decision": 10}
WITHIN = 60e-6  # seconds for an explained decision
MOST_MEMORY = 500e6  # bytes
APART = 1e-5  # of a sum: OpenFisca counts in float32
Answer = dict[str, Any]


class Engine:
    """A process that does one task at a time when it is told to."""

    def __init__(self, *command: str | Path) -> None:
        self.process = subprocess.Popen(
            list(map(str, command)), cwd=stage.ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def does(self, task: str) -> Answer:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{task}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.process.args} ended at {task}")
        return dict(json.loads(line))


@contextmanager
def engine(*command: str | Path) -> Iterator[Engine]:
    one = Engine(*command)
    try:
        yield one
    finally:
        one.process.terminate()
        one.process.communicate()


def measure(people: int = 1_000_000) -> list[str]:
    """Both engines on as many households; gives what misses its goal."""
    if not RIVAL.exists():
        return [f"{RIVAL} is not there: python3 bootstrap.py bench makes it"]
    file, drawn = stage.VAR / f"reduced-{people}.arrow", stage.VAR / f"population-{people}.arrow"
    if not file.exists():
        households.write(file, people)
    whole_law.write(drawn, people)
    print(f"law on {people:,} households; load {os.getloadavg()[0]:.1f}", flush=True)
    return [*beside_rival(file), *whole(drawn)]


def beside_rival(file: Path) -> list[str]:
    """The reduced benefit in turns, so that what disturbs the machine disturbs both."""
    faults: list[str] = []
    with (
        engine(sys.executable, "-m", "bench.reduced.ours", file) as ours,
        engine(RIVAL, stage.ROOT / "bench" / "reduced" / "rival.py", file) as theirs,
    ):
        first = ours.does("calculation")
        print(f"  first pass, with what is compiled or fetched from disk: {first['seconds']:.2f} s")
        ours.does("sweep")
        for task, rounds in ROUNDS.items():
            turns = [(ours.does(task), theirs.does(task)) for _ in range(rounds)]
            faults += compared(task, turns)
        peaks = [one.does("calculation")["peak"] for one in (ours, theirs)]
    print(f"  most memory: {peaks[0] / 1e6:.0f} MB against {peaks[1] / 1e6:.0f} MB")
    return faults + too_large("reduced benefit", peaks[0])


def compared(task: str, turns: list[tuple[Answer, Answer]]) -> list[str]:
    """A line for the task; what is too slow against the rival by the clock, or not the same."""
    ours, theirs = (median(turn[of]["seconds"] for turn in turns) for of in (0, 1))
    by_clock = median(turn[1]["seconds"] / turn[0]["seconds"] for turn in turns)
    by_work = median(turn[1]["worked"] / turn[0]["worked"] for turn in turns)
    mine, other = turns[-1][0]["numbers"], turns[-1][1]["numbers"]
    apart = max(abs(a - b) / abs(b) for a, b in zip(mine, other, strict=True))
    print(f"  {task:<12}{said(ours):>10}  OpenFisca {said(theirs):>10}  {by_clock:5.1f} x by the "
          f"clock, {by_work:5.1f} x of the processors (goal {TIMES[task]}); sums within "
          f"{apart:.0e}", flush=True)  # fmt: skip
    told = goals.at_least(f"law, {task}, beside OpenFisca", by_clock, TIMES[task], "x")
    if task == "decision":
        told += goals.at_most("law, an explained decision", ours * 1e6, WITHIN * 1e6, "µs")
    return told + [f"law, {task}: sums {apart:.0e} apart"] * (apart > APART)


def whole(file: Path) -> list[str]:
    """All of boligstøtte and folkepension, and what memory alone would take."""
    with engine(sys.executable, "-m", "bench.whole_law", file) as ours:
        first = ours.does("calculation")["seconds"]
        tasks = ("calculation", "loading", "decision")
        spent = {task: [ours.does(task) for _ in range(3)] for task in tasks}
        least = ours.does("least")["numbers"][0] / bandwidth()
    took = {task: median(one["seconds"] for one in each) for task, each in spent.items()}
    steps, peak = spent["decision"][-1]["numbers"][0], spent["decision"][-1]["peak"]
    print(f"  boligstøtte and folkepension, whole law: {said(took['calculation'])}, with the "
          f"population mapped {said(took['loading'])}; memory alone {said(least)}; first pass "
          f"{first:.2f} s; most memory {peak / 1e6:.0f} MB")  # fmt: skip
    print(f"  one decision of boligstøtte, {steps:.0f} steps told: {said(took['decision'])}")
    return too_large("whole law", peak)


def too_large(what: str, peak: float) -> list[str]:
    return goals.at_most(f"law, memory of the {what}", peak / 1e6, MOST_MEMORY / 1e6, "MB")


def said(seconds: float) -> str:
    return f"{seconds * 1e6:.0f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.1f} ms"


if __name__ == "__main__":
    sys.exit(goals.ended(measure(int(os.environ.get("HOUSEHOLDS", "1000000")))))
