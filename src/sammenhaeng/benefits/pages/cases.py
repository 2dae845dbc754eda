"""M15, a case of a benefit for the caseworker: facts, calculation, decision and letter."""

from collections.abc import Callable

from django.db.models import Model
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sammenhaeng.access.policy import staff_only
from sammenhaeng.benefits.forms import settling as forms
from sammenhaeng.benefits.operations import decisions, opening
from sammenhaeng.benefits.operations import facts as fact_verbs
from sammenhaeng.benefits.queries import applications as queries
from sammenhaeng.benefits.rules import cases
from sammenhaeng.citizens.queries import persons
from sammenhaeng.design.rendering import render
from sammenhaeng.kernel.refusal import Refused

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _opened(request, code, application_id, at, action="read"):
    use = opening.case(request.seat, persons.id_of(code), at, action=action)
    found = queries.cases_in(use, request.seat)
    return use, queries.chosen(found, application_id), found


def _action(request):
    return "change" if request.method == "POST" else "read"


@require_safe
@staff_only
def case(request, code, application_id=None):
    use, chosen, found = _opened(request, code, application_id, now())
    context = {
        "code": code, "case": chosen, "cases": found, "person": persons.person(use),
        "sources": queries.sources(use, chosen), "states": cases.STATES,
        "reasons": cases.REASONS, "levels": cases.LEVELS, "channels": cases.CHANNELS,
    }  # fmt: skip
    return render(request, "benefits/case.html", context)


@form_page
@staff_only
def establish(request, code, application_id):
    at = now()
    use, chosen, _ = _opened(request, code, application_id, at, _action(request))
    data = request.POST if request.method == "POST" else None
    initial = {"fact": request.GET.get("oplysning", "")}
    form = forms.Establish(chosen.law, chosen.persons, data, initial=initial)
    if form.is_valid() and done(form, "value", lambda: fact_verbs.establish(
        chosen.application, form.finding(), by=request.seat, at=at
    )):  # fmt: skip
        return redirect("benefits:case_of", code, application_id)
    context = {"code": code, "case": chosen, "person": persons.person(use), "form": form}
    return render(request, "benefits/establish.html", context, 422 if form.errors else 200)


def done(form, field: str, verb: Callable[[], Model]) -> Model | None:
    """What the verb makes; None when what was written cannot be used, which its field says."""
    try:
        return verb()
    except Refused as refused:
        if refused.code != "invalid":
            raise
        form.add_error(field, gettext(refused.sentence).format(**refused.facts))
        return None


@require_POST
@staff_only
def gather_again(request, code, application_id):
    at = now()
    use, chosen, _ = _opened(request, code, application_id, at, "change")
    fact_verbs.gather_again(chosen.application, use, by=request.seat, at=at)
    return redirect("benefits:case_of", code, application_id)


@form_page
@staff_only
def settle(request, code, application_id):
    at = now()
    use, chosen, _ = _opened(request, code, application_id, at, _action(request))
    draft = queries.draft(chosen)
    form = forms.Settle(request.POST if request.method == "POST" else None,
                        initial={"draft": draft.pk})  # fmt: skip
    if form.is_valid() and done(form, "because", lambda: decisions.settle(
        chosen.application, form.verdict(), by=request.seat, at=at
    )):  # fmt: skip
        return redirect("benefits:letter", code, application_id)
    context = {"code": code, "case": chosen, "person": persons.person(use), "form": form}
    return render(request, "benefits/settle.html", context, 422 if form.errors else 200)


@require_safe
@staff_only
def letter(request, code, application_id):
    use, chosen, _ = _opened(request, code, application_id, now())
    queries.made(chosen)
    context = {
        "case": chosen, "person": persons.person(use), "levels": cases.LEVELS,
        "channels": cases.CHANNELS, "code": code,
        "back": ("benefits:case_of", code, application_id),
    }  # fmt: skip
    return render(request, "benefits/letter.html", context)


@require_POST
@staff_only
def replay(request, code, application_id):
    at = now()
    _, chosen, _ = _opened(request, code, application_id, at)
    found = decisions.replay(queries.made(chosen), by=request.seat, at=at)
    context = {"case": chosen, "found": found, "back": ("benefits:case_of", code, application_id)}
    return render(request, "benefits/replayed.html", context)
