"""Questions about the trail, and whether it is whole."""

import hashlib
import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.db.models import Q
from django.utils.translation import gettext

from . import rules
from .models import Entry, Head


@dataclass(frozen=True)
class Fault:
    """A place where the trail is not what was written."""

    chain: str
    number: int
    what: str


@dataclass(frozen=True)
class Asked:
    """Which entries are wanted: of which chains, from when until when, of one act or of all."""

    chains: tuple[str, ...]
    since: datetime
    until: datetime
    act: str = ""


@dataclass(frozen=True)
class Told:
    """An entry in words: ids and codes, never content, never whom it was about."""

    number: int
    at: datetime
    act: str
    thing: str
    thing_id: int
    chain: str
    seat_id: int
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Stretch:
    """Some entries, newest first, and the number of the last one when there are older ones."""

    entries: list[Told]
    older: int | None


def entries(asked: Asked):
    """The entries asked for, newest first."""
    found = Entry.objects.filter(
        chain__in=asked.chains, at__gte=asked.since, at__lt=asked.until
    ).order_by("-at", "-id")
    return found.filter(act=asked.act) if asked.act else found


def stretch(asked: Asked, before: int | None, most: int) -> Stretch:
    """The newest entries older than one of them: nothing is counted, however long the log."""
    found = entries(asked)
    last = found.filter(pk=before).first() if before else None
    if last is not None:
        found = found.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    rows = list(found[: most + 1])
    older = rows[most - 1].pk if len(rows) > most else None
    return Stretch([told(row) for row in rows[:most]], older)


def told(entry: Entry) -> Told:
    """In the words of the page's language; an act of an older version keeps its code."""
    codes = json.loads(entry.body)["codes"]
    return Told(
        number=entry.pk,
        at=entry.at,
        act=gettext(rules.acts().get(entry.act, entry.act)),
        thing=gettext(rules.things().get(entry.thing, entry.thing)),
        thing_id=entry.thing_id,
        chain=entry.chain,
        seat_id=entry.seat_id,
        codes=tuple(
            (gettext(rules.codes().get(name, name)), _value(value))
            for name, value in codes.items()
            if value is not None
        ),
    )


def _value(value: object) -> str:
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nej")
    return str(value)


def acts_in_words() -> list[tuple[str, str]]:
    """Every act and its words, sorted by the words."""
    words = [(code, gettext(text)) for code, text in rules.acts().items()]
    return sorted(words, key=lambda pair: pair[1])


def count() -> int:
    return Entry.objects.count()


def faults() -> Iterator[Fault]:
    """Every edit, removal and reordering in the chains of acts, in chain order."""
    heads = dict(Head.objects.values_list("chain", "number"))
    ordered = Entry.objects.order_by("chain", "number").iterator(chunk_size=5000)
    for chain, links in groupby(ordered, key=attrgetter("chain")):
        last = yield from _faults_in(chain, links)
        if last < heads.pop(chain, 0):
            yield Fault(chain, last + 1, "removed")
    for chain in heads:
        yield Fault(chain, 1, "removed")


def _faults_in(chain: str, links: Iterator[Entry]) -> Generator[Fault, None, int]:
    number, digest = 0, b""
    for entry in links:
        if entry.number != number + 1:
            yield Fault(chain, number + 1, "removed")
        elif bytes(entry.previous) != digest:
            yield Fault(chain, entry.number, "reordered")
        if not _is_as_written(entry):
            yield Fault(chain, entry.number, "edited")
        number, digest = entry.number, bytes(entry.digest)
    return number


def _is_as_written(entry: Entry) -> bool:
    body = json.loads(entry.body)
    told = (body["act"], body["seat"], body["thing"], body["citizen"])
    kept = (entry.act, entry.seat_id, f"{entry.thing}/{entry.thing_id}", entry.citizen_id)
    digest = hashlib.sha256(bytes(entry.previous) + entry.body.encode()).digest()
    return told == kept and digest == bytes(entry.digest) and body["at"] == entry.at.isoformat()
