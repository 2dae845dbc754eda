"""B18, the calculator: what could I get? For everybody; nothing is stored."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sammenhaeng.benefits.forms import questions as forms
from sammenhaeng.benefits.operations import opening
from sammenhaeng.benefits.queries import applications, guidance
from sammenhaeng.benefits.rules import laws
from sammenhaeng.benefits.rules.evidence import Key
from sammenhaeng.benefits.rules.mistakes import Unanswerable
from sammenhaeng.benefits.rules.questions import Asking, Family, Questions, questions
from sammenhaeng.design.charts.chart import as_csv
from sammenhaeng.design.rendering import render
from sammenhaeng.kernel.refusal import Refused


@require_safe
def choose(request):
    context = {"benefits": [questions(name) for name in laws.names()]}
    return render(request, "benefits/choose.html", context)


@dataclass(frozen=True)
class Asked:
    """How far a visitor has come: the questions, who they are, and what they have answered."""

    questions: Questions
    family: Family
    answers: dict[Key, str]
    hints: dict[Key, str]

    @property
    def steps(self) -> list[Asking]:
        return self.questions.asked(self.answers)

    @property
    def page(self) -> forms.Page:
        return forms.Page(self.family, self.answers, self.hints)


def asked_of(name: str) -> Questions:
    try:
        return questions(name)
    except Unanswerable as why:
        raise Refused("missing", "Ydelsen findes ikke her.") from why


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, benefit):
    asked = read(request, benefit)
    if request.method != "POST":
        return _show(request, asked, 0)
    number = _number(request.POST.get("trin"), asked)
    if "ret" in request.POST:
        return _show(request, asked, _number(request.POST["ret"], asked))
    form = forms.form_of(asked.questions, asked.steps[number], asked.page, request.POST)
    if not form.is_valid():
        return _show(request, asked, number, form)
    asked = _with(asked, form)
    if number + 1 < len(asked.steps):
        return _show(request, asked, number + 1)
    return _answer(request, asked)


def read(request, name: str) -> Asked:
    """The answers that the pages before this one have brought along, and what registers know."""
    wanted = asked_of(name)
    known, hints = _known(request, wanted)
    answers = known | forms.carried(wanted, request.POST)
    family = wanted.family(answers, forms.family_in(request.POST))
    return Asked(wanted, family, answers, hints)


def _known(request, wanted: Questions) -> tuple[dict[Key, str], dict[Key, str]]:
    if request.seat is None or not request.seat.is_citizen:
        return {}, {}
    use = opening.own(request.seat, now())
    return guidance.known(wanted, applications.registers_say(use, wanted))


def _number(text: str | None, asked: Asked) -> int:
    last = len(asked.steps) - 1
    return min(int(text), last) if text and text.isdecimal() and len(text) < 3 else 0


def _with(asked: Asked, form) -> Asked:
    answers = asked.answers | forms.cells(form)
    count = form.cleaned_data
    chosen = Family(count["adults"], count["children"]) if "adults" in count else asked.family
    family = asked.questions.family(answers, chosen)
    return Asked(asked.questions, family, answers, asked.hints)


def _show(request, asked: Asked, number: int, form=None):
    step = asked.steps[number]
    shown = form or forms.form_of(asked.questions, step, asked.page)
    context = {
        "questions": asked.questions, "step": step, "number": number, "total": len(asked.steps),
        "form": shown, "carried": list(forms.carry(asked.answers, asked.family)),
    }  # fmt: skip
    return render(request, "benefits/ask.html", context, 422 if form else 200)


def _answer(request, asked: Asked):
    today = localdate()
    told = forms.told(asked.questions, asked.answers, asked.family, today)
    found = guidance.guidance(asked.questions, told, asked.family.size, today)
    context = {
        "questions": asked.questions, "found": found, "steps": asked.steps, "today": today,
        "carried": list(forms.carry(asked.answers, asked.family)),
        "is_citizen": request.seat is not None and request.seat.is_citizen,
        "is_nobody": request.seat is None,
    }  # fmt: skip
    return render(request, "benefits/answer.html", context)


@require_POST
def curve_csv(request, benefit):
    asked, today = read(request, benefit), localdate()
    told = forms.told(asked.questions, asked.answers, asked.family, today)
    found = guidance.guidance(asked.questions, told, asked.family.size, today)
    if found.chart is None:
        raise Refused("invalid", "Svar på spørgsmålene først.")
    answer = HttpResponse(as_csv(found.chart.table), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{benefit}-efter-indkomst.csv"'
    return answer
