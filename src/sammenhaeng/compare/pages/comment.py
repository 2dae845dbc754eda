"""The leader's public comment on the unit's own figures."""

from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from sammenhaeng.access.policy import leaders_only
from sammenhaeng.compare.forms.comment import Publish
from sammenhaeng.compare.operations import comment as verbs
from sammenhaeng.compare.queries import comment as queries
from sammenhaeng.design.rendering import render
from sammenhaeng.kernel.refusal import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@leaders_only
def comment(request):
    seat = request.seat
    unit, current = seat.own_unit, queries.published(seat.own_unit)
    begun = {"text": current.text, "seen": current.pk} if current else {}
    form = Publish(request.POST if request.method == "POST" else None, initial=begun)
    if not form.is_valid():
        context = {"form": form, "unit": unit, "current": current}
        return render(request, "compare/comment.html", context, 422 if form.errors else 200)
    verbs.publish(unit, **form.cleaned_data, by=seat, at=now())
    return redirect("compare:comment")


@require_POST
@leaders_only
def withdraw(request):
    current = queries.published(request.seat.own_unit)
    if current is None:
        raise Refused("missing", "Der er ingen kommentar at tage ned.")
    verbs.withdraw(current, by=request.seat, at=now())
    return redirect("compare:comment")
