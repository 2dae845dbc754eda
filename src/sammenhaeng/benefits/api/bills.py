"""The API of bills: their assessment, their way, and what a machine notices in a text."""

from typing import Annotated

from django.utils.timezone import now
from ninja import Path, Router, Status

from sammenhaeng.access.policy import rules_office_door
from sammenhaeng.benefits.operations import bills as verbs
from sammenhaeng.benefits.queries import bills as queries
from sammenhaeng.benefits.rules.hints import hints
from sammenhaeng.benefits.schemas import bills as shapes
from sammenhaeng.design.api import Id, Made, reads, writes

Point = Annotated[str, Path(pattern="^[a-z_]{1,20}$", description="The code of the point.")]
Event = Annotated[str, Path(pattern="^[a-z]{1,20}$", description="The step to take.")]
router = Router(auth=rules_office_door, tags=["lovforslag"])
NOTICED = {200: list[shapes.HintTold], **{k: v for k, v in writes().items() if k >= 400}}


@router.post("/law-hints", response=NOTICED)
def noticed(request, told: shapes.TextToRead):
    """What a machine notices in a law text: discretion, exceptions, paper, products."""
    return Status(200, [shapes.HintTold.of(one) for one in hints(told.text)])


@router.get("/bills", response=reads(list[shapes.BillLine]))
def all_bills(request):
    """The bills of the seat's unit and those below it."""
    return [shapes.BillLine.of(one) for one in queries.bills(request.seat)]


@router.get("/bills/years", response=reads(list[shapes.YearTold]))
def years(request):
    """What the bills of each year show."""
    return [shapes.YearTold.of(one) for one in queries.years(request.seat)]


@router.post("/bills", response=writes(Made, 201))
def open_bill(request, told: shapes.NewBill):
    """A new bill of the seat's unit."""
    opened = verbs.open_bill(told.title, told.ministry, by=request.seat, at=now())
    return Status(201, Made(id=opened.pk))


@router.get("/bills/{bill_id}", response=reads(shapes.BillShown))
def bill(request, bill_id: Id):
    """A bill with its eleven points and the hints of its text."""
    return shapes.BillShown.of(queries.told(queries.bill(request.seat, bill_id)))


@router.post("/bills/{bill_id}/texts", response=writes(Made, 201))
def keep_text(request, bill_id: Id, told: shapes.TextToKeep):
    """A new version of the bill's text."""
    found = queries.bill(request.seat, bill_id)
    kept = verbs.keep_text(found, told.text, seen=told.seen, by=request.seat, at=now())
    return Status(201, Made(id=kept.pk))


@router.post("/bills/{bill_id}/points/{point}", response=writes(Made, 201))
def answer(request, bill_id: Id, point: Point, told: shapes.Answered):
    """A new version of the answer to a point; yes to a principle needs provision and evidence."""
    found = queries.bill(request.seat, bill_id)
    written = verbs.answer(found, point, told.told(), seen=told.seen, by=request.seat, at=now())
    return Status(201, Made(id=written.pk))


@router.post("/bills/{bill_id}/sending", response=writes(shapes.BillLine, 200))
def send(request, bill_id: Id, told: shapes.Sent):
    """Send it to the secretariat, six weeks before the hearing or with a reason."""
    sent = verbs.send(
        queries.bill(request.seat, bill_id), hearing_on=told.hearing_on,
        late_because=told.late_because, by=request.seat, at=now(),
    )  # fmt: skip
    return Status(200, shapes.BillLine.of(sent))


@router.put("/bills/{bill_id}/points/{point}/advice", response=writes())
def advise(request, bill_id: Id, point: Point, told: shapes.Recommended):
    """Note what the secretariat recommends on a point."""
    advice = verbs.Advice(point, told.recommendation)
    verbs.note_advice(queries.bill(request.seat, bill_id), advice, by=request.seat, at=now())
    return Status(204, None)


@router.put("/bills/{bill_id}/points/{point}/heed", response=writes())
def heed(request, bill_id: Id, point: Point, told: shapes.Followed):
    """Say whether a recommendation is followed."""
    said = verbs.Heed(told.is_followed, told.because)
    verbs.heed(queries.bill(request.seat, bill_id), point, said, by=request.seat, at=now())
    return Status(204, None)


@router.post("/bills/{bill_id}/steps/{event}", response=writes(shapes.BillLine, 200))
def move(request, bill_id: Id, event: Event):
    """The next step: screen, receive, hear, lay, adopt, implement, evaluate or drop."""
    found = queries.bill(request.seat, bill_id)
    if event == "hear":
        return Status(200, shapes.BillLine.of(verbs.hear(found, by=request.seat, at=now())))
    return Status(200, shapes.BillLine.of(verbs.move(found, event, by=request.seat, at=now())))
