"""The trail of acts, for the auditor and the administrator; reading it is written on it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sammenhaeng.access.operations import trail as verbs
from sammenhaeng.access.policy import trail_readers_only
from sammenhaeng.access.queries import Wording
from sammenhaeng.access.queries import people as queries
from sammenhaeng.access.queries.seats import by_id
from sammenhaeng.access.queries.trail import PERIODS, asked
from sammenhaeng.audit import queries as trail
from sammenhaeng.audit.queries import Asked
from sammenhaeng.design.rendering import render
from sammenhaeng.design.sheets import csv_file

COLUMNS = ("Tidspunkt", "Handling", "Genstand", "Nr.", "Medarbejder", "Rolle", "Enhed", "Koder")


@dataclass(frozen=True)
class Filter:
    """What the address asks for, and the entries that answers it."""

    period: str
    act: str
    unit: str
    asked: Asked

    @property
    def query(self) -> str:
        return urlencode({"periode": self.period, "handling": self.act, "enhed": self.unit})


def _filter(request, units) -> Filter:
    """An unknown period, act or unit is as if it was not asked for."""
    period = request.GET.get("periode", "")
    period = period if period in PERIODS else "30"
    act, unit = request.GET.get("handling", ""), request.GET.get("enhed", "")
    chosen = [one for one in units if unit in ("", str(one.pk))] or units
    return Filter(period, act, unit, asked(chosen, period, act, now()))


@require_safe
@trail_readers_only
def entries(request):
    at, units = now(), list(queries.units(request.seat, localdate()))
    wanted, before = _filter(request, units), request.GET.get("foer", "")
    found = verbs.read(
        wanted.asked, int(before) if before.isdecimal() else None, by=request.seat, at=at
    )
    context = {
        "filter": wanted, "found": found, "units": units, "before": before,
        "seats": by_id({entry.seat_id for entry in found.entries}),
        "acts": trail.acts_in_words(), "words": Wording(), "checked": None,
    }  # fmt: skip
    return render(request, "access/trail.html", context)


@require_safe
@trail_readers_only
def entries_csv(request):
    units = list(queries.units(request.seat, localdate()))
    found = verbs.export(_filter(request, units).asked, by=request.seat, at=now())
    seats, words = by_id({entry.seat_id for entry in found}), Wording()
    rows = [
        (
            entry.at.isoformat(), entry.act, entry.thing, entry.thing_id,
            seats[entry.seat_id].account.name, words.role(seats[entry.seat_id].role),
            seats[entry.seat_id].unit_name, " ".join("=".join(pair) for pair in entry.codes),
        )
        for entry in found
    ]  # fmt: skip
    return csv_file(f"revisionslog-{localdate():%Y-%m-%d}", [_(one) for one in COLUMNS], rows)


@require_POST
@trail_readers_only
def check(request):
    """Goes through both logs, only when asked: a long log takes a while."""
    checked = verbs.check(by=request.seat, at=now())
    return render(request, "access/checked.html", {"checked": checked, "at": now()})
