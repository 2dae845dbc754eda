"""The API of plans, lines, meetings, statutory plans and how many there are at once."""

from . import calendar, course, editing, feeds, fhir, figures, merging, mine, plan, statutory

routers = [
    one.router
    for one in (mine, plan, editing, course, merging, calendar, feeds, statutory, figures, fhir)
]
