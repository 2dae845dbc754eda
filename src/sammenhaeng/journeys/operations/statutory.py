"""Plans one authority makes under one law: started, written, ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.journeys import acts
from sammenhaeng.journeys.models import StatutoryPart, StatutoryPlan
from sammenhaeng.journeys.rules import plans as rules
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state
from sammenhaeng.organisation.models import Unit


@dataclass(frozen=True)
class Beginning:
    """What a statutory plan begins with; `parts` are texts by the keys its law demands."""

    kind: str
    unit: Unit
    parts: Mapping[str, str]
    responsible: Seat | None = None
    title: str = ""
    review_on: date | None = None


@transaction.atomic
def start(citizen_id: int, beginning: Beginning, *, by: Seat, at: datetime) -> StatutoryPlan:
    """Start a plan under one law; its unit then has a case about the citizen."""
    require(by, acts.START_STATUTORY, unit_id=beginning.unit.pk)
    kind = rules.plan_types().get(beginning.kind)
    if kind is None or not kind.in_force(day_of(at)):
        raise Refused("invalid", "Vælg en plantype, der gælder i dag.")
    if unknown := sorted(set(beginning.parts) - set(kind.mandatory)):
        raise Refused("invalid", "{name} har ikke {parts}.", name=kind.name, parts=unknown)
    plan = StatutoryPlan.objects.create(
        citizen_id=citizen_id,
        kind=beginning.kind,
        unit=beginning.unit,
        responsible=beginning.responsible,
        title=beginning.title,
        started_on=day_of(at),
        review_on=beginning.review_on,
    )
    StatutoryPart.objects.bulk_create(
        StatutoryPart(plan=plan, citizen_id=citizen_id, key=key, text=text)
        for key, text in beginning.parts.items()
    )
    tie = access.Tie(citizen_id, "case", "rsl-5", f"journeys.statutory/{plan.pk}")
    access.relate(tie, to=beginning.unit, by=by, at=at)
    audit.record("statutory.started", plan, by=by, at=at, kind=beginning.kind)
    return plan


@transaction.atomic
def write(plan: StatutoryPlan, key: str, text: str, *, by: Seat, at: datetime) -> StatutoryPart:
    """Write one of the contents the law demands; only the plan's own authority may."""
    plan = StatutoryPlan.objects.select_for_update().get(pk=plan.pk)
    require(by, acts.CHANGE_STATUTORY, unit_id=plan.unit_id)
    if plan.state != rules.IN_FORCE:
        raise Refused("state", "Planen er erstattet eller afsluttet. Ret i den samlede plan.")
    if key not in rules.plan_types()[plan.kind].mandatory:
        raise Refused("invalid", "Den del findes ikke i denne plan.")
    part, _ = StatutoryPart.objects.update_or_create(
        plan=plan, key=key, defaults={"text": text, "citizen_id": plan.citizen_id}
    )
    plan.version += 1
    plan.save(update_fields=["version"])
    audit.record("statutory.written", plan, by=by, at=at, key=key)
    return part


@transaction.atomic
def end(plan: StatutoryPlan, *, by: Seat, at: datetime) -> StatutoryPlan:
    """End the plan and the relation it gave its unit."""
    plan = StatutoryPlan.objects.select_for_update().get(pk=plan.pk)
    require(by, acts.CHANGE_STATUTORY, unit_id=plan.unit_id)
    plan.state = next_state(rules.STATUTORY, plan.state, "end")
    plan.ended_on = day_of(at)
    plan.save(update_fields=["state", "ended_on"])
    access.part(f"journeys.statutory/{plan.pk}", by=by, at=at)
    audit.record("statutory.ended", plan, by=by, at=at)
    return plan
