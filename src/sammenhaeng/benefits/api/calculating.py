"""A decision explained, and many calculated: nothing is stored, nobody is looked up."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from django.http import HttpResponse, JsonResponse
from ninja import Path, Router
from pydantic import ValidationError

from sammenhaeng.benefits import schemas
from sammenhaeng.benefits.queries import batches
from sammenhaeng.benefits.rules import cases, laws, telling
from sammenhaeng.benefits.rules.deciding import decide
from sammenhaeng.benefits.rules.facts import Fault, household
from sammenhaeng.benefits.rules.law import Law
from sammenhaeng.benefits.rules.mistakes import Unanswerable
from sammenhaeng.benefits.schemas.calculating import MOST_ROWS
from sammenhaeng.design.api import Day, writes
from sammenhaeng.kernel.refusal import Refused

Benefit = Annotated[str, Path(pattern="^[a-z_]{1,40}$", description="The name of the benefit.")]
BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": schemas.RowsAsked.model_json_schema()},
            batches.ARROW: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
router = Router(tags=["ydelsesberegning"])
TOLD = {200: schemas.DecisionTold, **{k: v for k, v in writes().items() if k >= 400}}
ROWS = {200: schemas.CalculatedRows, **{k: v for k, v in writes().items() if k >= 400}}


@contextmanager
def told_plainly() -> Iterator[None]:
    """What cannot be answered is a 422 with the law's own sentence."""
    try:
        yield
    except Fault as fault:
        raise Refused(
            "invalid", "{column}: {why}", column=fault.column, why=fault.sentence
        ) from None
    except Unanswerable as why:
        raise Refused("invalid", "{why}", why=str(why)) from None


def law_of(name: str) -> Law:
    if name not in laws.names():
        raise Refused("missing", "Ydelsen findes ikke her.")
    return laws.law(name)


@router.post("/benefits/{law}/decisions", response=TOLD, auth=None, url_name="benefits_explain")
def explain(request, law: Benefit, asked: schemas.HouseholdAsked):
    """Decide one household and explain it, step by step; nothing is stored."""
    wanted = law_of(law)
    with told_plainly():
        one = decide(wanted, household(wanted, asked.household), asked.on, asked.known)
        document = telling.document(one)
    return JsonResponse({"level": cases.GUIDANCE, **document, "appeal": wanted.appeal})


@router.post(
    "/benefits/{law}/calculations", response=ROWS, auth=None, url_name="benefits_calculate",
    openapi_extra=BODIES,
)  # fmt: skip
def calculate(request, law: Benefit, on: Day, known: Day | None = None):
    """Calculate many households: JSON rows, or an Arrow IPC stream; the answer is as the question.

    The answer has one row for each row asked, in the same order. A row that cannot be calculated
    stops no other: it is null, or has its sentence in the column `fault`.
    """
    wanted = law_of(law)
    is_arrow = request.content_type == batches.ARROW
    with told_plainly():
        rows = batches.from_arrow(request.body) if is_arrow else _rows(request.body)
        _refuse_too_many(rows)
        found = batches.calculated(wanted, rows, on, known)
    if is_arrow:
        return HttpResponse(batches.to_arrow(wanted, found), content_type=batches.ARROW)
    faults = [
        {"row": row, "column": fault.column, "sentence": fault.sentence}
        for row, fault in found.faults
    ]
    return JsonResponse({"rules": found.rules, "rows": found.rows, "faults": faults})


def _rows(body: bytes) -> list[dict]:
    try:
        return schemas.RowsAsked.model_validate_json(body).rows
    except ValidationError as mistakes:
        one = mistakes.errors(include_url=False)[0]
        where = ".".join(map(str, one["loc"])) or "body"
        raise Refused("invalid", "Indholdet kan ikke bruges ved “{where}”.", where=where) from None


def _refuse_too_many(rows: list) -> None:
    if len(rows) > MOST_ROWS:
        raise Refused("invalid", "Send højst {most} rækker ad gangen.", most=MOST_ROWS)
