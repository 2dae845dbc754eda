"""A decision told: as lines to read, and as a document for machines."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from . import dates, words
from .deciding import Decision, Remark, Step
from .leading import leading
from .units import DATE, YES_NO


def lines(decision: Decision) -> Iterator[str]:
    """The decision as it is read: amounts, why, and what must be said of it."""
    law = decision.law
    yield f"{law.title}, {law.cited}, som den gælder den {decision.on:%d.%m.%Y}"
    yield ""
    for column, name in law.outputs.items():
        said = ", ".join(_said(decision, name))
        yield f"{law.formulas[name].label}: {said} ({column})"
    yield ""
    for step in decision.steps:
        are_several = decision.household.persons > 1
        who = f", person {step.person + 1}" if are_several and step.person is not None else ""
        yield f"{step.provision} {step.label}{who}: {step.said}"
        yield f"    {step.because}"
    for remark in decision.remarks:
        yield f"Kræver en sagsbehandler ({remark.provision}): {remark.sentence}"
    for caution in decision.cautions:
        yield f"Bemærk ({caution.provision}): {caution.sentence}"


def _said(decision: Decision, name: str) -> Sequence[str]:
    unit = decision.law.formulas[name].unit
    found = decision.run.values[name]
    return [words.said(one, unit) for one in (found if isinstance(found, list) else [found])]


def document(decision: Decision) -> dict[str, object]:
    """The decision as JSON holds it.

    Amounts of the result are numbers in kroner; amounts of steps are exact decimals as text, days
    are ISO dates. `rules` is the digest of the law as it applies on the day; `leads` marks the few
    steps to read first.
    """
    law, first = decision.law, leading(decision)
    return {
        "law": law.name,
        "title": decision.language.says(law.title),
        "cited": decision.language.says(law.cited),
        "on": decision.on.isoformat(),
        "known": None if decision.version.known == date.max else decision.version.known.isoformat(),
        "rules": decision.digest,
        "amounts": {column: _amount(found) for column, found in decision.amounts.items()},
        "needs_caseworker": [_remark(one) for one in decision.remarks],
        "cautions": [_remark(one) for one in decision.cautions],
        "steps": [_step(step, (step.name, step.person) in first) for step in decision.steps],
    }


def _amount(found: Decimal | list[Decimal]) -> object:
    return [float(one) for one in found] if isinstance(found, list) else float(found)


def _remark(remark: Remark) -> dict[str, str]:
    return {"provision": remark.provision, "sentence": remark.sentence}


def _step(step: Step, leads: bool) -> dict[str, object]:
    return {
        "name": step.name,
        "label": step.label,
        "provision": step.provision,
        "person": step.person,
        "unit": str(step.formula.unit),
        "amount": plain(step.amount, step),
        "said": step.said,
        "because": step.because,
        "leads": leads,
        "parameters": [
            {
                "name": used.name, "label": used.label, "said": used.said,
                "provision": used.provision, "in_force_from": used.value.since.isoformat(),
                "sure": used.value.sure, "source": used.source,
            }
            for used in step.used
        ],
    }  # fmt: skip


def plain(amount: object, step: Step) -> object:
    unit = step.formula.unit
    if unit == YES_NO:
        return bool(amount)
    if unit == DATE:
        return dates.day(int(str(amount))).isoformat()
    return unit.words[int(str(amount))] if unit.words else str(amount)
