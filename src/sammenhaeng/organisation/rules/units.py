"""Units: what a row of a file says, and whether a tree of units may stand."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sammenhaeng.kernel.periods import Days

from . import sheets
from .sheets import Fault, Sheet, short

COLUMNS = {
    "authority": "Myndighedens kode på fire cifre eller CVR-nummer på otte",
    "code": "Enhedens egen kode, én gang i hver myndighed",
    "parent": "Koden på den overordnede enhed; tom for den øverste",
    "name": "Enhedens navn",
    "name_en": "Navnet på engelsk; må være tom",
    "kind": "Enhedens type, se listen",
    "phone": "Telefonnummer; må være tom",
    "hours": "Åbningstid; må være tom",
    "address": "Adresse; må være tom",
    "first_on": "Første dag, enheden gælder: 2026-11-24 eller 24.11.2026",
    "last_on": "Sidste dag, enheden gælder; tom, så længe den består",
}
OPTIONAL = {  # a file without the column leaves what it tells as it is
    "ownership": "Hvem der ejer den, se listen; kolonnen må mangle",
    "about": "Om stedet, som alle kan læse det; kolonnen må mangle",
    "about_en": "Om stedet på engelsk; kolonnen må mangle",
}
OWNERSHIPS = {
    "kommunal": "Kommunal",
    "regional": "Regional",
    "state": "Statslig",
    "independent": "Selvejende",
    "private": "Privat",
}
LONGEST_ABOUT = 2000  # characters
REQUIRED = ("authority", "code", "name", "kind", "first_on")
KINDS = {
    "department": "Afdeling",
    "jobcentre": "Jobcenter",
    "school": "Skole",
    "daycare": "Dagtilbud",
    "care_home": "Plejehjem",
    "home_care": "Hjemmepleje",
    "hospital": "Sygehus",
    "ward": "Afsnit på et sygehus",
    "clinic": "Klinik eller lægehus",
    "library": "Bibliotek",
    "team": "Team",
    "travelling_team": "Rejsehold mod sygefravær",
    "benefits_office": "Ydelseskontor",
    "platform": "Platformens drift",
    "other": "Andet",
}
DEEPEST = 20  # levels of units below one authority
ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
DANISH = re.compile(r"(?P<day>[0-9]{1,2})[.-](?P<month>[0-9]{1,2})[.-](?P<year>[0-9]{4})")


@dataclass(frozen=True)
class Description:
    """What is told about a unit besides where it stands and when."""

    kind: str
    name: str
    code: str = ""
    name_en: str = ""
    phone: str = ""
    hours: str = ""
    address: str = ""
    ownership: str = ""
    about: str = ""
    about_en: str = ""


@dataclass(frozen=True)
class Row:
    """A unit as a row of a file tells it."""

    number: int
    authority: str
    parent: str
    description: Description
    days: Days
    silent: frozenset[str] = frozenset()  # the optional columns that the file does not have

    @property
    def code(self) -> str:
        return self.description.code


@dataclass(frozen=True)
class Node:
    """A unit in a tree: under which, in which days, and the row of the file it comes from."""

    parent_id: int | None
    days: Days
    name: str = ""
    row: int | None = None


def read(name: str, content: bytes) -> Sheet:
    """The sheet of a file of units."""
    return sheets.read(name, content, list(COLUMNS), list(OPTIONAL))


def rows(sheet: Sheet) -> tuple[list[Row], list[Fault]]:
    """The rows that can be understood, and what is wrong with the others."""
    understood: list[Row] = []
    faults = list(sheet.faults)
    for number, cells in sheet.rows:
        first, last = day(cells["first_on"]), day(cells["last_on"])
        wrong = list(_wrong(number, cells, first, last))
        faults += wrong
        if not wrong and first:
            told = {key: cells[key] for key in Description.__dataclass_fields__ if key in cells}
            description, silent = Description(**told), frozenset(OPTIONAL.keys() - cells.keys())
            above, days = cells["parent"], Days(first, last)
            understood.append(Row(number, cells["authority"], above, description, days, silent))
    return understood, faults


def _wrong(
    number: int, cells: Mapping[str, str], first: date | None, last: date | None
) -> Iterable[Fault]:
    yield from (Fault(number, name, "required") for name in REQUIRED if not cells[name])
    if cells["kind"] and cells["kind"] not in KINDS:
        yield Fault(number, "kind", "kind", short(cells["kind"]))
    yield from _wrong_about(number, cells)
    for name, read_as in (("first_on", first), ("last_on", last)):
        if cells[name] and read_as is None:
            yield Fault(number, name, "date", short(cells[name]))
    if first and last and last < first:
        yield Fault(number, "last_on", "period")


def _wrong_about(number: int, cells: Mapping[str, str]) -> Iterable[Fault]:
    ownership = cells.get("ownership", "")
    if ownership and ownership not in OWNERSHIPS:
        yield Fault(number, "ownership", "ownership", short(ownership))
    for name in ("about", "about_en"):
        if len(cells.get(name, "")) > LONGEST_ABOUT:
            yield Fault(number, name, "long", str(LONGEST_ABOUT))


def day(text: str) -> date | None:
    """The day written in one of the forms people use, or None."""
    match = ISO.fullmatch(text) or DANISH.fullmatch(text)
    try:
        return match and date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def twice(told: Sequence[tuple[int, object]]) -> dict[int, int]:
    """Row -> the earlier row with the same key, for (row, key)."""
    first: dict[object, int] = {}
    return {row: first[key] for row, key in told if first.setdefault(key, row) != row}


def chains(nodes: Mapping[int, Node]) -> tuple[dict[int, list[int]], set[int]]:
    """Unit -> the chain from the top to itself; and the units on or below a ring, with no top."""
    children: dict[int | None, list[int]] = {}
    for pk, node in nodes.items():
        parent = node.parent_id if node.parent_id in nodes else None
        children.setdefault(parent, []).append(pk)
    chain = {pk: [pk] for pk in children.get(None, [])}
    waiting = list(chain)
    while waiting:
        above = waiting.pop()
        for pk in children.get(above, []):
            chain[pk] = [*chain[above], pk]
            waiting.append(pk)
    return chain, set(nodes) - set(chain)


def on_rings(nodes: Mapping[int, Node], topless: set[int]) -> set[int]:
    """Those of the units without a top that stand on a ring, not merely below one."""
    hanging = Counter(nodes[pk].parent_id for pk in topless)
    ends = [pk for pk in topless if not hanging[pk]]
    ring = set(topless)
    while ends:
        pk = ends.pop()
        ring.discard(pk)
        above = nodes[pk].parent_id
        hanging[above] -= 1
        if not hanging[above] and above in ring:
            ends.append(above)
    return ring


def tree_faults(nodes: Mapping[int, Node]) -> list[Fault]:
    """Why this tree may not stand, told at the rows of the file that make it so."""
    chain, topless = chains(nodes)
    ringed = on_rings(nodes, topless)
    faults = [Fault(nodes[pk].row or 0, "parent", "cycle") for pk in ringed if nodes[pk].row]
    for pk, node in nodes.items():
        if node.row and len(chain.get(pk, ())) > DEEPEST:
            faults.append(Fault(node.row, "parent", "deep"))
        above = nodes.get(node.parent_id) if node.parent_id else None
        if above is None or above.days.encloses(node.days):
            continue
        if node.row:
            faults.append(Fault(node.row, "first_on", "outside_parent"))
        elif above.row:
            faults.append(Fault(above.row, "last_on", "leaves_child", short(node.name)))
    return faults
