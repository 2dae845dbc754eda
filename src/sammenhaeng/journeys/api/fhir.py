"""FHIR R4 over HTTP: take a bundle in, hand a citizen's bundle out."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from ninja import Router, Schema
from ninja.security import APIKeyCookie

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.citizens.queries import persons
from sammenhaeng.journeys.fhir import codec, exporting, importing, reading
from sammenhaeng.kernel.refusal import Refused

FHIR_JSON = "application/fhir+json"


class Seated(HttpRequest):
    """A request with the seat that SeatCookie found."""

    auth: Seat


class Fate(Schema):
    """What became of one resource."""

    file: str
    number: int
    kind: str
    id: str
    outcome: str
    why: str


class Imported(Schema):
    """What became of every resource of the bundle."""

    counts: dict[str, int]
    lines: list[Fate]


class SeatCookie(APIKeyCookie):
    """The seat of the session; a POST also needs the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None):
        if (seat := getattr(request, "seat", None)) is None:
            raise Refused("forbidden", "Log på først.")
        return seat


router = Router(tags=["FHIR"], auth=SeatCookie())


@router.post("", response=Imported, summary="Take in a Bundle or one resource")
def take_in(request: Seated):
    """Every resource gets its own answer; a transaction is taken in whole or not at all.

    If-Match asks for the version that a single resource builds on; another one there is 409.
    """
    incoming = reading.read("bundle", request.body, request.headers.get("If-Match", ""))
    report = importing.run(incoming, by=request.auth, at=now())
    if len(report.lines) == 1 and report.lines[0].outcome == "refused":
        line = report.lines[0]
        raise Refused(line.code, "{why}", why=line.why)
    return {"counts": dict(report.total), "lines": report.lines}


@router.get("/{slug:code}", summary="One citizen as a Bundle")
def hand_out(request: Seated, code: str, plan: int | None = None):
    """Everything the seat may export of the citizen, or one plan with what it points at."""
    use = access.look_up(
        persons.id_of(code), purpose="export", seen=importing.SEEN, by=request.auth, at=now(),
        action="export",
    )  # fmt: skip
    bundle = exporting.bundle(use) if plan is None else exporting.plan_bundle(use, plan)
    return HttpResponse(codec.write(bundle), content_type=FHIR_JSON)
