"""Sickness absence of the leader's own places, beside those that are like them."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sammenhaeng.access.policy import leaders_only
from sammenhaeng.compare.forms.figures import Choose, Gain
from sammenhaeng.compare.queries import absence as queries
from sammenhaeng.compare.queries import alike, gain, group, places
from sammenhaeng.compare.queries import dialogue as chains
from sammenhaeng.compare.queries.figures import years as measured
from sammenhaeng.design.rendering import render

from .public import as_file


def asked(request) -> queries.Asked:
    """The unit in the leader's own chain, and what the address chooses."""
    form, today = Choose(request.GET), localdate()
    unit = chains.unit_of(request.seat, form.unit_id or request.seat.own_unit.pk, today)
    units = tuple(chains.to_choose(request.seat, unit, today))
    return queries.Asked(unit, form.wanted(), units, today)


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


@require_safe
@leaders_only
def peers(request):
    """Who the place is compared with, and why (L11)."""
    given = asked(request)
    found, years = (
        alike.page(given.unit, given.wanted),
        measured(given.wanted.indicator, is_public=False),
    )
    context = {"seen": found, "choices": queries.choices(given, years)[1:], "unit": given.unit}
    return render(request, "compare/alike.html", context | group.shown(found["at"]))


@require_safe
@leaders_only
def peers_csv(request):
    given = asked(request)
    return as_file(alike.differences(places.place(given.unit, given.wanted)), "sammenligning")


@require_safe
@leaders_only
def gained(request):
    """What fewer days of absence are worth; everything asked is in the address."""
    given = asked(request)
    form = Gain(request.GET if "dage" in request.GET else None, initial=gain.begun(given.unit))
    worth = gain.worth(form.asked) if form.asked else None
    context = {"form": form, "unit": given.unit, "worth": worth, "choices": queries.of_units(given)}
    return render(request, "compare/gain.html", context, 422 if form.errors else 200)
