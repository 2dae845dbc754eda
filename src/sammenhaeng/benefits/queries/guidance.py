"""What the calculator says: amounts, why, and where the benefit falls away; nothing is kept."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from sammenhaeng.benefits.rules import evidence, telling, words
from sammenhaeng.benefits.rules.curve import Curve, curve
from sammenhaeng.benefits.rules.deciding import decide
from sammenhaeng.benefits.rules.evidence import Key, Told
from sammenhaeng.benefits.rules.facts import Household
from sammenhaeng.benefits.rules.letter import Letter, letter
from sammenhaeng.benefits.rules.mistakes import Unanswerable
from sammenhaeng.benefits.rules.questions import Questions
from sammenhaeng.design.charts import curve as drawing
from sammenhaeng.design.charts.chart import Chart, Headline, Measure
from sammenhaeng.design.words import number, short_date

from .spoken import spoken


@dataclass(frozen=True)
class Guidance:
    """The answer to a household's questions, or the sentence that says why there is none."""

    letter: Letter | None
    chart: Chart | None
    sentence: str = ""


def guidance(questions: Questions, told: list[Told], persons: int, on: date) -> Guidance:
    """Calculate a household under today's law; the sentence when something is not known."""
    law = questions.law
    try:
        household = evidence.household(law, told, persons, spoken())
        document = telling.document(decide(law, household, on, on, spoken()))
    except Unanswerable as why:
        return Guidance(None, None, str(why))
    facts = evidence.complete(law, told, persons, on)
    return Guidance(
        letter(law, document, facts, document["amounts"], spoken()),  # type: ignore[arg-type]
        _chart(questions, household, on),
    )


def _chart(questions: Questions, household: Household, on: date) -> Chart:
    law = questions.law
    found = curve(law, household, questions.income, questions.most, on)
    asked, main = law.inputs[questions.income], law.formulas[next(iter(law.outputs.values()))]
    line = drawing.Curve(
        tuple(zip(found.incomes, found.amounts, strict=True)), (found.own, found.own_amount),
        found.gone,
    )  # fmt: skip
    along, amount = (words.ending_of(one.unit, spoken()) for one in (asked, main))
    benefit, income = gettext(law.title), gettext(asked.label)
    sub = gettext("{benefit} efter {income}, når alt andet er som dine svar.")
    income = income[:1].lower() + income[1:]
    headline = Headline(_finding(benefit, found, along), sub.format(benefit=benefit, income=income))
    return drawing.curve_chart(
        "kurve", headline, line, Measure(gettext("Indkomst, {unit}").format(unit=along), along),
        Measure(f"{benefit}, {amount}", amount),
    )  # fmt: skip


def _finding(benefit: str, found: Curve, unit: str) -> str:
    if not any(found.amounts):
        return gettext("{benefit} er 0 kr. ved enhver indkomst").format(benefit=benefit)
    if found.gone is None:
        told = gettext("{benefit} falder ikke helt bort, når indkomsten stiger")
        return told.format(benefit=benefit)
    told = gettext("{benefit} falder bort ved en indkomst på {income}")
    return told.format(benefit=benefit, income=f"{number(found.gone)} {unit}")


def known(questions: Questions, told: list[Told]) -> tuple[dict[Key, str], dict[Key, str]]:
    """What registers say of an applicant, as answers, and where each is from, as hints."""
    found = evidence.counting(told)
    told_by = gettext("Hentet fra {register} den {day}. Ret det, hvis det er forkert.")
    hints = {
        key: told_by.format(register=one.register, day=short_date(one.told_on))
        for key, one in found.items()
    }
    return {key: one.value for key, one in found.items()}, hints
