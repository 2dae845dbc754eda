"""What a holistic plan replaces: taken in with coverage proof, rested, and put back in force."""

from datetime import datetime

from django.db import transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.journeys import acts
from sammenhaeng.journeys.models import (
    Activity,
    Coverage,
    Goal,
    Plan,
    Replacement,
    StatutoryPlan,
)
from sammenhaeng.journeys.queries import coverage
from sammenhaeng.journeys.rules import plans as rules
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state

from .versions import keep, locked


@transaction.atomic
def replace(plan: Plan, source: StatutoryPlan, *, by: Seat, at: datetime) -> Replacement:
    """Let the draft replace a statutory plan; doing it again changes nothing."""
    plan = locked(plan)
    require(by, acts.COORDINATE, citizen_id=plan.citizen_id)
    rules.replaceable(source.kind, day_of(at))
    return _take_in(plan, source, False, by, at)


@transaction.atomic
def link(plan: Plan, source: StatutoryPlan, *, by: Seat, at: datetime) -> Replacement:
    """Show a plan beside this one without touching it: the way for plans of the health act."""
    plan = locked(plan)
    require(by, acts.COORDINATE, citizen_id=plan.citizen_id)
    return _take_in(plan, source, True, by, at)


def _take_in(
    plan: Plan, source: StatutoryPlan, is_link: bool, by: Seat, at: datetime
) -> Replacement:
    if plan.state != rules.DRAFT:
        raise Refused("state", "Planer kan kun samles, mens den samlede plan er en kladde.")
    source = StatutoryPlan.objects.select_for_update().get(pk=source.pk)
    if source.citizen_id not in coverage.members(plan):
        raise Refused("invalid", "Planen handler om en anden end den samlede plan.")
    if not is_link and coverage.is_taken_elsewhere(plan, source):
        raise Refused("clash", "En anden kladde samler allerede planen. Brug den kladde.")
    if source.state != rules.IN_FORCE:
        raise Refused("state", "Planen gælder ikke længere, så den kan ikke samles.")
    taken, is_new = Replacement.objects.get_or_create(
        plan=plan, source=source, defaults={"citizen_id": source.citizen_id, "is_link": is_link}
    )
    if is_new:
        keep(plan, "plan.linked" if is_link else "plan.replaces", by=by, at=at)
        audit.record("plan.source_taken", taken, by=by, at=at, source=source.pk, link=is_link)
    return taken


@transaction.atomic
def cover(
    replacement: Replacement, key: str, line: Goal | Activity, *, by: Seat, at: datetime
) -> Coverage:
    """Say which line carries a content that the replaced plan must have."""
    plan = locked(replacement.plan)
    require(by, acts.COORDINATE, citizen_id=plan.citizen_id)
    kind = rules.plan_types()[replacement.source.kind]
    if key not in kind.mandatory or line.plan_id != plan.pk:
        raise Refused("invalid", "Vælg en del af {name} og en linje i planen.", name=kind.name)
    goal = line if isinstance(line, Goal) else line.goal
    covered, _ = Coverage.objects.update_or_create(
        replacement=replacement,
        key=key,
        defaults={
            "citizen_id": replacement.citizen_id,
            "goal": goal,
            "activity": line if isinstance(line, Activity) else None,
        },
    )
    audit.record("plan.covered", covered, by=by, at=at, key=key)
    return covered


def _sources(plan: Plan, state: str) -> list[tuple[Replacement, StatutoryPlan]]:
    taken = Replacement.objects.filter(plan=plan, is_link=False, ended_at__isnull=True)
    sources = StatutoryPlan.objects.select_for_update().in_bulk(
        taken.values_list("source_id", flat=True)
    )
    pairs = [(one, sources[one.source_id]) for one in taken.order_by("source_id")]
    return [(one, source) for one, source in pairs if source.state == state]


def take_over_sources(plan: Plan) -> None:
    """What is replaced rests from now on."""
    for _, source in _sources(plan, rules.IN_FORCE):
        source.state = next_state(rules.STATUTORY, source.state, "replace")
        source.save(update_fields=["state"])


def restore_sources(plan: Plan, *, by: Seat, at: datetime) -> None:
    """Put every rested plan back in force at once, unchanged, and tell its owner."""
    for replacement, source in _sources(plan, rules.REPLACED):
        source.state = next_state(rules.STATUTORY, source.state, "restore")
        source.save(update_fields=["state"])
        replacement.ended_at = at
        replacement.save(update_fields=["ended_at"])
        errand = inbox.Errand("plan.restored", "journeys.statutory", source.pk, source.citizen_id)
        inbox.ask(errand, of=source.responsible or source.unit, by=by, at=at)
        audit.record("statutory.restored", source, by=by, at=at)
    Replacement.objects.filter(plan=plan, ended_at__isnull=True).update(ended_at=at)


def end_sources(plan: Plan, *, at: datetime) -> None:
    """A completed plan ends what it replaced."""
    for replacement, source in _sources(plan, rules.REPLACED):
        source.state = next_state(rules.STATUTORY, source.state, "end")
        source.ended_on = day_of(at)
        source.save(update_fields=["state", "ended_on"])
        replacement.ended_at = at
        replacement.save(update_fields=["ended_at"])
