"""What the inbox does when it hears of a consent."""

from sammenhaeng.access import queries as access
from sammenhaeng.citizens.news import (
    ConsentAnswered,
    ConsentAsked,
    ConsentEnded,
    ConsentReplaced,
    ConsentRunsOut,
    FactContested,
)

from . import operations

CONSENT = "citizens.consent"


def consent_asked(news: ConsentAsked) -> None:
    errand = operations.Errand("consent.answer", CONSENT, news.consent_id, news.citizen_id)
    operations.ask(errand, of=operations.Citizen(news.citizen_id), by=news.by, at=news.at)


def consent_answered(news: ConsentAnswered) -> None:
    operations.settle("consent.answer", CONSENT, news.consent_id, by=news.by, at=news.at)


def consent_ended(news: ConsentEnded) -> None:
    for kind in ("consent.answer", "consent.expires"):
        operations.settle(kind, CONSENT, news.consent_id, by=news.by, at=news.at)


def consent_runs_out(news: ConsentRunsOut) -> None:
    errand = operations.Errand(
        "consent.expires", CONSENT, news.consent_id, news.citizen_id, due_on=news.valid_until
    )
    for one in (operations.Citizen(news.citizen_id), news.asked_by):
        operations.ask(errand, of=one, by=news.by, at=news.at)


def consent_replaced(news: ConsentReplaced) -> None:
    operations.settle("consent.expires", CONSENT, news.old_id, by=news.by, at=news.at)


def fact_contested(news: FactContested) -> None:
    """Every unit with a case about the citizen is asked to look."""
    errand = operations.Errand("fact.contested", "citizens.fact", news.fact_id, news.citizen_id)
    for unit in access.units_with_case(news.citizen_id, news.at):
        operations.ask(errand, of=unit, by=news.by, at=news.at)
