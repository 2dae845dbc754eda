"""What plans do when a consent they rest on ends."""

from sammenhaeng.citizens.news import ConsentEnded

from .models import Plan
from .operations import course
from .rules.plans import RUNNING


def consent_ended(news: ConsentEnded) -> None:
    """The plan that rests on the consent is withdrawn; what it replaced is back in force."""
    for plan in Plan.objects.filter(consent_id=news.consent_id, state__in=RUNNING):
        course.withdraw(plan, reason="Samtykket er ophørt", by=news.by, at=news.at)
