"""The units, and files of them brought in, for administrators."""

from django.urls import reverse
from django.utils.timezone import localdate, now
from ninja import File, Router, Status
from ninja.files import UploadedFile

from sammenhaeng.design.api import (
    Id,
    Page,
    SeatOfSession,
    problem_answer,
    reads,
    text,
    writes,
)
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused

from . import acts, queries
from .forms import Upload
from .models import Import
from .operations import imports as verbs
from .queries import Wanted
from .schemas import AuthorityTold, Imports, ImportTold, Kind, Report, Units

browsers_door = SeatOfSession(lambda seat: require(seat, acts.BROWSE))
importers_door = SeatOfSession(lambda seat: require(seat, acts.IMPORT))
router = Router(tags=["enheder"])


@router.get("/authorities", response=reads(list[AuthorityTold]), auth=browsers_door)
def authorities(request):
    """The authorities that have units today."""
    return [AuthorityTold.of(one) for one in queries.with_units(localdate())]


@router.get("/units", response=reads(Units), auth=browsers_door)
def units(
    request,
    name: text(200, least=0) = "",  # type: ignore[valid-type]
    authority: Id | None = None,
    kind: Kind | None = None,
    page: Page = 1,
):
    """The units of today that fit, in Danish order; a part of the name is enough."""
    found = queries.units(Wanted(name, authority, kind or ""), localdate())
    return Units.of(queries.page(found, str(page)))


@router.get("/imports", response=reads(Imports), auth=importers_door)
def imports(request, page: Page = 1):
    """What was brought in about the authority's rows or by the seat, newest first."""
    seat = request.seat
    found = queries.imports(seat.unit.authority_id, seat.pk)
    return Imports.of(queries.page(found, str(page)))


@router.post("/imports", response=writes(ImportTold, 201), auth=importers_door)
def import_units(request, file: File[UploadedFile]):
    """Bring a CSV file of units in: every row, or, when anything is wrong, none.

    A refused file is noted too: `instance` leads to the whole report, `errors` has its beginning.
    """
    form = Upload(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused("invalid", "{why}", why=form.errors["file"][0])
    noted = verbs.import_units(form.sheet(), by=request.seat, at=now())
    return _refused(noted) if noted.rows_refused else Status(201, ImportTold.of(noted))


def _refused(noted: Import):
    errors = [one.model_dump() for one in Report.of(noted).mistakes()]
    at = reverse("api:imported", args=[noted.pk])
    return problem_answer(422, "invalid", queries.refusal(noted), instance=at, errors=errors)


@router.get("/imports/{import_id}", response=reads(Report), auth=importers_door)
def imported(request, import_id: Id):
    """One import, and what was wrong with a refused file, row by row."""
    seat = request.seat
    return Report.of(queries.imported(import_id, seat.unit.authority_id, seat.pk))
