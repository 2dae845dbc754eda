"""Refused becomes an HTTP answer here, and a refusal of access is kept; nowhere else."""

import re

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sammenhaeng.access import operations as access
from sammenhaeng.design.api import problem_answer
from sammenhaeng.design.rendering import render
from sammenhaeng.kernel.refusal import Refused

STATUS = {
    "forbidden": 403,
    "missing": 404,
    "state": 409,
    "clash": 409,
    "stale": 409,
    "late": 409,
    "invalid": 422,
}


def sentence(refused: Refused) -> str:
    """What to tell the person, in the language of the page."""
    return gettext(refused.sentence).format(**refused.facts)


def problem(refused: Refused) -> dict[str, object]:
    """What a refusal tells a machine besides: both texts, each mistake, or all in the way."""
    facts, told = refused.facts, ("mine", "theirs", "errors")
    more: dict[str, object] = {part: facts[part] for part in told if part in facts}
    if "clashes" in facts:
        more["conflicts"] = [_conflict(one) for one in facts["clashes"]]  # type: ignore[attr-defined]
    return more


def _conflict(clash) -> dict[str, object]:
    told = clash.interval
    return {"starts_at": told.start, "ends_at": told.end, "title": gettext(clash.title)}


def is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


VARIABLE = re.compile(r"<[^>]*>")  # what an address says of whom


class Refusals:
    """Answers a Refused after its transaction has rolled back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405:
            return response
        answer = _page(request, 405)
        answer["Allow"] = response["Allow"]
        return answer

    def process_exception(self, request, exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if exception.code == "forbidden":
            route = getattr(request.resolver_match, "route", "") or ""
            citizen_id = exception.facts.get("citizen_id")
            access.refused(
                exception,
                what="/" + VARIABLE.sub("…", route),
                citizen_id=citizen_id if isinstance(citizen_id, int) else None,
                by=request.seat,
                at=now(),
            )
        return answer(request, exception)


def answer(request: HttpRequest, refused: Refused) -> HttpResponse:
    status = STATUS[refused.code]
    if is_api(request):
        return problem_answer(status, refused.code, sentence(refused), **problem(refused))
    context: dict[str, object] = {"sentence": sentence(refused)}
    if refused.code == "stale":
        context |= {side: _named(refused.facts[side]) for side in ("mine", "theirs")}
    return render(request, f"design/errors/{status}.html", context, status)


FIELDS = {
    "title": "Titel", "words": "Borgerens ord", "measure": "Hvornår målet er nået",
    "next_step": "Næste skridt", "text": "Tekst",
    "comment": "Hvad I ser", "action": "Hvad skal ske",
}  # fmt: skip


def _named(side: object) -> dict[str, object]:
    """One side of two versions, its fields named as people read them."""
    assert isinstance(side, dict)
    return {gettext(FIELDS[name]): value or "–" for name, value in side.items()}


SENTENCES = {
    400: ("invalid", _("Forespørgslen kan ikke læses.")),
    403: ("forbidden", _("Du har ikke adgang til siden.")),
    404: ("missing", _("Siden findes ikke.")),
    405: ("method", _("Adressen kan ikke bruges på den måde.")),
    500: ("error", _("Der er sket en fejl hos os. Prøv igen om lidt.")),
}


def _page(request: HttpRequest, status: int) -> HttpResponse:
    if is_api(request):
        code, told = SENTENCES[status]
        return problem_answer(status, code, str(told))
    return render(request, f"design/errors/{status}.html", {}, status)


def page_400(request, exception=None):
    return _page(request, 400)


def page_403(request, exception=None):
    return _page(request, 403)


def page_404(request, exception=None):
    return _page(request, 404)


def page_500(request):
    return _page(request, 500)
