"""A change of the law that was tried is kept, so that others may open it again."""

from datetime import datetime

from django.db import transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.benefits import acts
from sammenhaeng.benefits.models import Scenario, ScenarioChange
from sammenhaeng.benefits.queries.trial import Asked, tried
from sammenhaeng.benefits.rules.mistakes import Unanswerable
from sammenhaeng.benefits.rules.proposals import Unusable
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused


@transaction.atomic
def keep(asked: Asked, title: str, *, by: Seat, at: datetime) -> Scenario:
    """Keep a change with the digests of the rules before and after; it must change something."""
    require(by, acts.KEEP_SCENARIO)
    if not title.strip():
        raise Refused("invalid", "Skriv, hvad forslaget skal hedde.")
    before, after = _digests(asked)
    if before == after:
        raise Refused("invalid", "Forslaget ændrer ikke loven. Ret en sats eller en regel først.")
    scenario = Scenario.objects.create(
        law=asked.law, on=asked.on, title=title.strip(), rules_before=before, rules_after=after,
        kept_by=by, kept_at=at,
    )  # fmt: skip
    ScenarioChange.objects.bulk_create(
        ScenarioChange(scenario=scenario, name=name, is_text=is_text, written=written)
        for pairs, is_text in ((asked.values, False), (asked.texts, True))
        for name, written in pairs
    )
    audit.record("scenario.kept", scenario, by=by, at=at, kind=asked.law)
    return scenario


def _digests(asked: Asked) -> tuple[str, str]:
    try:
        return tried(asked).digests
    except (Unusable, Unanswerable) as wrong:
        raise Refused("invalid", "{why}", why=str(wrong)) from None
