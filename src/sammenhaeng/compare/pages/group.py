"""An own group of places to be compared with, proposed beside the one we choose (L11)."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from sammenhaeng.access.policy import leaders_only
from sammenhaeng.compare.forms.group import Propose, Search
from sammenhaeng.compare.operations import group as verbs
from sammenhaeng.compare.queries import alike
from sammenhaeng.compare.queries import group as queries
from sammenhaeng.design.rendering import render
from sammenhaeng.kernel.refusal import Refused

from .absence import asked


@require_http_methods(["GET", "HEAD", "POST"])
@leaders_only
def propose(request):
    given = asked(request)
    unit, search = given.unit, Search(request.POST)
    if request.method != "POST":
        begun = queries.begun(unit, alike.page(unit, given.wanted)["at"])
        known = queries.standing(unit)
        first = {"sted": begun, "reason": known.reason if known else ""}
        return _shown(
            request, unit, Propose(initial=first, places=queries.choices(unit, begun, "")), ""
        )
    chosen = [int(one) for one in request.POST.getlist("sted") if one.isdecimal()]
    places = queries.choices(unit, chosen, search.name)
    if "find" in request.POST:  # nothing is saved: the same page with more to choose from
        kept = {"sted": chosen, "reason": request.POST.get("reason", "")}
        return _shown(request, unit, Propose(initial=kept, places=places), search.name)
    form = Propose(request.POST, places=places)
    if not form.is_valid():
        return _shown(request, unit, form, search.name)
    verbs.propose(unit, form.proposal, by=request.seat, at=now())
    return redirect(f"{reverse('compare:peers')}?enhed={unit.pk}")


def _shown(request, unit, form, name):
    context = {"form": form, "unit": unit, "name": name}
    return render(request, "compare/own_group.html", context, 422 if form.errors else 200)


@require_POST
@leaders_only
def withdraw(request):
    unit = asked(request).unit
    group = queries.standing(unit)
    if group is None:
        raise Refused("missing", "Der er ikke noget forslag at tage tilbage.")
    verbs.withdraw(group, by=request.seat, at=now())
    return redirect(f"{reverse('compare:peers')}?enhed={unit.pk}")
