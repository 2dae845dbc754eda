"""B18, the calculator: what could I get? For everybody; nothing is stored."""

from dataclasses import dataclass

from django.forms import Form
from django.http import HttpResponse, QueryDict
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

Known = tuple[dict[Key, str], dict[Key, str]]  # answers, and where each is from


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


@dataclass(frozen=True)
class Stop:
    """The page of questions that comes next; past the last one when all are answered."""

    asked: Asked
    number: int
    wrong: Form | None = None  # the same page again, with what is wrong

    @property
    def is_past(self) -> bool:
        return self.number == len(self.asked.steps)

    @property
    def context(self) -> dict[str, object]:
        """What the page of questions shows."""
        asked, step = self.asked, self.asked.steps[self.number]
        return {
            "questions": asked.questions, "step": step, "number": self.number,
            "total": len(asked.steps), "carried": list(forms.carry(asked.answers, asked.family)),
            "form": self.wrong or forms.form_of(asked.questions, step, asked.page),
        }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, benefit):
    stop = stop_of(request, read(request, benefit))
    if stop.is_past:
        return _answer(request, stop.asked)
    return render(request, "benefits/ask.html", stop.context, 422 if stop.wrong else 200)


def stop_of(request, asked: Asked) -> Stop:
    """Where the visitor is, from the page that was sent."""
    if request.method != "POST":
        return Stop(asked, 0)
    if "ret" in request.POST:
        return Stop(asked, _number(request.POST["ret"], asked))
    number = _number(request.POST.get("trin"), asked)
    form = forms.form_of(asked.questions, asked.steps[number], asked.page, request.POST)
    if not form.is_valid():
        return Stop(asked, number, form)
    return Stop(_with(asked, form), number + 1)


def read(request, name: str) -> Asked:
    """The answers that the pages before this one have brought along, and what registers know."""
    wanted = asked_of(name)
    return brought(wanted, _known(request, wanted), request.POST)


def brought(wanted: Questions, known: Known, data: QueryDict) -> Asked:
    """What registers know, and over it the answers that the pages before this one have brought."""
    answers = known[0] | forms.carried(wanted, data)
    family = wanted.family(answers, forms.family_in(data))
    return Asked(wanted, family, answers, known[1])


def _known(request, wanted: Questions) -> Known:
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
