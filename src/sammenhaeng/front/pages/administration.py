"""The administrator's home: what changes soon among the seats."""

from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sammenhaeng.access.policy import administrators_only
from sammenhaeng.access.queries import Wording
from sammenhaeng.access.queries import people as queries
from sammenhaeng.design.rendering import render


@require_safe
@administrators_only
def administrator(request):
    today = localdate()
    context = {
        "ending": queries.ending(request.seat, today),
        "covered": queries.covered(request.seat, today),
        "words": Wording(),
    }
    return render(request, "front/administrator.html", context)
