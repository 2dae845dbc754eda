"""Follow-up in the chain of leaders: the same sheet for every level, and what was agreed."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sammenhaeng.access.policy import leaders_only
from sammenhaeng.compare.forms.dialogue import FollowUp, Seen, Write, initial
from sammenhaeng.compare.operations import dialogue as verbs
from sammenhaeng.compare.queries import dialogue as queries
from sammenhaeng.compare.rules import dialogue as rules
from sammenhaeng.compare.rules.dialogue import Period
from sammenhaeng.design.rendering import render
from sammenhaeng.kernel.refusal import Refused

form_page = require_http_methods(["GET", "HEAD", "POST"])
MOVES = {"share": verbs.share, "agree": verbs.agree}


@require_safe
@leaders_only
def own_sheet(request):
    return _sheet(request, request.seat.own_unit.pk)


@require_safe
@leaders_only
def sheet(request, unit_id):
    return _sheet(request, unit_id)


def _sheet(request, unit_id: int):
    today, code = localdate(), request.GET.get("periode", "")
    unit = queries.unit_of(request.seat, unit_id, today)
    period = Period.read(code) if code else rules.usual(today)
    context = {
        "sheet": queries.sheet(unit, period, request.seat, today),
        "periods": rules.choices(today),
        "name_of": queries.name_of,
        "states": rules.STATES,
    }
    return render(request, "compare/dialogue.html", context)


@form_page
@leaders_only
def write(request, unit_id, period):
    """Begin the dialogue on a period, or change it until it is agreed."""
    seat, today, about = request.seat, localdate(), Period.read(period)
    unit = queries.unit_of(seat, unit_id, today)
    current = queries.open_to_writing(unit, about, seat, today)
    told = request.POST if request.method == "POST" else None
    form = Write(told, owners=queries.owners(unit, seat, today), initial=initial(current))
    if not form.is_valid():
        context = {"form": form, "unit": unit, "period": about, "name_of": queries.name_of}
        return render(request, "compare/write.html", context, 422 if form.errors else 200)
    seen = form.cleaned_data["seen"]
    if current is None or seen is None:
        verbs.draft(unit, about, form.words, by=seat, at=now())
    else:
        verbs.write(current, form.words, seen=seen, by=seat, at=now())
    return redirect(_back(unit.pk, about))


@require_POST
@leaders_only
def move(request, dialogue_id, event):
    """Share a draft, or agree on what was shared."""
    dialogue = queries.dialogue(request.seat, dialogue_id, localdate())
    form = Seen(request.POST)
    if event not in MOVES or not form.is_valid():
        raise Refused("missing", "Handlingen findes ikke. Gå tilbage til opfølgningen.")
    MOVES[event](dialogue, seen=form.cleaned_data["seen"], by=request.seat, at=now())
    return redirect(_back(dialogue.unit_id, dialogue.period))


@form_page
@leaders_only
def follow_up(request, dialogue_id):
    dialogue = queries.dialogue(request.seat, dialogue_id, localdate())
    told = request.POST if request.method == "POST" else None
    form = FollowUp(told, initial={"seen": dialogue.version})
    if not form.is_valid():
        context = {"form": form, "dialogue": dialogue, "name_of": queries.name_of}
        return render(request, "compare/follow_up.html", context, 422 if form.errors else 200)
    verbs.follow_up(dialogue, **form.cleaned_data, by=request.seat, at=now())
    return redirect(_back(dialogue.unit_id, dialogue.period))


def _back(unit_id: int, period: Period) -> str:
    """The sheet of a unit and a period."""
    return f"{reverse('compare:dialogue_of', args=[unit_id])}?periode={period.code}"
