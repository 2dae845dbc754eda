"""A proposed change of the law, laid over it: other values, other texts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from . import source
from .check import check
from .entries import Entry
from .entries import page as page_of
from .law import Formula, Law, Parameter, Steps, Text, Value
from .laws import law as law_of
from .mistakes import Mistake, Place, Unanswerable

PROPOSAL = "forslag"


@dataclass(frozen=True)
class Reform:
    """A proposal: the law it changes, the day it is tried on, and the law as it would be."""

    title: str
    base: Law
    law: Law
    on: date
    changes: tuple[str, ...]  # names of parameters and formulas


def read(text: str, file: str = "reform.yaml") -> Reform:
    """The reform that a file proposes.

    The file holds `title`, `law`, `on`, and under `parameters` and `formulas` the names with a
    new value (a number, or a table of steps) or a new text (`is`, `rules`, `least`, `greatest`).

    Raises:
        Mistake: the file cannot be read, or the law would not hold together with it; the
            sentence names the line.
        Unanswerable: the law or a name in it does not exist.
    """
    page = page_of(file, text)
    page.only("title", "law", "on", "parameters", "formulas")
    base = law_of(page.text("law"))
    on = page.day("on")
    if on is None:
        raise Mistake("“on” mangler: den dag, som forslaget prøves på", page.place)
    section = page.under("parameters")
    parameters = {name: _amount(base, section, name) for name in section}
    formulas = dict(page.under("formulas").each())
    return proposed(base, page.text("title"), on, parameters, formulas, page.place)


def _amount(base: Law, section: Entry, name: str) -> Decimal | Steps:
    if name not in base.parameters:
        raise Unanswerable(f"{base.title} har ingen sats, der hedder “{name}”.")
    if isinstance(section.get(name), Entry):
        return source.steps(section.under(name))
    return source.amount_of(section.text(name), base.parameters[name].unit, section.place)


def proposed(
    base: Law,
    title: str,
    on: date,
    parameters: Mapping[str, Decimal | Steps],
    formulas: Mapping[str, Entry],
    place: Place,
) -> Reform:
    """The law with other values and texts. Raises as `read`."""
    changed = {name: _parameter(base, name, amount, place) for name, amount in parameters.items()}
    rewritten = {name: _formula(base, name, entry) for name, entry in formulas.items()}
    law = replace(
        base,
        parameters={**base.parameters, **changed},
        formulas={**base.formulas, **rewritten},
        sources={**base.sources, PROPOSAL: title},
    )
    return Reform(title, base, check(law), on, (*changed, *rewritten))


def _parameter(base: Law, name: str, amount: Decimal | Steps, place: Place) -> Parameter:
    if name not in base.parameters:
        raise Unanswerable(f"{base.title} har ingen sats, der hedder “{name}”.")
    since = base.statute_from
    value = Value(since, None, since, amount, "S", PROPOSAL, place)
    return replace(base.parameters[name], values=(value,), index="")


def _formula(base: Law, name: str, entry: Entry) -> Formula:
    if name not in base.formulas:
        raise Unanswerable(f"{base.title} har ingen regel, der hedder “{name}”.")
    old = base.formulas[name]
    text: Text = source.text(entry)
    provision = text.provision or old.texts[-1].provision
    return replace(old, texts=(replace(text, provision=provision),))
