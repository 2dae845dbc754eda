"""What registers know of a citizen: the citizen's own page, and the staff's."""

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.policy import citizens_only, staff_only
from sammenhaeng.citizens import forms
from sammenhaeng.citizens.operations import facts as verbs
from sammenhaeng.citizens.queries import facts as queries
from sammenhaeng.citizens.queries import persons
from sammenhaeng.citizens.queries.menu import case_menu
from sammenhaeng.design.rendering import render

SEEN = ["identity", "family", "facts"]


def _own(request, at, action="read"):
    citizen_id = request.seat.citizen_id
    return access.look_up(
        citizen_id, purpose="own", seen=SEEN, by=request.seat, at=at, action=action
    )


@require_safe
@citizens_only
def my_facts(request):
    use = _own(request, now())
    context = {"person": persons.person(use), "rows": queries.told(use, use.citizen_id)}
    return render(request, "citizens/my_facts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@citizens_only
def contest(request, fact_id):
    at = now()
    form = forms.Contest(request.POST if request.method == "POST" else None)
    use = _own(request, at, "change" if request.method == "POST" else "read")
    fact = queries.fact(use, fact_id)
    if form.is_valid():
        verbs.contest(fact, form.cleaned_data["why"], by=request.seat, at=at)
        return redirect("citizens:my_facts")
    row = next(one for one in queries.told(use, use.citizen_id) if one.fact.pk == fact_id)
    status = 422 if form.errors else 200
    return render(request, "citizens/contest.html", {"row": row, "form": form}, status)


@require_safe
@staff_only
def facts(request, code):
    at, seat, citizen_id = now(), request.seat, persons.id_of(code)
    ids = access_queries.matter(seat, citizen_id, at)
    use = access.look_up_many(ids, purpose="case", seen=SEEN, by=seat, at=at, action="read")
    context = {
        "code": code,
        "side": case_menu(code, request.path),
        "person": persons.person(use, citizen_id),
        "rows": queries.told(use, citizen_id),
        "family": persons.relatives(use, citizen_id, localdate(at)),
    }
    return render(request, "citizens/facts.html", context)
