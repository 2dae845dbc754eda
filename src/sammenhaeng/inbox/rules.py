"""Kinds of tasks, and what each asks in plain words. Pure."""

from datetime import date

OPEN, DONE, DROPPED = "open", "done", "dropped"
TASK = {
    OPEN: {"do": DONE, "drop": DROPPED, "put_off": OPEN, "give_on": OPEN},
    DONE: {},
    DROPPED: {},
}
HAVE_INBOX = frozenset({"caseworker", "intake"})  # roles that a task can be given to

KINDS = {
    "consent.answer": "Giv eller afvis samtykke",
    "consent.expires": "Et samtykke udløber snart",
    "consent.withdrawn": "Et samtykke er trukket tilbage",
    "plan.approve": "Læs og godkend din plan",
    "plan.review": "Planen skal følges op",
    "plan.proposed": "Planen venter på borgerens svar",
    "plan.returned": "Planen er sendt tilbage",
    "plan.restored": "En plan gælder igen, fordi den samlede plan er ophørt",
    "plan.error": "En kollega siger, at en plan er oprettet ved en fejl",
    "change.approve": "Læs og godkend ændringen i din plan",
    "change.answered": "Borgeren har svaret på en ændring",
    "appointment.confirm": "Bekræft mødet",
    "appointment.clash": "To møder ligger samtidig",
    "appointment.wish": "Borgeren ønsker en anden tid",
    "appointment.cancelled": "Et møde er aflyst",
    "comment.read": "Ny kommentar til planen",
    "goal.read": "Borgeren har et nyt mål",
    "reason.review": "Gennemgå et opslag med begrundelse",
    "absence.talk": "Tal med en medarbejder, der er syg",
    "absence.visit": "En arbejdsplads ønsker besøg af rejseholdet",
    "absence.application": "En arbejdsplads søger penge til mindre sygefravær",
    "fact.contested": "Borgeren siger, at en oplysning er forkert",
    "benefit.decide": "En ansøgning om en ydelse skal afgøres",
    "dialogue.due": "En aftalt handling skal følges op",
}
AWAITED = {  # what a citizen is asked -> what their coordinator waits for
    "consent.answer": "Svar om samtykke",
    "plan.approve": "Svar på planen",
}


def is_overdue(due_on: date | None, today: date) -> bool:
    return due_on is not None and due_on < today


def is_new(created_on: date, today: date) -> bool:
    return created_on == today


def can_wait(due_on: date | None, today: date) -> bool:
    """Whether there is a day left to put a task off to."""
    return due_on is None or due_on > today


def can_wait_until(until: date, due_on: date | None, today: date) -> bool:
    return until > today and (due_on is None or until <= due_on)
