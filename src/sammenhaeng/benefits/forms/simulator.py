"""A proposal as it stands in an address: the day, new values, new texts, and what to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from sammenhaeng.benefits.queries.proposals import Changeable, Open
from sammenhaeng.benefits.queries.trial import Asked
from sammenhaeng.benefits.rules.law import Law
from sammenhaeng.benefits.rules.proposals import LONGEST
from sammenhaeng.design.forms import DateField

VALUE, TEXT = "s_", "r_"  # a value's field and a text's
NEW_VALUE, NEW_TEXT, DAY, OUTPUT = "sats", "regel", "dag", "resultat"
MOST = 8  # changes at a time
Wrong = tuple[str, str]  # a field's name, or none, and what is wrong with it


@dataclass(frozen=True)
class Written:
    """What the address holds: names with what is written, in the order they stand."""

    values: dict[str, str]
    texts: dict[str, str]


def written_in(query: QueryDict, there: Open) -> Written:
    """The values and texts of the address, and those just chosen as the law has them."""
    values = _of(query, VALUE, NEW_VALUE, there.values)
    texts = _of(query, TEXT, NEW_TEXT, there.texts)
    return Written(values, texts)


def _of(query: QueryDict, prefix: str, new: str, there: dict[str, Changeable]) -> dict[str, str]:
    found = {
        key.removeprefix(prefix): str(query[key]).replace("\r\n", "\n")
        for key in query if key.startswith(prefix) and key.removeprefix(prefix) in there
    }  # fmt: skip
    if (chosen := query.get(new, "")) in there:
        found.setdefault(chosen, there[chosen].written)
    return dict(list(found.items())[:MOST])


def asked(name: str, on: date, written: Written, there: Open, output: str) -> Asked:
    """What is tried: only what differs from the law in force."""
    values = tuple(_changed(written.values, there.values))
    return Asked(name, on, values, tuple(_changed(written.texts, there.texts)), output)


def _changed(written: dict[str, str], there: dict[str, Changeable]):
    for name, text in written.items():
        if text.strip() != there[name].written.strip():
            yield name, text


class Day(forms.Form):
    """The day whose law is tried."""

    dag = DateField(required=False)


class Proposed(forms.Form):
    """The fields of a proposal."""

    def __init__(self, law: Law, there: Open, written: Written, on: date, output: str) -> None:
        initial = {DAY: on, OUTPUT: output}
        super().__init__(initial=initial)
        self.auto_id = "id_%s"
        self.fields[DAY] = DateField(label=_("Loven den"), required=False)
        self.written = [self._value(there.values[name], text)
                        for name, text in written.values.items()]  # fmt: skip
        self.written += [self._text(there.texts[name], text)
                         for name, text in written.texts.items()]  # fmt: skip
        self._choose(NEW_VALUE, _("Ret en sats"), there.values, written.values)
        self._choose(NEW_TEXT, _("Skriv en regel om"), there.texts, written.texts)
        labels = [(column, _(law.formulas[name].label)) for column, name in law.outputs.items()]
        first = [("", _("Det første, der ændres"))]
        self.fields[OUTPUT] = forms.ChoiceField(
            label=_("Beløb, der vises"), choices=[*first, *labels], required=False
        )

    def _value(self, one: Changeable, text: str) -> str:
        name = f"{VALUE}{one.name}"
        lines = {"rows": max(4, one.written.count("\n") + 1)}
        widget = forms.Textarea(lines) if one.is_table else forms.TextInput()
        law = _("Én linje til hvert trin, som i loven.") if one.is_table else (
            _("I dag: {value}").format(value=one.written or _("ikke kendt"))
        )  # fmt: skip
        self.fields[name] = forms.CharField(
            label=one.title, help_text=law, widget=widget,
            error_messages={"required": _("Skriv, hvad satsen skal være.")},
        )  # fmt: skip
        self.initial[name] = text
        return name

    def _text(self, one: Changeable, text: str) -> str:
        name = f"{TEXT}{one.name}"
        hint = _("Skriv som i loven: navne og regnetegn. Tal skal være satser med en kilde.")
        rows = min(max(6, text.count("\n") + 2), 24)
        self.fields[name] = forms.CharField(
            label=one.title, help_text=hint, max_length=LONGEST,
            widget=forms.Textarea({"rows": rows}),
            error_messages={"required": _("Skriv reglen.")},
        )  # fmt: skip
        self.initial[name] = text
        return name

    def _choose(
        self, name: str, label: str, there: dict[str, Changeable], written: dict[str, str]
    ) -> None:
        left = [(one.name, one.title) for one in there.values() if one.name not in written]
        choices = [("", _("Vælg")), *left]
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def refuse(self, wrong: Iterable[Wrong]) -> None:
        """Each mistake at its field; of the whole when it has none."""
        assert not self.errors  # asked for, so that there is something to add to
        self.cleaned_data: dict[str, object] = {}
        for name, sentence in wrong:
            fields = [DAY] if name == DAY else [f"{prefix}{name}" for prefix in (VALUE, TEXT)]
            self.add_error(next((one for one in fields if one in self.fields), None), sentence)


def query_of(asked: Asked) -> str:
    """The address's query that tries this again."""
    day = {f"{DAY}_0": asked.on.day, f"{DAY}_1": asked.on.month, f"{DAY}_2": asked.on.year}
    values = {f"{VALUE}{name}": text for name, text in asked.values}
    texts = {f"{TEXT}{name}": text for name, text in asked.texts}
    output = {OUTPUT: asked.output} if asked.output else {}
    return urlencode({**day, **values, **texts, **output})
