"""What every operation of the API shares: closed shapes, bounded values, and how it says no."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Self, TypeVar

from django.conf import settings
from django.core.paginator import Page as Part
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Query
from ninja.security import APIKeyCookie
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

FIRST_YEAR, LAST_YEAR = 2000, 2100
PLAIN = (
    r"^[^\x00-\x08\x0b-\x1f\x7f]*$"  # PostgreSQL takes no NUL, people read no control characters
)


class Closed(BaseModel):
    """A shape with exactly the fields it names."""

    model_config = ConfigDict(extra="forbid")


Moment = TypeVar("Moment", date, datetime)


def _within_reach(value: Moment) -> Moment:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(_("Vælg en tid mellem år 2000 og 2100."))
    return value


def text(most: int, *, least: int = 1) -> Any:
    """A text of at most so many characters, without white space at its ends."""
    limits = StringConstraints(
        strip_whitespace=True, min_length=least, max_length=most, pattern=PLAIN
    )
    return Annotated[str, limits]


Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Seen = Annotated[int, Field(ge=1, le=2**31 - 1, description="The version the writer had read.")]
Code = Annotated[str, Field(pattern="^[0-9A-Z]{6}$", description="The short code of the case.")]
Instant = Annotated[AwareDatetime, AfterValidator(_within_reach)]
Day = Annotated[date, AfterValidator(_within_reach)]
Page = Annotated[int, Query(ge=1, le=1_000_000)]


def nobody_refused(seat: Any) -> None:
    """The check of a door that lets every seat through."""


class SeatOfSession(APIKeyCookie):
    """The door of the API: the same session and seat as the pages, and the same protection."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, check: Callable[[Any], None] = nobody_refused):
        """`check` refuses the seats that may not pass."""
        super().__init__()
        self.check = check

    def authenticate(self, request, key):
        if request.seat:
            self.check(request.seat)
        return request.seat


class Wrong(Closed):
    """One thing to mend: where it stands, and what to do."""

    where: str
    what: str


class Taken(Closed):
    """Time that is in the way; other authorities' meetings are only told as “Optaget”."""

    starts_at: datetime
    ends_at: datetime
    title: str


class Problem(Closed):
    """RFC 9457 problem details: what went wrong, and what to do instead."""

    type: str
    title: str
    status: int
    code: str
    instance: str | None = None
    errors: list[Wrong] = []
    mine: dict[str, str] | None = None
    theirs: dict[str, str] | None = None
    conflicts: list[Taken] | None = None


PROBLEM = "application/problem+json"


def problem_answer(status: int, code: str, title: str, **more: object) -> HttpResponse:
    """RFC 9457 problem details."""
    told = {"type": f"urn:sammenhaeng:{code}", "title": title, "status": status, "code": code}
    return JsonResponse({**told, **more}, status=status, content_type=PROBLEM)


class Paged(Closed):
    """One page of what is long."""

    page: int
    pages: int

    @classmethod
    def at(cls, found: Part, **told: Any) -> Self:
        """The page that was found, with the rows and whatever else it tells."""
        return cls(page=found.number, pages=found.paginator.num_pages, **told)


class Made(Closed):
    """The id of what was made."""

    id: int


class Written(Closed):
    """A line and its version after the change; the next change must name it."""

    id: int
    version: int


Answers = dict[int, Any]


def reads(shape: Any) -> Answers:
    """The answers of a question."""
    return {200: shape, **dict.fromkeys((401, 403, 404, 422), Problem)}


def writes(shape: Any = None, status: int = 204) -> Answers:
    """The answers of a change: also that the body is no JSON, or that something is in the way."""
    return {status: shape, **dict.fromkeys((400, 401, 403, 404, 409, 422), Problem)}
