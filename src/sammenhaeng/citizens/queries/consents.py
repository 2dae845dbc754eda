"""What the citizen was asked and said."""

from dataclasses import dataclass, field
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


@dataclass
class Access:
    """A unit that may see the citizen now: through which ties, on which laws, and until when."""

    unit: str
    authority: str
    kinds: list[str] = field(default_factory=list)
    statutes: list[str] = field(default_factory=list)
    until: datetime | None = None


def who_has_access(use: Use) -> list[Access]:
    """The units that may see the citizen of the Use, with or without consent."""
    words = Wording()
    found: dict[int, Access] = {}
    for tie in access.who_may_see(use.citizen_id, use.at):
        unit = tie.unit or tie.seat.unit
        if unit is None:
            continue
        row = found.setdefault(unit.pk, Access(unit.name, unit.authority.name, until=tie.until))
        row.kinds.append(words.relation(tie.kind))
        row.statutes.append(words.statute(tie.basis))
        row.until = tie.until and row.until and max(tie.until, row.until)
    for row in found.values():
        row.kinds, row.statutes = list(dict.fromkeys(row.kinds)), list(dict.fromkeys(row.statutes))
    return list(found.values())


def consent(use: Use, consent_id: int) -> Consent:
    use.covers("consent")
    found = Consent.objects.filter(citizen_id__in=use.citizen_ids, pk=consent_id)
    if (one := found.select_related("receiver__authority").first()) is None:
        raise Refused("missing", "Samtykket findes ikke.")
    return one


def coordination(use: Use, citizen_id: int, unit_id: int) -> Consent | None:
    """The citizen's yes, or the open question, about one plan coordinated by a unit."""
    use.covers("consent")
    asked = Consent.objects.filter(
        citizen_id__in=use.citizen_ids & {citizen_id},
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


def with_some_to_warn_of(today: date) -> list[int]:
    """The ids of citizens with a consent that runs out soon, not warned of yet; opens nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select * from citizens_with_consents_to_warn_of(%s)", [today + SOON])
        return [citizen_id for (citizen_id,) in cursor.fetchall()]


def to_warn_of(use: Use, today: date) -> list[Consent]:
    """Consents of the citizens of the Use that run out soon, not warned of yet."""
    use.covers("consent")
    found = Consent.objects.filter(
        citizen_id__in=use.citizen_ids, state=rules.GIVEN, warned_at__isnull=True,
        valid_until__lte=today + SOON,
    )  # fmt: skip
    return list(found.order_by("pk"))
