"""What plans do when a consent they rest on ends."""

from sammenhaeng.citizens.news import ConsentEnded, ConsentReplaced

from .models import Plan
from .operations import course
from .rules.plans import RUNNING


def consent_ended(news: ConsentEnded) -> None:
    """The plan that rests on the consent is withdrawn; what it replaced is back in force."""
    for plan in Plan.objects.filter(consent_id=news.consent_id, state__in=RUNNING):
        course.withdraw(plan, reason="Samtykket er ophørt", by=news.by, at=news.at)


def consent_replaced(news: ConsentReplaced) -> None:
    """The plan rests on the new yes from the same instant."""
    for plan in Plan.objects.filter(consent_id=news.old_id, state__in=RUNNING):
        course.rest_on_consent(plan, news.new_id, by=news.by, at=news.at)
