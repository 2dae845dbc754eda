"""Looking up a citizen who is not yours, and the review of it."""

from datetime import datetime

from django.db import transaction

from sammenhaeng.access import acts, rules
from sammenhaeng.access.models import Reason, Relation, Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused

from .use import look_up


@transaction.atomic
def open_with_reason(citizen_id: int, *, code: str, text: str, by: Seat, at: datetime) -> Relation:
    """Open a citizen who is not yours for two hours; the citizen and your leader see why."""
    require(by, acts.OPEN_WITH_REASON, unit_id=by.unit_id)
    if code not in rules.REASONS:
        raise Refused("invalid", "Vælg en grund fra listen.")
    if len(text.strip()) < rules.SHORTEST_REASON:
        raise Refused("invalid", "Skriv med mindst 10 tegn, hvorfor du slår borgeren op.")
    relation = Relation.objects.create(
        citizen_id=citizen_id,
        kind=rules.REASON,
        basis="rsl-5",
        source=f"reason/{code}",
        seat=by,
        started_at=at,
        until=at + rules.REASON_LASTS,
    )
    look_up(citizen_id, purpose="case", seen=["identity"], by=by, at=at)
    Reason.objects.create(
        citizen_id=citizen_id,
        seat=by,
        relation=relation,
        code=code,
        text=text.strip(),
        opened_at=at,
    )
    audit.record("reason.opened", relation, by=by, at=at, code=code)
    return relation


@transaction.atomic
def review(reason: Reason, *, verdict: str, note: str, by: Seat, at: datetime) -> Reason:
    """Say whether a look-up with a reason was in order; what was not is explained. Said once."""
    reason = Reason.objects.select_for_update(of=("self",)).select_related("seat").get(pk=reason.pk)
    require(by, acts.REVIEW_REASON, unit_id=reason.seat.unit_id)
    if reason.seat.account_id == by.account_id:
        raise Refused("forbidden", "Ingen gennemgår sit eget opslag. En anden leder skal gøre det.")
    if reason.reviewed_at is not None:
        raise Refused("state", "Opslaget er allerede gennemgået.")
    if verdict not in rules.VERDICTS:
        raise Refused("invalid", "Vælg, om opslaget var i orden.")
    if verdict == rules.MISUSE and not note.strip():
        raise Refused("invalid", "Skriv, hvad der ikke var i orden.")
    reason.reviewed_at, reason.reviewed_by = at, by
    reason.verdict, reason.note = verdict, note.strip()
    reason.save(update_fields=["reviewed_at", "reviewed_by", "verdict", "note"])
    audit.record("reason.reviewed", reason, by=by, at=at, verdict=verdict)
    return reason
