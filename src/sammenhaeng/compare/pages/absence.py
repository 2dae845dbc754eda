"""Sickness absence of the leader's own places, beside those that are like them."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sammenhaeng.access.policy import leaders_only
from sammenhaeng.compare.forms.figures import Choose
from sammenhaeng.compare.queries import absence as queries
from sammenhaeng.compare.queries import dialogue as chains
from sammenhaeng.design.rendering import render

from .public import as_file


def asked(request) -> queries.Asked:
    """The unit in the leader's own chain, and what the address chooses."""
    form, today = Choose(request.GET), localdate()
    unit = chains.unit_of(request.seat, form.unit_id or request.seat.own_unit.pk, today)
    return queries.Asked(unit, form.wanted(), tuple(chains.chain(request.seat, today)))


@require_safe
@leaders_only
def absence(request):
    given = asked(request)
    csv = f"{reverse('compare:absence_csv')}?{request.GET.urlencode()}"
    return render(request, "compare/absence.html", queries.page(given, csv))


@require_safe
@leaders_only
def absence_csv(request):
    return as_file(queries.table(asked(request)), "sygefravaer")
