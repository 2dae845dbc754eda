"""One page of a law's questions as a form, and the answers that are carried from page to page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammenhaeng.benefits.queries.spoken import spoken
from sammenhaeng.benefits.rules import evidence, registers
from sammenhaeng.benefits.rules.evidence import Key, Told
from sammenhaeng.benefits.rules.facts import Fault
from sammenhaeng.benefits.rules.law import Input
from sammenhaeng.benefits.rules.questions import FAMILY, Asking, Family, Questions
from sammenhaeng.benefits.rules.units import DATE, YES_NO
from sammenhaeng.design.forms import DateField

CARRIED, ASKED = "a", "q"
MOST_ADULTS, MOST_CHILDREN = 2, 8
YES_OR_NO = [("ja", gettext_lazy("Ja")), ("nej", gettext_lazy("Nej"))]
Hints = Mapping[Key, str]


def field_name(key: Key) -> str:
    return f"{ASKED}-{key[0]}-{key[1]}"


@dataclass(frozen=True)
class Page:
    """What a page of questions needs besides the questions: who, what is known, and from where."""

    family: Family
    answers: Mapping[Key, str]
    hints: Hints


class Count(forms.Form):
    """How many adults and children, where the law asks about each."""

    adults = forms.TypedChoiceField(
        label=gettext_lazy("Hvor mange voksne er I?"), coerce=int, widget=forms.RadioSelect,
        choices=[(n, n) for n in range(1, MOST_ADULTS + 1)],
        error_messages={"required": gettext_lazy("Vælg, hvor mange voksne I er.")},
    )  # fmt: skip
    children = forms.TypedChoiceField(
        label=gettext_lazy("Hvor mange børn under 18 år har I?"), coerce=int,
        choices=[(n, n) for n in range(1, MOST_CHILDREN + 1)],
        error_messages={"required": gettext_lazy("Vælg, hvor mange børn I har.")},
    )  # fmt: skip


def form_of(questions: Questions, step: Asking, page: Page, data=None) -> forms.Form:
    """The form of one page; its `answers` are the cells of the law once it is valid."""
    base: type[forms.Form] = forms.Form
    if questions.persons == FAMILY and step is questions.steps[0]:
        base = Count
    form = base(data, initial={"adults": page.family.adults, "children": page.family.children})
    for name in step.inputs:
        asked = questions.law.inputs[name]
        for person in questions.about(name, page.family):
            key = (name, person)
            form.fields[field_name(key)] = _field(questions, asked, key, page)
    return form


def _field(questions: Questions, asked: Input, key: Key, page: Page) -> forms.Field:
    known = page.answers.get(key, asked.default)
    common: dict[str, Any] = {
        "label": _label(asked, key[1], page.family),
        "help_text": page.hints.get(key, ""),
        "error_messages": {"required": _("Svar på spørgsmålet.")},
    }
    if asked.unit == DATE:
        day = date.fromisoformat(known) if known else None
        return DateField(initial=day, **common)
    if asked.unit == YES_NO:
        return forms.ChoiceField(
            choices=YES_OR_NO, widget=forms.RadioSelect, initial=_ja_nej(known), **common
        )
    if asked.unit.words:
        choices = [(word, _(asked.labels.get(word, word))) for word in asked.unit.words]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, initial=known, **common)
    field = forms.CharField(
        max_length=20, initial=_written(known), **common,
        widget=forms.TextInput({"inputmode": "decimal", "size": "12"}),
    )  # fmt: skip
    field.clean = _cleaner(field, asked)  # type: ignore[method-assign]
    return field


def _cleaner(field: forms.Field, asked: Input):
    clean = field.clean

    def cleaned(value: str) -> str:
        text = registers.read(asked, clean(value), spoken())
        try:
            evidence.value_of(asked, text, spoken())
        except Fault as fault:
            raise ValidationError(fault.sentence[:1].upper() + fault.sentence[1:]) from None
        return text

    return cleaned


def _label(asked: Input, person: int, family: Family) -> str:
    if not asked.is_person or family.size == 1:
        return _(asked.ask)
    return f"{who(person, family)}: {_(asked.label)}"


def who(person: int, family: Family) -> str:
    if person == 0:
        return _("Dig")
    if not family.is_child(person):
        return _("Din partner")
    return _("Barn {number}").format(number=person - family.adults + 1)


def _ja_nej(known: str | None) -> str | None:
    if known is None:
        return None
    return "ja" if known.lower() in ("ja", "yes", "true", "t", "1") else "nej"


def _written(known: str | None) -> str:
    return (known or "").replace(".", spoken().decimal)


def cells(form: forms.Form) -> dict[Key, str]:
    """The answers of a valid page, as the law's cells."""
    found = {}
    for field, value in form.cleaned_data.items():
        if field.startswith(f"{ASKED}-"):
            _, name, person = field.split("-")
            found[name, int(person)] = value.isoformat() if isinstance(value, date) else str(value)
    return found


def carried(questions: Questions, data: Mapping[str, str]) -> dict[Key, str]:
    """The answers of earlier pages; what the law does not ask, or cannot use, is left out."""
    found = {}
    for field, value in data.items():
        kind, _, rest = field.partition("-")
        name, _, person = rest.partition("-")
        asked = questions.law.inputs.get(name)
        if kind != CARRIED or asked is None or not person.isdigit() or len(person) > 2:
            continue
        try:
            evidence.value_of(asked, value)
        except Fault:
            continue
        found[name, int(person)] = value
    return found


def carry(answers: Mapping[Key, str], family: Family) -> Iterator[tuple[str, str]]:
    """Hidden fields that bring the answers to the next page."""
    yield "adults", str(family.adults)
    yield "children", str(family.children)
    for (name, person), value in answers.items():
        yield f"{CARRIED}-{name}-{person}", value


def family_in(data: Mapping[str, str]) -> Family:
    """How many people an earlier page was told of; one adult when it is not understood."""
    form = Count(data)
    if form.is_valid():
        return Family(**form.cleaned_data)
    return Family()


def told(
    questions: Questions, answers: Mapping[Key, str], family: Family, on: date,
    source: str = evidence.CITIZEN,
) -> list[Told]:  # fmt: skip
    """Everything the applicant has said; what follows from the answers says so."""
    found = []
    asked = {name for step in questions.asked(answers) for name in step.inputs}
    for key in evidence.keys(questions.law, family.size):
        name, person = key
        default = questions.law.inputs[name].default
        is_asked = name in asked and person in questions.about(name, family)
        if is_asked and key in answers:
            found.append(Told(*key, answers[key], source, on))
        elif not is_asked and default is not None:
            found.append(Told(*key, default, evidence.FOLLOWS, on))
    return found
