"""Who is ill, which talks are due, and what was agreed: only for leader and HR."""

from dataclasses import dataclass
from datetime import date

from sammenhaeng.absence.models import Employment, FollowUp, Talk
from sammenhaeng.absence.rules import follow_ups as rules
from sammenhaeng.absence.rules.follow_ups import Reminder
from sammenhaeng.access.operations import Use
from sammenhaeng.kernel.refusal import Refused


@dataclass(frozen=True)
class Due:
    """A talk that is to be held with an employee."""

    citizen_id: int
    follow_up: FollowUp
    reminder: Reminder
    is_overdue: bool


def employments(use: Use, today: date):
    """Employments that hold today of those the Use opens."""
    use.covers("absence")
    return (
        Employment.objects.filter(citizen_id__in=use.citizen_ids)
        .exclude(last_on__lt=today)
        .select_related("unit")
        .order_by("unit__name", "pk")
    )


def employment(use: Use) -> Employment:
    """The latest employment of the one employee."""
    use.covers("absence")
    found = Employment.objects.filter(citizen_id=use.citizen_id).select_related("unit", "leader")
    told = found.order_by("-first_on", "-pk").first()
    if told is None:
        raise Refused("missing", "Medarbejderen er ikke oprettet med en ansættelse.")
    return told


def open_follow_up(use: Use, held: Employment) -> FollowUp | None:
    use.covers("absence")
    return FollowUp.objects.filter(employment=held, state=rules.OPEN).first()


def talks(use: Use, follow_up: FollowUp) -> list[Talk]:
    use.covers("absence")
    found = Talk.objects.filter(follow_up=follow_up).select_related("seat__account")
    return list(found.order_by("held_on", "pk"))


def due(use: Use, today: date) -> list[Due]:
    """Every talk that is to be held, the one whose day is nearest or longest past first."""
    use.covers("absence")
    found = FollowUp.objects.filter(citizen_id__in=use.citizen_ids, state=rules.OPEN)
    open_ones = list(found.select_related("employment__unit"))
    held: dict[int, list[str]] = {one.pk: [] for one in open_ones}
    for number, step in Talk.objects.filter(follow_up__in=open_ones).values_list(
        "follow_up_id", "step"
    ):
        held[number].append(step)
    told = [
        Due(one.citizen_id, one, reminder, reminder.is_overdue(today))
        for one in open_ones
        for reminder in rules.reminders(one.first_sick_on, held[one.pk])
    ]
    return sorted(told, key=lambda one: (one.reminder.due_on, one.follow_up.pk))
