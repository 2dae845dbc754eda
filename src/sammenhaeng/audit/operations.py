"""Writing the trail, in the transaction of the act itself."""

import json
from datetime import datetime
from typing import Protocol

from django.db.models import Model

from .models import Entry


class Actor(Protocol):
    """Whoever acts: its seat's id, and the chain (of its unit or of its citizen) it writes to."""

    @property
    def pk(self) -> int: ...

    @property
    def chain(self) -> str: ...


def record(act: str, thing: Model, *, by: Actor, at: datetime, **codes: object) -> None:
    """Append an act. `codes` are ids, states and codes, never names, texts or numbers of people."""
    citizen_id = getattr(thing, "citizen_id", None)
    label = thing._meta.label_lower
    body = {
        "act": act,
        "at": at.isoformat(),
        "citizen": citizen_id,
        "codes": codes,
        "seat": by.pk,
        "thing": f"{label}/{thing.pk}",
    }
    Entry(
        chain=by.chain,
        act=act,
        thing=label,
        thing_id=thing.pk,
        citizen_id=citizen_id,
        seat_id=by.pk,
        at=at,
        body=json.dumps(body, sort_keys=True, ensure_ascii=False, default=str),
    ).save(force_insert=True)
