"""What the citizen was asked and said."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from sammenhaeng.access import queries as access
from sammenhaeng.access.operations import Use
from sammenhaeng.access.queries import Wording
from sammenhaeng.citizens import rules
from sammenhaeng.citizens.models import Consent
from sammenhaeng.kernel.refusal import Refused

SOON = timedelta(days=30)


def consents(use: Use):
    """All consents of the citizens of the Use, unanswered first, then the newest."""
    use.covers("consent")
    found = Consent.objects.filter(citizen_id__in=use.citizen_ids)
    rows = found.select_related("receiver__authority", "asked_by__account", "witness__account")
    return sorted(rows, key=lambda one: (one.state != rules.ASKED, -one.asked_at.timestamp()))


@dataclass(frozen=True)
class Tie:
    """Why a unit or a member of staff may see the citizen now, in words."""

    unit: str
    authority: str
    kind: str
    statute: str
    since: datetime
    until: datetime | None


def ties(use: Use) -> list[Tie]:
    """Who may see the citizen of the Use, each way in once, with or without consent."""
    words, seen = Wording(), {}
    for one in access.who_may_see(use.citizen_id, use.at):
        unit = one.unit or one.seat.unit
        if unit is not None:
            told = words.relation(one.kind), words.statute(one.basis)
            seen[unit.pk, *told] = Tie(
                unit.name, unit.authority.name, *told, one.started_at, one.until
            )
    return list(seen.values())


def consent(use: Use, consent_id: int) -> Consent:
    use.covers("consent")
    found = Consent.objects.filter(citizen_id__in=use.citizen_ids, pk=consent_id)
    if (one := found.select_related("receiver__authority").first()) is None:
        raise Refused("missing", "Samtykket findes ikke.")
    return one


def coordination(use: Use, unit_id: int) -> Consent | None:
    """The yes, or the open question, about one plan coordinated by a unit."""
    use.covers("consent")
    asked = Consent.objects.filter(
        citizen_id__in=use.citizen_ids,
        purpose="coordination",
        receiver_id=unit_id,
        state__in=[rules.ASKED, rules.GIVEN],
    )
    return asked.order_by("-asked_at").first()


def expires_soon(consent: Consent, today: date) -> bool:
    return consent.state == rules.GIVEN and consent.valid_until - today <= SOON


def with_overdue(today: date) -> list[int]:
    """The ids of citizens with a consent whose last day has passed; opens nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select * from citizens_with_overdue_consents(%s)", [today])
        return [citizen_id for (citizen_id,) in cursor.fetchall()]


def overdue(use: Use, today: date) -> list[Consent]:
    """Consents of the citizens of the Use whose last day has passed."""
    use.covers("consent")
    found = Consent.objects.filter(
        citizen_id__in=use.citizen_ids, state__in=[rules.ASKED, rules.GIVEN], valid_until__lt=today
    )
    return list(found.order_by("pk"))
