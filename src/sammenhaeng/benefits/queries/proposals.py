"""What may be changed in a law, and a proposal beside the law in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from django.utils.translation import gettext

from sammenhaeng.benefits.models import Scenario
from sammenhaeng.benefits.rules import laws, proposals
from sammenhaeng.benefits.rules.law import Law
from sammenhaeng.benefits.rules.mistakes import Unanswerable
from sammenhaeng.benefits.rules.version import Version, value_of, version
from sammenhaeng.benefits.rules.words import said
from sammenhaeng.kernel.refusal import Refused

from .spoken import spoken
from .trial import Asked

KEPT_SHOWN = 20


def law(name: str) -> Law:
    if name not in laws.names():
        raise Refused("missing", "Ydelsen findes ikke her.")
    return laws.law(name)


@dataclass(frozen=True)
class Changeable:
    """A value or a rule of the law: what it is, where it stands, and how it is written today."""

    name: str
    label: str
    provision: str
    written: str
    is_table: bool = False

    @property
    def title(self) -> str:
        return f"{gettext(self.label)} ({self.provision})"


@dataclass(frozen=True)
class Open:
    """What may be changed on a day."""

    values: dict[str, Changeable]
    texts: dict[str, Changeable]


@lru_cache(maxsize=64)
def changeable(name: str, on: date) -> Open:
    """Raises Unanswerable when the law has nothing for the day."""
    base = version(law(name), on)
    values = {one.name: _value(base, one.name) for one in proposals.changeable(base)}
    texts = {one.name: _text(base, one.name) for one in proposals.rewritable(base)}
    return Open(values, texts)


def _value(base: Version, name: str) -> Changeable:
    one = base.law.parameters[name]
    written = proposals.written(base, name)
    return Changeable(name, one.label, one.provision, written, one.by is not None)


def _text(base: Version, name: str) -> Changeable:
    text = base.texts[name]
    label = base.law.formulas[name].label
    return Changeable(name, label, text.provision, proposals.text_of(text))


def day_in_force(name: str, today: date) -> date:
    """Today, or the last day that the law can be calculated for when its values end earlier."""
    for day in (today, *(date(year, 12, 31) for year in range(today.year - 1, 2000, -1))):
        if _is_known(name, day):
            return day
    return today


def _is_known(name: str, day: date) -> bool:
    try:
        base = version(law(name), day)
    except Unanswerable:
        return False
    known = [value_of(base.values[one.name]) is not None for one in proposals.changeable(base)]
    return sum(known) * 2 > len(known)


@dataclass(frozen=True)
class Side:
    """Lines of a text, each with whether it is changed."""

    lines: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Beside:
    """One change: the law's words and the proposal's."""

    title: str
    law: Side
    proposal: Side


def beside(asked: Asked) -> list[Beside]:
    """Every change beside the law in force."""
    there, base = changeable(asked.law, asked.on), version(law(asked.law), asked.on)
    found = []
    for name, written in asked.values:
        was, becomes = (
            _as_read(base, name, text) for text in (there.values[name].written, written)
        )
        found.append(_beside(there.values[name].title, was, becomes))
    for name, text in asked.texts:
        found.append(_beside(there.texts[name].title, there.texts[name].written, text))
    return found


def _as_read(base: Version, name: str, written: str) -> str:
    parameter = base.law.parameters[name]
    if parameter.by or not written:
        return written.strip()
    return said(proposals.read_value(base, name, written), parameter.unit, {}, spoken())


def _beside(title: str, was: str, becomes: str) -> Beside:
    left, right = was.strip().splitlines(), becomes.strip().splitlines()
    same = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return Beside(
        title, _side(left, [(block.a, block.size) for block in same]),
        _side(right, [(block.b, block.size) for block in same]),
    )  # fmt: skip


def _side(lines: Sequence[str], same: Sequence[tuple[int, int]]) -> Side:
    kept = {at + i for at, size in same for i in range(size)}
    return Side(tuple((line, i not in kept) for i, line in enumerate(lines)))


def scenarios(name: str) -> list[Scenario]:
    """The last ones that were kept for a law, the newest first."""
    rows = Scenario.objects.filter(law=name).select_related("kept_by__account")
    return list(rows.prefetch_related("changes").order_by("-kept_at", "-pk")[:KEPT_SHOWN])


def asked_of(scenario: Scenario) -> Asked:
    """What the scenario tries, so that it can be tried again."""
    changes = sorted(scenario.changes.all(), key=lambda one: one.pk)
    values = tuple((one.name, one.written) for one in changes if not one.is_text)
    texts = tuple((one.name, one.written) for one in changes if one.is_text)
    return Asked(scenario.law, scenario.on, values, texts)
