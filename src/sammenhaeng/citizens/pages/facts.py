"""What registers know of a citizen: the citizen's own page, and the staff's."""

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from sammenhaeng.access.policy import citizens_only, staff_only
from sammenhaeng.citizens import forms
from sammenhaeng.citizens.operations import facts as verbs
from sammenhaeng.citizens.operations import opening
from sammenhaeng.citizens.queries import facts as queries
from sammenhaeng.citizens.queries import persons
from sammenhaeng.citizens.queries.menu import case_menu
from sammenhaeng.design.rendering import render


@require_safe
@citizens_only
def my_facts(request):
    use = opening.own_facts(request.seat, now())
    context = {"person": persons.person(use), "rows": queries.told(use, use.citizen_id)}
    return render(request, "citizens/my_facts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@citizens_only
def contest(request, fact_id):
    at = now()
    form = forms.Contest(request.POST if request.method == "POST" else None)
    action = "change" if request.method == "POST" else "read"
    use = opening.own_facts(request.seat, at, action=action)
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
    at, citizen_id = now(), persons.id_of(code)
    use = opening.case_facts(request.seat, citizen_id, at)
    context = {
        "code": code,
        "side": case_menu(code, request.path),
        "person": persons.person(use, citizen_id),
        "rows": queries.told(use, citizen_id),
        "family": persons.relatives(use, citizen_id, localdate(at)),
    }
    return render(request, "citizens/facts.html", context)
