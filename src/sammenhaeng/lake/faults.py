"""What is wrong with a delivery: counted per reason, and the first of it kept row by row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy

from sammenhaeng.kernel.numbers import CPR_PATTERN
from sammenhaeng.kernel.refusal import Refused

KEPT = 1000  # faults told row by row; the counts tell of all
LONGEST_FOUND = 100
MASK = "••••••-••••"

REASONS = {  # code -> (what is wrong, what to do)
    "not_a_table": (
        "Filen er ikke en tabel, der kan læses.",
        "Gem den som CSV, Excel (.xlsx) eller Parquet.",
    ),
    "encoding": (
        "Filens bogstaver kan ikke læses.",
        "Gem den igen som “CSV UTF-8”. I Excel står det under Gem som, Filtype.",
    ),
    "empty": ("Filen er tom.", "Der skal være en linje med kolonnernes navne og mindst én række."),
    "no_rows": (
        "Filen har ingen rækker.",
        "Der skal være mindst én række under linjen med kolonnernes navne.",
    ),
    "truncated": (
        "Filen er skåret over og er ikke hel.",
        "Hent eller overfør den igen, og kontrollér, at den har samme størrelse.",
    ),
    "expands": (
        "Filen fylder mere udpakket, end der må indlæses.",
        "Del den i mindre filer, eller gem den som CSV.",
    ),
    "many_rows": ("Filen har for mange rækker.", "Del den i mindre filer."),
    "quotes": (
        "Et anførselstegn står forkert, så resten af filen ikke kan læses.",
        "Sæt anførselstegn om hele cellen, og skriv et anførselstegn i en celle to gange.",
    ),
    "column_missing": (
        "Ingen kolonne i filen svarer til den her.",
        "Vælg kolonnen, eller tilføj den i filen.",
    ),
    "column_twice": (
        "Flere kolonner i filen svarer til den her: {found}.",
        "Vælg den, der skal bruges.",
    ),
    "column_absent": (
        "Filen har ingen kolonne med navnet “{found}”.",
        "Vælg en af filens egne kolonner.",
    ),
    "column_unused": (
        "Kolonnen “{found}” bliver ikke brugt og er ikke gemt.",
        "Vælg den under kolonner, hvis den skulle have været med.",
    ),
    "no_last_newline": (
        "Filen slutter midt i en linje.",
        "Kontrollér, at hele filen er kommet med.",
    ),
    "cells": (
        "Rækken har {found} celler, og det er ikke lige så mange som kolonnerne.",
        "Ret rækken. En celle med semikolon eller komma skal stå i anførselstegn.",
    ),
    "required": ("Cellen er tom.", "Udfyld den."),
    "date": (
        "“{found}” er ikke en dato.",
        "Skriv datoen som 2026-11-24 eller 24.11.2026.",
    ),
    "number": ("“{found}” er ikke et tal.", "Skriv tallet som 7,4 eller 7.4."),
    "whole": ("“{found}” er ikke et helt tal.", "Skriv et tal uden decimaler."),
    "ambiguous": (
        "“{found}” kan læses på to måder.",
        "Skriv tallet uden punktum eller komma ved tusinder.",
    ),
    "negative": ("Tallet er negativt: {found}.", "Ret det, eller tag rækken ud."),
    "low": ("{found} er for lidt.", "Kontrollér tallet."),
    "high": ("{found} er for meget.", "Kontrollér tallet."),
    "code": ("“{found}” er ikke en af de koder, der kan bruges.", "Brug en af koderne på listen."),
    "long": ("Teksten er for lang.", "Skriv højst 1.000 tegn."),
    "control": ("Cellen har et usynligt kontroltegn.", "Skriv cellen igen."),
    "cpr": (
        "Der står et CPR-nummer i en tekst.",
        "Tag nummeret ud. Et CPR-nummer må kun stå i kolonnen med personen.",
    ),
    "same_pseudonym": (
        "To personer ville få samme pseudonym.",
        "Kontakt os. Filen kan ikke indlæses, før nøglen er skiftet.",
    ),
    "unit_unknown": (
        "Enheden “{found}” findes ikke.",
        "Skriv myndighedens kode eller CVR-nummer, en skråstreg og enhedens kode.",
    ),
    "unit_other": (
        "Enheden “{found}” hører til en anden myndighed.",
        "Fjern rækken, eller lad myndigheden selv indlæse den.",
    ),
    "rule": ("Rækken bryder en af reglerne.", "Ret rækken, eller tag den ud."),
    "upside_down": ("Sidste dag ligger før første dag.", "Ret en af de to datoer."),
    "overlap": (
        "Perioden overlapper en anden for samme person i samme enhed.",
        "De bliver lagt sammen. Ret dem, hvis det ikke er meningen.",
    ),
}


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong in one cell; row 1 is the line with the columns' names, 0 the whole file."""

    row: int
    column: str
    reason: str
    found: str = ""


class Unreadable(Refused):
    """The file as a whole is no table that may be read: the reason's code."""

    def __init__(self, reason: str):
        what, remedy = map(gettext_lazy, REASONS[reason])
        super().__init__("invalid", "{what} {remedy}", what=what, remedy=remedy)
        self.reason = reason


class Tally:
    """Counts faults by column and reason, and keeps the first of each."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], int] = {}
        self._kept: dict[tuple[str, str], list[Fault]] = {}

    def add(
        self,
        column: str,
        reason: str,
        rows: np.ndarray | Sequence[int],
        found: Callable[[int], str] = lambda _: "",
    ) -> None:
        """Count faulty rows; `found` tells what stood in the n-th of them."""
        if not len(rows):
            return
        key = (column, reason)
        self.counts[key] = self.counts.get(key, 0) + len(rows)
        kept = self._kept.setdefault(key, [])
        for n in range(min(len(rows), KEPT - len(kept))):
            kept.append(Fault(int(rows[n]), column, reason, shown(found(n))))

    def whole(self, column: str, reason: str, found: str = "", row: int = 0) -> None:
        """Count one fault of the file or of a column of it."""
        self.add(column, reason, [row], lambda _: found)

    @property
    def kept(self) -> list[Fault]:
        """The first faults of all, by row."""
        return sorted(one for kept in self._kept.values() for one in kept)[:KEPT]

    def __len__(self) -> int:
        return sum(self.counts.values())


def shown(text: str) -> str:
    """What stood in a cell, short and without any CPR number."""
    masked = CPR_PATTERN.sub(MASK, str(text))
    plain = "".join(c if c.isprintable() else "�" for c in masked)
    return plain if len(plain) <= LONGEST_FOUND else f"{plain[: LONGEST_FOUND - 1]}…"
