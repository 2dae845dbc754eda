"""The reference data on Danish authorities, loaded as often as one likes."""

import hashlib
from datetime import datetime

from django.db import transaction

from sammenhaeng.kernel.acts import require
from sammenhaeng.organisation import acts
from sammenhaeng.organisation.models import Authority, Import
from sammenhaeng.organisation.rules import reference as rules
from sammenhaeng.organisation.rules.sheets import Sheet

from .imports import Outcome, note

TOLD = ("name", "name_en", "first_on")


@transaction.atomic
def load(*, by: acts.Actor, at: datetime) -> Import:
    """Bring the authorities up to date with the files: ministries, regions and kommuner."""
    require(by, acts.ESTABLISH)
    there = {
        _key(one.kind, one.code, one.name): one
        for one in Authority.objects.select_for_update().filter(
            kind__in=rules.FILES, last_on__isnull=True
        )
    }
    new, changed, same = [], [], 0
    for known in rules.known():
        authority = there.get(_key(known.kind, known.code, known.name))
        told = {name: getattr(known, name) for name in TOLD}
        if authority is None:
            new.append(Authority(kind=known.kind, code=known.code, **told))
        elif any(getattr(authority, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(authority, name, value)
            changed.append(authority)
        else:
            same += 1
    Authority.objects.bulk_create(new)
    Authority.objects.bulk_update(changed, TOLD)
    digest = hashlib.sha256("".join(map(rules.text, rules.FILES.values())).encode())
    sheet = Sheet(", ".join(rules.FILES.values()), digest.hexdigest())
    return note("reference", sheet, Outcome(len(new), len(changed), same), by=by, at=at)


def _key(kind: str, code: str, name: str) -> tuple[str, str]:
    return kind, code or name
