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
    """Every authority of the files."""
    for kind, name in FILES.items():
        for row in _rows(name):
            day = date.fromisoformat(row["first_on"])
            yield Known(kind, row["code"], row["name"], row.get("name_en", ""), day)


def populations() -> dict[str, int]:
    """People who live in each kommune and region, by code, most likely on 1 January 2020."""
    told: dict[str, int] = {}
    for row in _rows(FILES["kommune"]):
        for code in (row["code"], row["region_code"]):
            told[code] = told.get(code, 0) + int(row["population_2020"])
    return told


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a file; lines that begin with # tell the source."""
    lines = (line for line in text(name).splitlines() if not line.startswith("#"))
    yield from csv.DictReader(lines)
