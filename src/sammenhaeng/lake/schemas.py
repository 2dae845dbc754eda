"""The API's shapes of deliveries."""

from datetime import date, datetime
from typing import Literal

from django.core.paginator import Page
from pydantic import Field

from sammenhaeng.design.api import Closed, Paged, Wrong, text

from . import queries
from .models import Delivery

State = Literal["in_force", "superseded", "withdrawn", "refused"]


class DeliveryTold(Closed):
    """One file that was delivered, or refused as a whole: `state` is then "refused"."""

    id: int
    kind: str
    version: int
    source: str
    first_on: date
    last_on: date
    file_name: str
    file_checksum: str
    checksum: str
    rows: int
    rows_refused: int
    who: str
    at: datetime
    state: State
    supersedes: int | None

    @classmethod
    def of(cls, one: Delivery) -> "DeliveryTold":
        plain = set(cls.model_fields) - {"id", "supersedes"}
        told = {name: getattr(one, name) for name in plain}
        return cls(id=one.pk, supersedes=one.supersedes_id, **told)


class DeliverySaid(Closed):
    """What is told with a file."""

    kind: text(100, least=0) = ""  # type: ignore[valid-type]
    period: text(21, least=0) = ""  # type: ignore[valid-type]
    source: text(100, least=0) = ""  # type: ignore[valid-type]
    columns: str = Field("", max_length=5000)


class Deliveries(Paged):
    """One page of the deliveries, newest first."""

    deliveries: list[DeliveryTold]

    @classmethod
    def of(cls, found: Page) -> "Deliveries":
        return cls.at(found, deliveries=[DeliveryTold.of(one) for one in found.object_list])


class DeliveryFaultTold(Closed):
    """What is wrong, or worth knowing, in one cell; row 0 is the whole file."""

    row: int
    column: str
    title: str
    what: str
    remedy: str
    is_warning: bool


class DeliveryCountTold(Closed):
    """How often the same thing is wrong in a column."""

    column: str
    title: str
    what: str
    remedy: str
    is_warning: bool
    count: int


class DeliveryReport(Closed):
    """A delivery, how often each thing is wrong in it, and the first thousand of them by row."""

    delivery: DeliveryTold
    counts: list[DeliveryCountTold]
    faults: list[DeliveryFaultTold]

    @classmethod
    def of(cls, one: Delivery) -> "DeliveryReport":
        return cls(
            delivery=DeliveryTold.of(one),
            counts=[DeliveryCountTold(**vars(told)) for told in queries.counts(one)],
            faults=[DeliveryFaultTold(**vars(told)) for told in queries.faults(one)],
        )

    def mistakes(self) -> list[Wrong]:
        """The first of the faults, as an answer tells them."""
        shown = [one for one in self.faults if not one.is_warning][: queries.FAULTS_SHOWN]
        return [
            Wrong(where=f"file.{one.row}.{one.column}".rstrip("."), what=f"{one.what} {one.remedy}")
            for one in shown
        ]
