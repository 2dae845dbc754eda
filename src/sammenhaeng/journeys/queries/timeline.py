"""The efforts of a plan in time, as lanes: only what the reader may see."""

from datetime import date

from sammenhaeng.access.operations import Use
from sammenhaeng.design.charts.swimlane import Bar, Lane
from sammenhaeng.journeys.models import Activity, Appointment
from sammenhaeng.journeys.queries.calendar import Entry
from sammenhaeng.journeys.queries.plans import PlanView
from sammenhaeng.journeys.rules import lines as rules
from sammenhaeng.kernel.calendar import day_of


def lanes(use: Use, view: PlanView, meetings: list[Entry]) -> tuple[Lane, ...]:
    """A lane for each unit that has an effort, in the order of its first; clashes on its lane."""
    use.covers("plan", "appointments")
    efforts = sorted(view.activities, key=lambda one: (one.starts_on, one.pk))
    names = list(dict.fromkeys(one.unit.name for one in efforts))
    return tuple(
        Lane(
            name,
            tuple(_bar(one) for one in efforts if one.unit.name == name),
            _clashes(meetings, name),
        )
        for name in names
    )


def _bar(one: Activity) -> Bar:
    return Bar(one.title, one.starts_on, one.ends_on, one.state == rules.PROPOSED)


def _clashes(meetings: list[Entry], unit: str) -> tuple[date, ...]:
    days = {_day(one.appointment) for one in meetings if one.clashes and one.appointment
            and one.unit == unit}  # fmt: skip
    return tuple(sorted(days))


def _day(meeting: Appointment) -> date:
    return day_of(meeting.starts_at)
