"""The page /komponenter/: every component with the call that makes it, on invented data."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.views.decorators.http import require_safe

from sammenhaeng.statistics.disclosure import disclose

from .charts import bars
from .charts.swimlane import Bar, Lane, swim_lane
from .forms import DateField
from .frame import Link
from .rendering import render
from .samples import figures

EXAMPLES = Path(__file__).parent / "templates" / "design" / "examples"
TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Example:
    """One component: its name, its template, and the call as a page writes it."""

    name: str
    template: str
    call: str


def examples() -> list[Example]:
    return [_example(path) for path in sorted(EXAMPLES.glob("*.html"))]


def _example(path: Path) -> Example:
    text = path.read_text()
    name = re.search(r"{# (.*?) #}\n", text)
    assert name is not None
    call = text[name.end() :].strip()
    return Example(name[1], f"design/examples/{path.name}", call)


@dataclass(frozen=True)
class Meeting:
    """A meeting as the appointment component shows it."""

    title: str = "Samtale i Psykiatrien Vest"
    starts_at: datetime = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)
    ends_at: datetime = datetime(2026, 12, 3, 8, 45, tzinfo=UTC)
    place: str = "Skovvej 30"
    hint: str = "Psykiatrien Vest"
    clashes: bool = True


class Sample(forms.Form):
    """One field of each kind."""

    text = forms.CharField(label="Din kommentar", widget=forms.Textarea({"rows": 3}))
    kind = forms.ChoiceField(
        label="Hvordan vil du mødes?", choices=[("here", "Hos os"), ("phone", "På telefon")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    day = DateField(label="Dag", help_text="Fx 24 11 2026")
    agreed = forms.BooleanField(label="Jeg har læst planen", required=False)
    file = forms.FileField(label="Vedhæft et brev", required=False, help_text="Højst 20 MB, PDF")


LANES = (
    Lane(
        "Jobcenter Solby",
        (
            Bar("Samtaleforløb", date(2026, 10, 5), date(2026, 12, 11)),
            Bar("Praktik, 20 timer", date(2027, 1, 4), date(2027, 3, 26), is_waiting=True),
        ),
        clashes=(date(2026, 12, 3),),
    ),
    Lane(
        "Psykiatrien Vest",
        (Bar("Behandling, hver torsdag", date(2026, 9, 28), None),),
        clashes=(date(2026, 12, 3),),
    ),
    Lane("Familieafdeling", (Bar("Familierådgivning", date(2026, 11, 2), date(2027, 2, 26)),)),
)


def sample() -> dict[str, object]:
    """What the examples show."""
    form = Sample({"text": "", "day_0": "31", "day_1": "2", "day_2": "2026"})
    counts = disclose([[34, 12, 7, 3, 0]])
    finding = bars.Finding(
        "Så få har flere planer, at tallene ikke kan vises", "Borgere efter antal planer.",
        ("Planer på samme tid", "Borgere"), "#",
    )  # fmt: skip
    columns = tuple(
        bars.Bar(f"{n} planer", count) for n, count in enumerate(counts.rows[0], start=1)
    )
    return {
        "form": form,
        "meeting": Meeting(),
        "page": Paginator(range(30), 10).page(2),
        "links": [Link("Overblik", "#"), Link("Én plan", "#", is_current=True, info="Version 7")],
        "swim_lane": swim_lane("lanes", LANES, TODAY, "#"),
        "bar_chart": bars.bar_chart("bars", finding, columns, counts.total),
        **figures(),
    }


@require_safe
def show(request):
    return render(request, "design/components.html", {**sample(), "examples": examples()})
