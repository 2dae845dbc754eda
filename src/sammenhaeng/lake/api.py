"""Deliveries of large files, for administrators."""

from pathlib import Path

from django.urls import reverse
from django.utils.timezone import now
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from sammenhaeng.access.policy import door
from sammenhaeng.design.api import Id, Page, problem_answer, reads, writes
from sammenhaeng.kernel.refusal import Refused

from . import operations, queries, waiting
from .forms import Upload, said_of
from .models import Delivery
from .preview import kind_of
from .schemas import Deliveries, DeliveryReport, DeliverySaid, DeliveryTold

router = Router(auth=door("administrator"), tags=["leverancer"])


@router.get("/deliveries", response=reads(Deliveries))
def deliveries(request, page: Page = 1):
    """What the authority delivered or tried to, newest first."""
    return Deliveries.of(queries.page(queries.delivered(_authority(request)), str(page)))


@router.post("/deliveries", response=writes(DeliveryTold, 201))
def deliver(request, file: File[UploadedFile], said: Form[DeliverySaid]):
    """Deliver a CSV, Excel or Parquet file: every row is taken in, or, when one is wrong, none.

    What is left out is read from the file: `kind` from its columns, `period` (a year or two days
    with a slash between) as the fewest whole years with a day of every row, `source` from its name.
    `columns` names columns of it as `employee=Medarb.nr`, one a line. A refused file is noted too:
    `instance` leads to its report.
    """
    form = Upload(request.POST, request.FILES, kinds=queries.schemas())
    if not form.is_valid():
        raise Refused("invalid", "{why}", why=next(iter(form.errors.values()))[0])
    token = waiting.put(file.chunks(), form.cleaned_data["file"].name)
    try:
        done = _delivered(request, waiting.place(token), form, _mapping(said.columns))
    finally:
        waiting.remove(token)
    return _refused(done) if done.is_refused else Status(201, DeliveryTold.of(done))


def _delivered(request, file: Path, form: Upload, mapping: dict[str, str]) -> Delivery:
    told, kinds = form.cleaned_data, queries.schemas()
    source = queries.Source(_authority(request), form.whence)
    schema = kinds.get(told["kind"]) or kind_of(file, kinds, source, mapping)
    more = said_of(told["file"].name, source.name, told["period"], mapping)
    return operations.deliver(file, schema, by=request.seat, at=now(), **more)


def _mapping(columns: str) -> dict[str, str]:
    pairs = (line.partition("=") for line in columns.splitlines() if line.strip())
    return {column.strip(): header.strip() for column, _equals, header in pairs}


def _refused(done: Delivery):
    errors = [one.model_dump() for one in DeliveryReport.of(done).mistakes()]
    at = reverse("api:delivery", args=[done.pk])
    return problem_answer(422, "invalid", queries.refusal(done), instance=at, errors=errors)


@router.get("/deliveries/{delivery_id}", response=reads(DeliveryReport))
def delivery(request, delivery_id: Id):
    """One delivery, and what was wrong with it or is worth knowing, row by row."""
    return DeliveryReport.of(queries.delivery(delivery_id, _authority(request)))


@router.post("/deliveries/{delivery_id}/withdrawal", response=writes(DeliveryTold, 200))
def withdraw(request, delivery_id: Id):
    """Its rows count no more; the file stays, so that what was published can be recomputed."""
    one = queries.delivery(delivery_id, _authority(request))
    return DeliveryTold.of(operations.withdraw(one, by=request.seat, at=now()))


def _authority(request) -> int:
    return request.seat.own_unit.authority_id
