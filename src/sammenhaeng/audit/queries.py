"""Questions about the trail, and whether it is whole."""

import hashlib
import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import QuerySet

from .models import Entry, Head


@dataclass(frozen=True)
class Fault:
    """A place where the trail is not what was written."""

    chain: str
    number: int
    what: str


def entries() -> QuerySet[Entry]:
    return Entry.objects.order_by("-at", "-id")


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
