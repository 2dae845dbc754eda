"""What the verbs of benefits are made of: locking a case, keeping a fact, replacing a draft."""

from collections.abc import Collection
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from sammenhaeng.access.models import Seat
from sammenhaeng.benefits.models import Application, Decision, Evidence
from sammenhaeng.benefits.rules import cases, evidence, laws
from sammenhaeng.benefits.rules import outcome as rules
from sammenhaeng.benefits.rules.evidence import Told
from sammenhaeng.benefits.rules.outcome import Outcome
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state


def locked(application: Application) -> Application:
    rows = Application.objects.select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=application.pk)


def refuse_ended(application: Application) -> None:
    if application.state not in cases.OPEN:
        raise Refused("state", "Sagen er afsluttet. Genindlæs siden, og se, hvad der er sket.")


def keep(
    application: Application, told: Collection[Told], *, by: Seat, at: datetime, note: str = ""
) -> list[Evidence]:
    """Keep what sources say; what the same source said before of a fact is superseded."""
    said = [Q(name=one.name, person=one.person, register=one.register) for one in told]
    if not said:
        return []
    current = Evidence.objects.filter(application=application, superseded_at__isnull=True)
    current.filter(reduce(or_, said)).update(superseded_at=at)
    return Evidence.objects.bulk_create(
        Evidence(
            citizen_id=application.citizen_id, application=application, name=one.name,
            person=one.person, value=one.value, register=one.register, told_on=one.told_on,
            fresh_until=one.fresh_until, is_contested=one.is_contested, note=note, stated_by=by,
        )
        for one in told
    )  # fmt: skip


def facts_of(application: Application) -> list[Told]:
    """What each source says now."""
    found = Evidence.objects.filter(application=application, superseded_at__isnull=True)
    return [
        Told(one.name, one.person, one.value, one.register, one.told_on, one.fresh_until,
             one.is_contested)
        for one in found.order_by("pk")
    ]  # fmt: skip


def persons_of(application: Application) -> int:
    return application.adults + application.children


def outcome(application: Application, at: datetime) -> Outcome:
    """The case calculated from what the sources say now, under the law as it is known today."""
    law, told = laws.law(application.law), facts_of(application)
    return rules.outcome(law, told, persons_of(application), application.on, day_of(at))


def draft(application: Application, outcome: Outcome, level: str, at: datetime) -> Decision:
    """A new draft of the case; the one before it is dropped."""
    law, today = laws.law(application.law), day_of(at)
    for former in Decision.objects.filter(application=application, state=cases.DRAFT):
        former.state = next_state(cases.DECISION, former.state, "drop")
        former.save(update_fields=["state"])
    facts = evidence.complete(law, facts_of(application), persons_of(application), today)
    return Decision.objects.create(
        citizen_id=application.citizen_id, application=application, level=level,
        on=application.on, known=today, rules=outcome.digest,
        facts=[one.document() for one in facts],
        doubts=[one.document() for one in outcome.doubts], document=outcome.document,
        amounts=dict(outcome.amounts), appeal=law.appeal, drafted_at=at,
    )  # fmt: skip
