"""The API of plans, lines, meetings and statutory plans."""

from . import calendar, course, editing, fhir, merging, mine, plan, statutory

routers = [one.router for one in (mine, plan, editing, course, merging, calendar, statutory, fhir)]
