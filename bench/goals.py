"""Goals of speed and memory: one that is missed is told with by how much, and is no wrong answer.

A sentence is a fault unless it begins as those made here do; only faults end the bench with 1.
"""

import subprocess
import sys

MISSED, REACHED_BY = "missed: ", 500  # characters of what a process of its own said


def at_most(name: str, value: float, goal: float, unit: str) -> list[str]:
    """What is missed when a value is above its goal; nothing when it is not."""
    return [_told(name, value, f"at most {goal:g} {unit}", value / goal)] if value > goal else []


def at_least(name: str, value: float, goal: float, unit: str) -> list[str]:
    """The same of a value below its goal."""
    return [_told(name, value, f"at least {goal:g} {unit}", goal / value)] if value < goal else []


def _told(name: str, value: float, goal: str, times: float) -> str:
    return f"{MISSED}{name} {value:.4g}, {goal} ({times:.2f} times the goal)"


def child(name: str, done: subprocess.CompletedProcess[str]) -> list[str]:
    """What a process of its own said was missed or wrong, a sentence a line."""
    if not done.returncode:
        return []
    lines = done.stderr.strip().splitlines()
    missed = [line for line in lines if line.startswith(MISSED)]
    others = "\n".join(line for line in lines if line not in missed)[-REACHED_BY:]
    return missed + ([f"{name}: {others}"] if others or not missed else [])


def leave(said: list[str]) -> None:
    """End such a process: what it says goes to whoever started it."""
    sys.exit("\n".join(said) or 0)


def ended(said: list[str]) -> int:
    """Print everything that was missed or wrong; the exit code of the whole bench."""
    faults = [one for one in said if not one.startswith(MISSED)]
    for one in said:
        if one.startswith(MISSED):
            print(f"*** {one}", flush=True)
    for fault in faults:
        print(f"FAULT: {fault}", file=sys.stderr)
    return 1 if faults else 0
