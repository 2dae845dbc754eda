"""Who opens what: logged-in sessions of the drawn caseworkers and citizens."""

import itertools

from django.contrib.sessions.backends.db import SessionStore
from django.db import connections

from .load import Visit

MOST_PEOPLE = 64  # more sessions than users, so that nobody's page is warm in the server


def session(account_id: int, seat_id: int) -> str:
    kept = SessionStore()
    kept["account"], kept["seat"], kept["seats"] = account_id, seat_id, 1
    kept.create()
    return str(kept.session_key)


def rows(query: str) -> list[tuple]:
    """Asked as the owner, who measures but is not measured."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def use_lines() -> tuple[int, int]:
    """How many lines the use log has, and how many look-ups wrote them."""
    ((lines, requests),) = rows("select count(*), count(distinct request) from access_useline")
    return lines, requests


def coordinators() -> dict[int, str]:
    """Seats that coordinate plans, each logged in."""
    found = rows(
        "select s.id, s.account_id from access_seat s where exists (select from journeys_plan p "
        f"where p.coordinator_id = s.id) order by s.id desc limit {MOST_PEOPLE}"
    )
    return {seat: session(account, seat) for seat, account in found}


def lists() -> list[Visit]:
    return [Visit("/sag/borgere/", key) for key in coordinators().values()]


def plans() -> list[Visit]:
    """The plans of each coordinator, taking the coordinators in turn."""
    sessions = coordinators()
    found: dict[int, list[Visit]] = {seat: [] for seat in sessions}
    for seat, code in rows(
        "select p.coordinator_id, c.code from journeys_plan p join citizens_person c "
        "on c.id = p.citizen_id order by p.id"
    ):
        if seat in found:
            found[seat].append(Visit(f"/sag/borgere/{code}/plan/", sessions[seat]))
    return [visit for turn in itertools.zip_longest(*found.values()) for visit in turn if visit]


def homes() -> list[Visit]:
    found = rows(
        "select s.id, s.account_id from access_seat s join journeys_plan p "
        f"on p.citizen_id = s.citizen_id order by s.id desc limit {MOST_PEOPLE}"
    )
    return [Visit("/borger/", session(account, seat)) for seat, account in found]
