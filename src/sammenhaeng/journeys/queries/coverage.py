"""Questions the plan's verbs ask: what is not covered yet, who is in it, may it begin."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext

from sammenhaeng.access.operations import Use
from sammenhaeng.citizens.models import Consent
from sammenhaeng.journeys.models import Coverage, Goal, Plan, PlanMember, Replacement, StatutoryPlan
from sammenhaeng.journeys.rules import lines as line_rules
from sammenhaeng.journeys.rules import plans as rules
from sammenhaeng.kernel.calendar import day_of


def members(plan: Plan) -> list[int]:
    """The ids of the citizens the plan is about, the main person first."""
    ids = PlanMember.objects.filter(plan=plan).values_list("citizen_id", flat=True)
    return sorted(ids, key=lambda member: (member != plan.citizen_id, member))


def missing(plan: Plan) -> list[str]:
    """Per replaced plan, the mandatory contents no line covers: "Min Plan: Jobsøgning"."""
    taken = Replacement.objects.filter(plan=plan, is_link=False).select_related("source")
    kinds = {one.pk: rules.plan_types()[one.source.kind] for one in taken}
    covered: dict[int, set[str]] = defaultdict(set)
    lines = Coverage.objects.filter(replacement__plan=plan).exclude(
        Q(goal__state=line_rules.CANCELLED) | Q(activity__state=line_rules.CANCELLED)
    )
    for replacement_id, key in lines.values_list("replacement_id", "key"):
        covered[replacement_id].add(key)
    gaps = rules.uncovered({pk: kind.mandatory for pk, kind in kinds.items()}, covered)
    return [
        f"{gettext(kinds[pk].name)}: {gettext(kinds[pk].mandatory[key])}"
        for pk in gaps
        for key in gaps[pk]
    ]


def consent_holds(plan: Plan, consent: Consent, at: datetime) -> bool:
    """Whether the consent is the citizen's own valid yes to this unit's coordination."""
    return (
        consent.citizen_id == plan.citizen_id
        and consent.purpose == "coordination"
        and consent.state == "given"
        and consent.valid_until >= day_of(at)
        and consent.receiver_id == plan.unit_id
    )


def another_runs(plan: Plan) -> bool:
    same = Plan.objects.filter(citizen_id=plan.citizen_id, scope=plan.scope)
    return same.filter(state__in=rules.RUNNING).exclude(pk=plan.pk).exists()


def is_taken_elsewhere(plan: Plan, source: StatutoryPlan) -> bool:
    """Whether another holistic plan replaces the source, or is about to."""
    taken = Replacement.objects.filter(source=source, is_link=False, ended_at__isnull=True)
    return taken.exclude(plan=plan).exists()


def open_goals(plan: Plan) -> list[Goal]:
    closed = [line_rules.COMPLETED, line_rules.CANCELLED]
    return list(Goal.objects.filter(plan=plan).exclude(state__in=closed).order_by("place"))


def coverage_of(use: Use, plan: Plan) -> dict[int, dict[str, Coverage]]:
    """Where each mandatory content went: replacement id -> key -> coverage."""
    use.covers("plan")
    found: dict[int, dict[str, Coverage]] = defaultdict(dict)
    rows = Coverage.objects.filter(replacement__plan=plan).select_related("goal", "activity")
    for row in rows:
        found[row.replacement_id][row.key] = row
    return found
