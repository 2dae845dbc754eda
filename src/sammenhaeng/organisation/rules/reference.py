"""The reference data on Danish authorities, as dated files that anyone can read."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

FILES = {"ministry": "ministries.csv", "region": "regions.csv", "kommune": "kommuner.csv"}


@dataclass(frozen=True)
class Known:
    """An authority as the reference data tell it."""

    kind: str
    code: str
    name: str
    name_en: str
    first_on: date


def text(name: str) -> str:
    """A file of the reference data, as it is."""
    folder = files("sammenhaeng.organisation") / "data"
    return (folder / name).read_text("utf-8")


def known() -> Iterator[Known]:
    """Every authority of the files; lines that begin with # tell the source."""
    for kind, name in FILES.items():
        lines = (line for line in text(name).splitlines() if not line.startswith("#"))
        for row in csv.DictReader(lines):
            day = date.fromisoformat(row["first_on"])
            yield Known(kind, row["code"], row["name"], row.get("name_en", ""), day)
