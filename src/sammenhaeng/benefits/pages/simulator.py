"""R7, the rule simulator: what would a change of the law do, and to whom?"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from sammenhaeng.access.policy import rules_office_only
from sammenhaeng.benefits.forms import simulator as forms
from sammenhaeng.benefits.operations import scenarios
from sammenhaeng.benefits.queries import proposals, simulated
from sammenhaeng.benefits.queries.trial import Asked, Trial, tried
from sammenhaeng.benefits.rules import laws
from sammenhaeng.benefits.rules.mistakes import Unanswerable
from sammenhaeng.benefits.rules.proposals import Unusable
from sammenhaeng.design.charts.chart import as_csv
from sammenhaeng.design.rendering import render
from sammenhaeng.kernel.refusal import Refused


@dataclass(frozen=True)
class Opened:
    """A proposal as an address has it: its form, what is asked, and what came of it."""

    form: forms.Proposed
    asked: Asked
    trial: Trial | None


def opened(query: QueryDict, name: str, today: date) -> Opened:
    """Try what the query says; a mistake is at its field, and there is no trial then."""
    law, on, late = _day(query, name, today)
    there = proposals.changeable(name, on)
    written = forms.written_in(query, there)
    output = query.get(forms.OUTPUT, "")
    output = output if output in law.outputs else ""
    asked = forms.asked(name, on, written, there, output)
    form = forms.Proposed(law, there, written, on, output)
    trial, wrong = _tried(asked)
    if late:
        wrong = [(forms.DAY, late), *wrong]
    if wrong:
        form.refuse(wrong)
    return Opened(form, asked, None if wrong else trial)


def _tried(asked: Asked) -> tuple[Trial | None, list[forms.Wrong]]:
    """What came of it, or everything that is wrong with it."""
    try:
        return tried(asked), []
    except Unusable as wrong:
        return None, [(one.name, one.sentence) for one in wrong.fields]
    except Unanswerable as wrong:
        return None, [("", str(wrong))]


def _day(query: QueryDict, name: str, today: date):
    """The law, the day, and what is wrong with the day that was asked for."""
    law, usual = proposals.law(name), proposals.day_in_force(name, today)
    form = forms.Day(query)
    if not form.is_valid():
        return law, usual, form.errors[forms.DAY][0]
    day = form.cleaned_data[forms.DAY] or usual
    try:
        proposals.changeable(name, day)
    except Unanswerable as wrong:
        return law, usual, str(wrong)
    return law, day, ""


@require_safe
@rules_office_only
def simulators(request):
    benefits = [(law, proposals.scenarios(law.name)) for law in map(laws.law, laws.names())]
    return render(request, "benefits/simulators.html", {"benefits": benefits})


@require_safe
@rules_office_only
def simulator(request, name):
    found = opened(request.GET, name, localdate())
    query = forms.query_of(found.asked)
    context = {
        "trial": found.trial, "form": found.form, "asked": found.asked, "law": proposals.law(name),
        "query": query, "address": request.build_absolute_uri(f"{request.path}?{query}"),
        "kept": [(one, forms.query_of(proposals.asked_of(one)))
                 for one in proposals.scenarios(name)],
        **(_shown(found, name, query) if found.trial else {}),
    }  # fmt: skip
    return render(request, "benefits/simulator.html", context)


def _shown(found: Opened, name: str, query: str) -> dict[str, object]:
    trial, csv = found.trial, f"{reverse('benefits:simulator_csv', args=[name])}?{query}"
    assert trial
    shown = {
        "trial": trial, "csv": csv, "headline": simulated.headline(trial),
        "facts": simulated.facts(trial), "families": simulated.families_chart(trial, csv),
    }  # fmt: skip
    return shown if found.asked.is_law_in_force else shown | _of_change(found.asked, trial, csv)


def _of_change(asked: Asked, trial: Trial, csv: str) -> dict[str, object]:
    return {
        "families_table": simulated.families_table(trial),
        "kommuner": simulated.kommuner_map(trial, csv),
        "kommuner_table": simulated.kommuner_table(trial),
        "bands": simulated.bands_chart(trial),
        "edges": simulated.edges(trial),
        "beside": proposals.beside(asked),
    }


@require_safe
@rules_office_only
def simulator_csv(request, name):
    found = opened(request.GET, name, localdate())
    if found.trial is None:
        raise Refused("invalid", "Forslaget kan ikke beregnes. Ret det på siden først.")
    answer = HttpResponse(
        as_csv(simulated.file_of(found.trial)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="forslag-{name}.csv"'
    return answer


@require_POST
@rules_office_only
def keep_scenario(request, name):
    asked = opened(QueryDict(request.POST.get("forslag", "")), name, localdate()).asked
    scenarios.keep(asked, request.POST.get("titel", ""), by=request.seat, at=now())
    address = reverse("benefits:simulator", args=[name])
    return redirect(f"{address}?{forms.query_of(asked)}#gemte")
