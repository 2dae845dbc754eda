"""What the inbox does when it hears of a consent."""

from sammenhaeng.citizens.news import ConsentAnswered, ConsentAsked, ConsentEnded

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
