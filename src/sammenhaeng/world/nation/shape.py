"""The shape of the nation: size, days, jobs and workplaces, read from dated files."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import numpy as np

from .records import SECTORS, Reals

POSTS, UNITS = 820_000, 20_000
OF_SECTOR = {"kommune": 0.62, "region": 0.17, "state": 0.21}  # shape: shares of posts and units
EDUCATIONS = (10, 20, 30, 40, 50, 60, 70, 90)
ORIGINS = ("dansk", "vestlig", "ikke-vestlig", "uoplyst")
FULL_TIME = 2220  # minutes a week
CAUSES = (1100, 1200, 1300, 1400)


def day_number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


BEGIN, END = day_number(date(2022, 1, 1)), day_number(date(2025, 12, 31))
EARLIER = day_number(date(2021, 1, 1))  # spells begin here, so that some last into 2022


@dataclass(frozen=True)
class Job:
    """A job function: how often its people are absent, and who they are."""

    code: str
    group: str
    level: float
    women: float
    full_time: float
    education: int
    title: str


@dataclass(frozen=True)
class Workplace:
    """A kind of unit in a sector: its share of posts, its size and its mix of jobs."""

    sector: int
    kind: str
    posts: float
    median: float
    span: float
    shift: bool
    names: tuple[str, ...]
    mix: Reals  # probability of each job


def text(name: str) -> str:
    return (files("sammenhaeng.world") / "data" / name).read_text("utf-8")


@cache
def jobs() -> tuple[Job, ...]:
    """The 40 job functions in the order of their numbers."""
    lines = (line for line in text("jobs.csv").splitlines() if not line.startswith("#"))
    return tuple(
        Job(
            row["code"], row["group"], float(row["level"]), float(row["women"]),
            float(row["full_time"]), int(row["education"]), row["title"],
        )
        for row in csv.DictReader(lines, delimiter=";")
    )  # fmt: skip


JOBS = tuple(job.code for job in jobs())
LEADER = JOBS.index("leder")


@cache
def workplaces() -> tuple[Workplace, ...]:
    """Every kind of workplace, sector by sector."""
    return tuple(
        Workplace(
            SECTORS.index(one["sector"]), one["kind"], one["posts"], one["median"],
            one["span"], one.get("shift", False), tuple(one["names"]), _mix(one["jobs"]),
        )
        for one in tomllib.loads(text("workplaces.toml"))["workplace"]
    )  # fmt: skip


def _mix(told: dict[str, int]) -> Reals:
    mix = np.zeros(len(JOBS))
    for code, weight in told.items():
        mix[JOBS.index(code)] = weight
    return mix / mix.sum()


def of_jobs(name: str) -> Reals:
    """One number of every job, in their order."""
    return np.array([getattr(job, name) for job in jobs()], float)
