"""C4, the distribution: how the answers to each question divide, one full bar a question."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from sammenhaeng.statistics.disclosure import HIDDEN, Disclosed

from . import legend
from .chart import Chart, Described, Headline, Table, left_out, note_of
from .marks import INK, PAPER, Box, Mark, Picture, Text, above, beside, drawn

SHADES = ("#EFF3FF", "#BDD7E7", "#6BAED6", "#2171B5", "#08306B")  # light to dark, one palette
EDGE = "#08306B"
ON_DARK = 3  # from this shade on, words are white: contrast 5 or more
LEAST_LABELLED = 8  # per cent


@dataclass(frozen=True)
class Question:
    """One question: how many gave each of the five answers, and how many answered."""

    label: str
    counts: tuple[Disclosed, ...]
    answered: Disclosed

    def __post_init__(self) -> None:
        if len(self.counts) != len(SHADES):
            raise ValueError(f"A question has {len(SHADES)} answers.")

    @property
    def is_shown(self) -> bool:
        """With one answer hidden the whole bar is: its length would tell."""
        hidden = any(count.is_hidden for count in self.counts)
        return not (hidden or self.answered.is_hidden) and self.answered.value > 0

    @property
    def shares(self) -> tuple[float, ...]:
        """Per cent of those who answered."""
        return tuple(100 * count.value / self.answered.value for count in self.counts)


@dataclass(frozen=True)
class Sheet:
    """Where a width of the picture has its bars; on a phone questions stand above them."""

    width: int
    left: int
    right: int
    row: int
    down: int


WIDE, NARROW = Sheet(880, 260, 800, 44, 20), Sheet(352, 0, 352, 80, 54)
TOP = 8


def distribution(
    id: str, headline: Headline, questions: Sequence[Question], answers: Sequence[str]
) -> Chart:
    """`answers` are the five answers from the least to the most favourable."""
    told = [_told(question, answers) for question in questions]
    described = Described(id, headline.heading, " ".join([headline.sub, *told]))
    wide, narrow = (
        drawn(_picture(questions, answers, sheet), described, css)
        for sheet, css in ((WIDE, "sh-wide"), (NARROW, "sh-narrow"))
    )
    hidden = sum(not question.is_shown for question in questions)
    notes = tuple(filter(None, [*left_out(hidden), headline.source]))
    return Chart(id, headline.heading, headline.sub, wide, narrow,
                 _table(headline, questions, answers), headline.csv, notes)  # fmt: skip


def _percent(share: float) -> str:
    return f"{round(share)} %"


def _told(question: Question, answers: Sequence[str]) -> str:
    if not question.is_shown:
        return f"{question.label}: {HIDDEN}."
    parts = ", ".join(
        f"{answer} {_percent(share)}"
        for answer, share in zip(answers, question.shares, strict=True)
    )
    answered = gettext("{n} svar").format(n=question.answered.value)
    return f"{question.label}: {parts} ({answered})."


def _table(headline: Headline, questions: Sequence[Question], answers: Sequence[str]) -> Table:
    """Counts and per cent side by side, so that picture and table can be compared."""
    columns = [gettext("Spørgsmål")]
    for answer in answers:
        columns += [gettext("{answer}, antal").format(answer=answer), f"{answer}, %"]
    rows = tuple((question.label, *_cells(question), question.answered) for question in questions)
    columns.append(gettext("Svar i alt"))
    return Table(headline.sub, tuple(columns), rows, tuple(range(1, len(columns))), note_of(rows))


def _cells(question: Question) -> tuple[Disclosed | str, ...]:
    shares = [str(round(share)) for share in question.shares] if question.is_shown else [HIDDEN] * 5
    pairs = zip(question.counts, shares, strict=True)
    return tuple(cell for pair in pairs for cell in pair)


def _picture(questions: Sequence[Question], answers: Sequence[str], sheet: Sheet) -> Picture:
    key = legend.legend(
        [legend.patch(answer, shade, EDGE) for answer, shade in zip(answers, SHADES, strict=True)],
        TOP, sheet.width, sheet.left,
    )  # fmt: skip
    top = round(legend.bottom(key)) + 24
    marks: list[Mark] = [*key]
    for i, question in enumerate(questions):
        y = top + i * sheet.row + sheet.down
        marks += _row(question, y, sheet)
    return Picture(sheet.width, top + len(questions) * sheet.row + 4, tuple(marks))


def _row(question: Question, y: int, sheet: Sheet) -> list[Mark]:
    is_wide = sheet is WIDE
    counted = gettext("{n} svar").format(
        n=HIDDEN if question.answered.is_hidden else question.answered.value
    )
    marks: list[Mark] = [
        *(
            beside(question.label, y, sheet.left - 16)
            if is_wide
            else above(question.label, y - 26, 280)
        ),
        Text(sheet.width, y if is_wide else y - 26, counted, 13, align="right"),
    ]
    if not question.is_shown:
        return [*marks, Text(sheet.left, y, HIDDEN)]
    return marks + _bar(question.shares, y, sheet)


def _bar(shares: tuple[float, ...], y: int, sheet: Sheet) -> list[Mark]:
    marks: list[Mark] = []
    so_far = 0.0
    for i, share in enumerate(shares):
        start, end = (
            round(sheet.left + part / 100 * (sheet.right - sheet.left), 1)
            for part in (so_far, so_far + share)
        )
        so_far += share
        if share == 0:
            continue
        marks.append(Box(start, y - 15, end, y + 15, SHADES[i], EDGE, round=0))
        if share >= LEAST_LABELLED:
            colour = PAPER if i >= ON_DARK else INK
            middle = round((start + end) / 2, 1)
            marks.append(Text(middle, y, _percent(share), 13, 600, "center", colour))
    return marks
