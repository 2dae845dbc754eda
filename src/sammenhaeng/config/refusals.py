"""Refused becomes an HTTP answer here, and a refusal of access is kept; nowhere else."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now
from django.utils.translation import gettext

from sammenhaeng.access import operations as access
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
    """RFC 9457 problem details."""
    return {
        "type": f"urn:sammenhaeng:{refused.code}",
        "title": sentence(refused),
        "status": STATUS[refused.code],
        "code": refused.code,
        **{side: refused.facts[side] for side in ("mine", "theirs") if side in refused.facts},
    }


class Refusals:
    """Answers a Refused after its transaction has rolled back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if exception.code == "forbidden":
            route = getattr(request.resolver_match, "view_name", "") or ""
            citizen_id = exception.facts.get("citizen_id")
            access.refused(
                exception,
                what=route,
                citizen_id=citizen_id if isinstance(citizen_id, int) else None,
                by=request.seat,
                at=now(),
            )
        return answer(request, exception)


def answer(request: HttpRequest, refused: Refused) -> HttpResponse:
    status = STATUS[refused.code]
    if request.path.startswith("/api/"):
        return JsonResponse(
            problem(refused), status=status, content_type="application/problem+json"
        )
    context: dict[str, object] = {"sentence": sentence(refused)}
    if refused.code == "stale":
        context |= {side: _named(refused.facts[side]) for side in ("mine", "theirs")}
    return render(request, f"design/errors/{status}.html", context, status)


FIELDS = {
    "title": "Titel", "words": "Borgerens ord", "measure": "Hvornår målet er nået",
    "next_step": "Næste skridt", "text": "Tekst",
}  # fmt: skip


def _named(side: object) -> dict[str, object]:
    """One side of two versions, its fields named as people read them."""
    assert isinstance(side, dict)
    return {gettext(FIELDS[name]): value or "–" for name, value in side.items()}


def page_400(request, exception=None):
    return render(request, "design/errors/400.html", {}, 400)


def page_403(request, exception=None):
    return render(request, "design/errors/403.html", {}, 403)


def page_404(request, exception=None):
    return render(request, "design/errors/404.html", {}, 404)


def page_500(request):
    return render(request, "design/errors/500.html", {}, 500)
