"""The API's shapes of authorities, units and imports."""

from datetime import date, datetime
from typing import Literal

from django.core.paginator import Page

from sammenhaeng.design.api import Closed, Paged, Wrong

from . import queries
from .models import Authority, Import, Unit
from .rules.units import KINDS

Kind = Literal[*KINDS]  # type: ignore[valid-type]


class AuthorityTold(Closed):
    """An authority that has units."""

    id: int
    kind: str
    code: str
    cvr: str
    name: str

    @classmethod
    def of(cls, one: Authority) -> "AuthorityTold":
        return cls(id=one.pk, kind=one.kind, code=one.code, cvr=one.cvr, name=one.name)


class UnitTold(Closed):
    """A part of an authority, and what it lies under."""

    id: int
    authority: int
    authority_name: str
    parent: int | None
    parent_name: str
    kind: str
    code: str
    name: str
    name_en: str
    phone: str
    hours: str
    address: str
    ownership: str
    about: str
    about_en: str
    first_on: date
    last_on: date | None

    @classmethod
    def of(cls, one: Unit) -> "UnitTold":
        plain = (
            "kind", "code", "name", "name_en", "phone", "hours", "address", "ownership", "about",
            "about_en", "first_on", "last_on",
        )  # fmt: skip
        return cls(
            id=one.pk,
            authority=one.authority.pk,
            authority_name=one.authority.name,
            parent=one.parent.pk if one.parent else None,
            parent_name=one.parent.name if one.parent else "",
            **{name: getattr(one, name) for name in plain},
        )


class Units(Paged):
    """One page of the units that fit, and how many fit."""

    count: int
    units: list[UnitTold]

    @classmethod
    def of(cls, found: Page) -> "Units":
        told = [UnitTold.of(unit) for unit in found.object_list]
        return cls.at(found, count=found.paginator.count, units=told)


class ImportTold(Closed):
    """One file that was brought in, or refused as a whole: `rows_refused` is then not 0."""

    id: int
    kind: str
    file_name: str
    checksum: str
    who: str
    at: datetime
    rows_new: int
    rows_changed: int
    rows_same: int
    rows_refused: int

    @classmethod
    def of(cls, one: Import) -> "ImportTold":
        told = {name: getattr(one, name) for name in ImportTold.model_fields if name != "id"}
        return cls(id=one.pk, **told)


class Imports(Paged):
    """One page of the imports, newest first."""

    imports: list[ImportTold]

    @classmethod
    def of(cls, found: Page) -> "Imports":
        return cls.at(found, imports=[ImportTold.of(one) for one in found.object_list])


class FaultTold(Closed):
    """What is wrong in one cell of a refused file; row 0 is the whole file."""

    row: int
    column: str
    what: str
    remedy: str


class Report(Closed):
    """An import, and every fault of a refused one, by row."""

    noted: ImportTold
    faults: list[FaultTold]

    @classmethod
    def of(cls, one: Import) -> "Report":
        faults = [FaultTold(**vars(fault)) for fault in queries.faults(one)]
        return cls(noted=ImportTold.of(one), faults=faults)

    def mistakes(self) -> list[Wrong]:
        """The first of the faults, as an answer tells them."""
        shown = self.faults[: queries.FAULTS_SHOWN]
        return [
            Wrong(where=f"file.{one.row}.{one.column}".rstrip("."), what=f"{one.what} {one.remedy}")
            for one in shown
        ]
