"""Names in the nation: real kommuner and regions; everything else is invented."""

import csv
from collections.abc import Iterator

from numpy.random import Generator

from sammenhaeng.organisation.rules import reference

from .records import Authorities, Ints, Small, Truths
from .shape import workplaces

FIRSTS = (
    "Birke Bøge Eg Elle Pile Linde Skov Sø Å Bæk Eng Mark Hede Mose Bakke Høj Dal Kilde Mølle "
    "Lærke Svale Stær Rugle Vibe Glente Rav Strand Klit Fjord Nord Sønder Øster Vester Kløver "
    "Valmue Hassel Hyld Tjørne Ænge Sol"
)
LASTS = (
    "haven gården lunden dalen vangen højen marken bakken engen toften hegnet parken broen "
    "kæret stien holmen næsset krogen tårnet bjerget odden vænget diget stedet brinken gangen "
    "lyset hjørnet spiret tangen ageren bugten kilden sletten skrænten pladsen reden vigen ruden "
    "vejen ledet løkken"
)
FIRST, LAST = FIRSTS.split(), LASTS.split()
STEP = 389  # shares no factor with the number of names, so a walk by it meets each once
SUBJECTS = (
    "Grønne Arealer", "Åbne Data", "Rent Vand", "Sikker Trafik", "Fælles Indkøb", "Ny Viden",
    "Vejr og Vind", "Kyst og Hav", "Korn og Kvæg", "Lyd og Lys", "Mål og Vægt", "Frø og Planter",
    "Arkiver", "Byer og Broer", "Told og Handel", "Skat og Tal", "Skove", "Kort og Højder",
    "Arbejdsro", "Uddannelse", "Voksenlæring", "Kultur", "Retten", "Tryghed", "Beredskab",
    "Fængsler", "Grænser", "Lægemidler", "Patienter", "Børn", "Ældre", "Boliger", "Energi",
    "Klima", "Fødevarer", "Fiskeri", "Forskning", "Statistik", "Post og Net", "Flyvning",
)  # fmt: skip
AGENCY_CODES = 2001  # no kommune or region has a code above 1085


def known(kind: str) -> Iterator[tuple[str, str, int]]:
    """Code, name and population of every kommune or region."""
    lines = reference.text(reference.FILES[kind]).splitlines()
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        yield row["code"], row["name"], int(row["population_2020"])


def agencies(many: int) -> Iterator[tuple[str, str, int]]:
    """Invented agencies; the first is the largest, and "population" only says how large."""
    for rank, subject in enumerate(SUBJECTS[:many]):
        yield str(AGENCY_CODES + rank), f"Styrelsen for {subject}", round(400_000 / (rank + 3))


def units(
    of: Authorities, owner: Ints, workplace: Small, above: Truths, draw: Generator
) -> tuple[list[str], list[str]]:
    """Code and name of every unit; both are used once in an authority."""
    walk = draw.integers(0, len(FIRST) * len(LAST), len(of.code))
    seen: dict[tuple[int, str], int] = {}
    codes, called = [], []
    for at, (authority, place) in enumerate(
        zip(owner.tolist(), (workplaces()[one] for one in workplace.tolist()), strict=True)
    ):
        kind = "area" if above[at] else place.kind
        rank = seen[authority, kind] = seen.get((authority, kind), 0) + 1
        codes.append(f"{kind}-{rank}")
        step = (int(walk[authority]) + at * STEP) % (len(FIRST) * len(LAST))
        first, last = divmod(step, len(LAST))
        spot = FIRST[first] + LAST[last]
        called.append(f"Forvaltningen {spot}" if above[at] else _name(place.names, rank, spot))
    return codes, called


def _name(kinds: tuple[str, ...], rank: int, spot: str) -> str:
    return f"{kinds[rank % len(kinds)]} {spot}"
