"""What is held beside spans of control: figures of the reform and the press, none a norm."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NATIONAL_SHARE = 0.25  # "en fjerdedel af alle ledere" have 27 or more: the reform of 2019, ch. 2


@dataclass(frozen=True)
class Average:
    """The average number of direct reports in one area, as the press has told it."""

    name: str
    reports: int


@cache
def averages() -> tuple[Average, ...]:
    text = (files("sammenhaeng.compare") / "data" / "spans.toml").read_text("utf-8")
    return tuple(Average(**row) for row in tomllib.loads(text)["average"])
