"""The travelling team's page on what its visit did."""

from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from sammenhaeng.absence.queries import efforts
from sammenhaeng.access.policy import seated
from sammenhaeng.compare.operations import effects as verbs
from sammenhaeng.compare.queries import effects as queries
from sammenhaeng.design.rendering import render
from sammenhaeng.kernel.refusal import Refused

teams_only = seated("hr")


@require_http_methods(["GET", "HEAD", "POST"])
@teams_only
def effect(request, visit_id):
    visit = efforts.visit(request.seat, visit_id)
    if request.method == "POST":
        verbs.measure(visit, by=request.seat, at=now())
        return redirect("absence:visit", visit_id)
    context = {"visit": visit, "sentences": [], "may_measure": "measure" in efforts.moves(visit)}
    try:
        context["sentences"] = queries.sentences(queries.change(visit))
    except Refused as refused:
        context["why"] = gettext(refused.sentence).format(**refused.facts)
    return render(request, "compare/effect.html", context)
