"""The API: every page's twin under /api/, from the same questions and verbs, in the same seat."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from sammenhaeng.absence.api import router as absence
from sammenhaeng.access.api import routers as access
from sammenhaeng.benefits.api import routers as benefits
from sammenhaeng.citizens.api import router as citizens
from sammenhaeng.compare.api import routers as compare
from sammenhaeng.design.api import PROBLEM, problem_answer
from sammenhaeng.design.rendering import render
from sammenhaeng.front.api import routers as front
from sammenhaeng.journeys.api import routers as journeys
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.lake.api import router as lake
from sammenhaeng.organisation.api import router as organisation

VERSION = "0.1.0"
DESCRIPTION = (
    "Samme forespørgsler og handlinger som siderne, i samme plads: log på i browseren, og send "
    "sessionens cookie, ved ændringer også X-CSRFToken. Hvert opslag står i borgerens log. "
    "The same questions and acts as the pages, in the same seat; every look-up is in the citizen's "
    "log. A change carries the version it was made from (seen); an outdated one is refused with "
    "both texts. A no is RFC 9457 problem details."
)
METHODS = ("get", "post", "put", "delete")


class Api(NinjaAPI):
    """An API whose every no is problem details; its schema is made once."""

    def __init__(self, **options: Any):
        super().__init__(**options)
        self.promised: dict[str, Any] = {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> Any:
        prefix = self.get_root_path({}) if path_prefix is None else path_prefix
        if prefix not in self.promised:
            self.promised[prefix] = self._schema(prefix)
        return self.promised[prefix]

    def _schema(self, prefix: str) -> Any:
        schema = super().get_openapi_schema(path_prefix=prefix)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, told in operation["responses"].items():
                    if int(status) >= 400:
                        told["content"] = {PROBLEM: told["content"]["application/json"]}
        return schema


api = Api(
    title="Sammenhæng", version=VERSION, description=DESCRIPTION, docs_url=None,
    openapi_url="openapi.json", urls_namespace="api",
)  # fmt: skip
for router in (
    *benefits, *access, organisation, *front, *compare, *journeys, citizens, lake, absence,
):  # fmt: skip
    api.add_router("", router)


@api.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Upwards: the transaction rolls back first, then config.refusals answers."""
    raise refusal


@api.exception_handler(Http404)
def not_found(request: HttpRequest, missing: Http404) -> HttpResponse:
    return problem_answer(404, "missing", gettext("Siden findes ikke."))


HTTP = {
    400: ("invalid", _("Indholdet er ikke gyldig JSON.")),
    401: ("unknown", _("Log på først.")),
    403: ("forbidden", _("Send X-CSRFToken med, når du ændrer noget.")),
}


@api.exception_handler(HttpError)
def stopped(request: HttpRequest, error: HttpError) -> HttpResponse:
    code, sentence = HTTP[error.status_code]
    return problem_answer(error.status_code, code, str(sentence))


WORDS = {  # kind of mistake in pydantic -> what to do
    "missing": _("Feltet mangler."),
    "extra_forbidden": _("Feltet findes ikke her. Tag det ud."),
    "string_too_short": _("Skriv mindst {min_length} tegn."),
    "string_too_long": _("Skriv højst {max_length} tegn."),
    "string_type": _("Skriv en tekst."),
    "string_pattern_mismatch": _("Teksten har tegn, der ikke må være der."),
    "int_parsing": _("Skriv et helt tal."),
    "int_type": _("Skriv et helt tal."),
    "greater_than_equal": _("Tallet skal være mindst {ge}."),
    "less_than_equal": _("Tallet må højst være {le}."),
    "literal_error": _("Vælg en af disse: {expected}."),
    "timezone_aware": _("Skriv tidspunktet med tidszone, fx 2026-11-24T10:00+01:00."),
}
DATES = _("Skriv datoen som 2026-11-24, og et tidspunkt som 2026-11-24T10:00+01:00.")
OTHERWISE = _("Værdien kan ikke bruges her.")


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, mistakes: ValidationError) -> HttpResponse:
    """Each mistake with its place; what was sent is never repeated, it may be personal."""
    wrong = [{"where": _where(one["loc"]), "what": _what(one)} for one in mistakes.errors]
    return problem_answer(422, "invalid", gettext("Ret det, der er forkert."), errors=wrong)


def _where(place: tuple[str | int, ...]) -> str:
    """ "body.title": without the name that the parameter has inside."""
    inside = place[2:] if place[0] == "body" else place[1:]
    return ".".join(map(str, [place[0], *inside]))


def _what(mistake: dict[str, Any]) -> str:
    kind = mistake["type"]
    if kind == "value_error":  # said by a shape of ours, in the language of the reader
        return mistake["ctx"]["error"]
    if kind.startswith("date"):
        return str(DATES)
    return str(WORDS.get(kind, OTHERWISE)).format(**mistake.get("ctx", {}))


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The list of operations, for people."""
    schema = api.get_openapi_schema()
    rows = [
        (tag, method.upper(), address, told["summary"], told.get("description", ""))
        for address, operations in schema["paths"].items()
        for method, told in operations.items()
        for tag in told["tags"]
    ]
    groups = {tag: [row[1:] for row in rows if row[0] == tag] for tag, *_rest in rows}
    return render(request, "config/api.html", {"groups": groups})


WITHOUT_DATABASE = {"benefits_explain", "benefits_calculate"}  # nothing to begin or commit
addresses = api.urls
for one in addresses[0]:
    if isinstance(one, URLPattern) and one.name in WITHOUT_DATABASE:
        transaction.non_atomic_requests(one.callback)
urlpatterns = [path("api/", overview, name="api"), path("api/", addresses)]
