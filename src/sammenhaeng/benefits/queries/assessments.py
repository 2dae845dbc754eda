"""An assessment as tables: for the page, the report and a file."""

from django.utils.translation import gettext

from sammenhaeng.benefits.rules import bills as rules
from sammenhaeng.benefits.rules.hints import Hint, counts, kinds
from sammenhaeng.design.charts.chart import Cell, Table
from sammenhaeng.design.words import number, short_date

from .bills import BillTold, PointTold, Year

KINDS_OF_ANSWER = {"yes": "success", "partly": "warning", "no": "error", "irrelevant": "info"}


def kind_of(one: PointTold) -> str:
    """The colour of an answer: consequences are neither good nor bad."""
    if one.answer is None or not one.point.is_principle:
        return "info"
    return KINDS_OF_ANSWER[one.answer.answer]


def word_of(one: PointTold) -> str:
    return gettext(rules.REPLIES[one.answer.answer]) if one.answer else gettext("Ikke besvaret")


def steps(told: BillTold) -> list[tuple[str, str]]:
    """The way of a bill as a row of states: each done, current or to come."""
    state = told.bill.state
    if state not in rules.WAY:
        return [(gettext(rules.STATES[state]), "current")]
    here = rules.WAY.index(state)
    way = [one for one in rules.WAY if _is_on(one, told)]
    return [(gettext(rules.STATES[one]), _place(rules.WAY.index(one), here)) for one in way]


def _is_on(state: str, told: BillTold) -> bool:
    """A bill without consequences does not pass the secretariat."""
    is_past = rules.WAY.index(told.bill.state) > rules.WAY.index(rules.ADVISED)
    passes = told.bill.sent_on is not None or not is_past
    return passes or state not in (rules.PRE_HEARING, rules.ADVISED)


def _place(one: int, here: int) -> str:
    return "done" if one < here else "current" if one == here else "later"


def file_of(told: BillTold) -> Table:
    """The eleven points in their latest versions."""
    columns = tuple(map(gettext, (
        "Nr.", "Punkt", "Svar", "Bestemmelser", "Hvad der viser det", "Begrundelse og afhjælpning",
        "Udgave", "Skrevet", "Af", "Anbefaling", "Fulgt", "Hvorfor ikke",
    )))  # fmt: skip
    rows = tuple(_row(one) for one in told.points)
    return Table(told.bill.title, columns, rows)


def _row(one: PointTold) -> tuple[Cell, ...]:
    head = (one.point.number, gettext(one.point.title), word_of(one))
    answer, advice = one.answer, one.advice
    body = (
        answer.provisions, answer.evidence, answer.mitigation, str(answer.version),
        short_date(answer.written_at), answer.written_by.account.name,
    ) if answer else ("",) * 6  # fmt: skip
    tail = (advice.recommendation, followed(advice.is_followed), advice.because) if advice else (
        ("",) * 3
    )  # fmt: skip
    return (*head, *body, *tail)


def followed(is_followed: bool | None) -> str:
    if is_followed is None:
        return gettext("Ikke besvaret")
    return gettext("Ja") if is_followed else gettext("Nej")


def hints_table(found: tuple[Hint, ...]) -> list[tuple[str, str, int]]:
    """How many hints of each kind, with why they are pointed at."""
    counted = counts(list(found))
    return [
        (gettext(kind.title), gettext(kind.because), counted[code])
        for code, kind in kinds().items() if counted[code]
    ]  # fmt: skip


def years_table(years: list[Year]) -> Table:
    columns = tuple(map(gettext, (
        "År", "Lovforslag i høring", "Med konsekvenser", "Sekretariatet fik seks uger",
        "Anbefalinger", "Fulgt",
    )))  # fmt: skip
    rows = tuple(
        (str(one.year), number(one.heard), _of(one.sent, one.heard), _of(one.in_time, one.sent),
         number(one.advised), _of(one.followed, one.advised))
        for one in years
    )  # fmt: skip
    return Table(gettext("Lovforslag år for år"), columns, rows, (1, 2, 3, 4, 5))


def _of(part: int, whole: int) -> str:
    if not whole:
        return "0"
    return gettext("{n} ({share} %)").format(n=number(part), share=number(100 * part / whole))
