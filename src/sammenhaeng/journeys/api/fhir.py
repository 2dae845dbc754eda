"""FHIR R4 over HTTP: take a bundle in, hand a citizen's bundle out."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from ninja import Router

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.access.policy import importers_door
from sammenhaeng.citizens.queries import persons
from sammenhaeng.design.api import Closed, Code, Id, reads
from sammenhaeng.journeys.fhir import codec, exporting, importing, reading
from sammenhaeng.journeys.fhir.report import Line
from sammenhaeng.kernel.refusal import Refused

FHIR_JSON = "application/fhir+json"


class Seated(HttpRequest):
    """A request with the seat that the door found."""

    auth: Seat


class Fate(Closed):
    """What became of one resource."""

    file: str
    number: int
    kind: str
    id: str
    outcome: str
    why: str

    @classmethod
    def of(cls, line: Line) -> "Fate":
        return cls(**{name: getattr(line, name) for name in cls.model_fields})


class Imported(Closed):
    """What became of every resource of the bundle."""

    counts: dict[str, int]
    lines: list[Fate]


FHIR_BODY = {"content": {FHIR_JSON: {"schema": {"type": "object"}}}}

router = Router(auth=importers_door, tags=["FHIR"])


@router.post(
    "/fhir", response=reads(Imported), summary="Take in a Bundle or one resource",
    openapi_extra={"requestBody": {**FHIR_BODY, "required": True}},
)  # fmt: skip
def take_in(request: Seated):
    """Every resource gets its own answer; a transaction is taken in whole or not at all.

    An id means something within its source: the base of the entry's fullUrl, else meta.source,
    else the authority of the seat. A reference means its own source unless it names another.
    If-Match asks for the version that a single resource builds on; another one there is 409.
    """
    incoming = reading.read("bundle", request.body, request.headers.get("If-Match", ""))
    report = importing.run(incoming, by=request.auth, at=now())
    if len(report.lines) == 1 and report.lines[0].outcome == "refused":
        line = report.lines[0]
        raise Refused(line.code, "{why}", why=line.why)
    return Imported(counts=dict(report.total), lines=[Fate.of(line) for line in report.lines])


@router.get(
    "/fhir/{code}", response=reads(dict), summary="One citizen as a Bundle",
    openapi_extra={"responses": {200: {"description": "A Bundle", **FHIR_BODY}}},
)  # fmt: skip
def hand_out(request: Seated, code: Code, plan: Id | None = None):
    """Everything the seat may export of the citizen, or one plan with what it points at."""
    use = access.look_up(
        persons.id_of(code), purpose="export", seen=importing.SEEN, by=request.auth, at=now(),
        action="export",
    )  # fmt: skip
    bundle = exporting.bundle(use) if plan is None else exporting.plan_bundle(use, plan)
    return HttpResponse(codec.write(bundle), content_type=FHIR_JSON)
