"""A file of rows and columns, read strictly: what is wrong is told by row and column."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sammenhaeng.kernel.cells import unguarded

LONGEST_FOUND = 100

REASONS = {  # code -> (what is wrong, what to do)
    "encoding": (
        "Filen er ikke gemt som UTF-8.",
        "Gem den igen som “CSV UTF-8”. I Excel står det under Gem som, Filtype.",
    ),
    "empty": ("Filen er tom.", "Skriv en linje med kolonnernes navne og en linje for hver enhed."),
    "columns_missing": (
        "Kolonnerne mangler: {found}.",
        "Tilføj dem i første linje. En kolonne må gerne være tom.",
    ),
    "columns_unknown": ("Kolonnerne findes ikke: {found}.", "Fjern dem, eller ret navnet."),
    "columns_twice": ("Kolonnerne står der to gange: {found}.", "Fjern den ene."),
    "quotes": (
        "Et anførselstegn står forkert, så resten af filen ikke kan læses.",
        "Sæt anførselstegn om hele cellen, og skriv et anførselstegn i en celle to gange.",
    ),
    "cells": (
        "Rækken har {found} celler, og det er ikke lige så mange som kolonnerne.",
        "Ret rækken. En celle med semikolon eller komma skal stå i anførselstegn.",
    ),
    "control": ("Cellen har et usynligt kontroltegn.", "Skriv cellen igen."),
    "required": ("Cellen er tom.", "Udfyld den."),
    "authority_unknown": (
        "Ingen myndighed har koden eller CVR-nummeret “{found}”.",
        "Brug kommune- eller regionskoden på fire cifre eller CVR-nummeret på otte.",
    ),
    "authority_twice": (
        "Flere myndigheder har koden “{found}”.",
        "Brug CVR-nummeret i stedet.",
    ),
    "authority_other": (
        "Du må kun indlæse enheder i din egen myndighed, ikke i “{found}”.",
        "Fjern rækken, eller lad myndigheden selv indlæse den.",
    ),
    "kind": ("Typen “{found}” kendes ikke.", "Vælg en af typerne på listen."),
    "ownership": ("Ejerformen “{found}” kendes ikke.", "Vælg en af dem på listen."),
    "long": ("Teksten er længere end {found} tegn.", "Kort den af."),
    "date": (
        "“{found}” er ikke en dato.",
        "Skriv datoen som 2026-11-24 eller 24.11.2026.",
    ),
    "period": ("Sidste dag ligger før første dag.", "Ret en af de to datoer."),
    "twice": ("Koden står også i række {found}.", "Behold den ene række."),
    "parent_unknown": (
        "Den overordnede enhed “{found}” findes ikke i myndigheden.",
        "Ret koden, eller tilføj enheden i filen.",
    ),
    "cycle": (
        "Enheden ville ligge under sig selv.",
        "Ret den overordnede enhed i en af rækkerne i ringen.",
    ),
    "deep": (
        "Enheden ligger mere end 20 niveauer nede.",
        "Læg den under en enhed højere oppe.",
    ),
    "outside_authority": (
        "Enheden gælder på dage, hvor myndigheden ikke gør.",
        "Ret datoerne, så de ligger inden for myndighedens.",
    ),
    "outside_parent": (
        "Enheden gælder på dage, hvor den overordnede enhed ikke gør.",
        "Ret datoerne, så de ligger inden for den overordnede enheds.",
    ),
    "leaves_child": (
        "Enheden “{found}” ligger under den og gælder på andre dage.",
        "Ret datoerne, eller tag den underordnede enhed med i filen.",
    ),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell; row 1 is the line with the columns' names, 0 the whole file."""

    row: int
    column: str
    reason: str
    found: str = ""


@dataclass(frozen=True)
class Sheet:
    """A file as rows: the row's number as a spreadsheet shows it, and its cells by column."""

    name: str
    checksum: str
    rows: Sequence[tuple[int, Mapping[str, str]]] = ()
    faults: Sequence[Fault] = field(default=())


def read(name: str, content: bytes, columns: Sequence[str], optional: Sequence[str] = ()) -> Sheet:
    """The rows of a CSV file in UTF-8, with `;` or `,`, that has these columns and no unknown."""
    checksum = hashlib.sha256(content).hexdigest()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Sheet(name, checksum, faults=[Fault(0, "", "encoding")])
    head = text.lstrip().partition("\n")[0]
    delimiter = ";" if ";" in head else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    numbered = enumerate(reader, start=1)
    try:
        header = next(((n, cells) for n, cells in numbered if any(map(str.strip, cells))), None)
        if header is None:
            return Sheet(name, checksum, faults=[Fault(0, "", "empty")])
        names = [cell.strip().lower() for cell in header[1]]
        if wrong := _wrong_columns(header[0], names, columns, optional):
            return Sheet(name, checksum, faults=wrong)
        rows, faults = _rows(numbered, names)
    except csv.Error:
        return Sheet(name, checksum, faults=[Fault(reader.line_num, "", "quotes")])
    if not rows and not faults:
        faults = [Fault(0, "", "empty")]
    return Sheet(name, checksum, rows, faults)


def _wrong_columns(
    row: int, names: Sequence[str], wanted: Sequence[str], optional: Sequence[str]
) -> list[Fault]:
    known = {*wanted, *optional}
    told = {
        "columns_missing": [name for name in wanted if name not in names],
        "columns_unknown": [name or "–" for name in names if name not in known],
        "columns_twice": sorted({name for name in known if names.count(name) > 1}),
    }
    return [Fault(row, "", why, short(", ".join(which))) for why, which in told.items() if which]


def _rows(numbered, names: Sequence[str]):
    rows: list[tuple[int, Mapping[str, str]]] = []
    faults: list[Fault] = []
    for number, cells in numbered:
        if not any(map(str.strip, cells)):
            continue
        if len(cells) != len(names):
            faults.append(Fault(number, "", "cells", str(len(cells))))
            continue
        row = {name: unguarded(cell.strip()) for name, cell in zip(names, cells, strict=True)}
        faults += [Fault(number, name, "control") for name in names if has_control(row[name])]
        rows.append((number, row))
    return rows, faults


def has_control(cell: str) -> bool:
    """Whether the cell holds a control character; a line break is none."""
    return not cell.isprintable() and any((c < " " and c != "\n") or c == "\x7f" for c in cell)


def short(text: str) -> str:
    return text if len(text) <= LONGEST_FOUND else f"{text[: LONGEST_FOUND - 1]}…"
