"""Whose each id is: a resource is named by its source, its type and the id that it has there.

Two systems both have a Patient/1. On the way out every resource gets a name that no other has, and
says beside it what it was called, as does every reference to it; on the way in that is undone.
"""

import re
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from sammenhaeng.access.models import Seat
from sammenhaeng.journeys.queries.documents import Key

from .codec import Resource

OWN_SOURCE = "urn:sammenhaeng:fhir"  # our own rows, as we export them
PLATFORM = "urn:sammenhaeng:platform"  # files that say nothing of where they are from
ORIGINAL = "urn:sammenhaeng:fhir:original"  # the extension that holds what something was called
URN = "urn:uuid:"
NAMESPACE = uuid.UUID("6f1c2f5e-0f9b-5d0a-9a55-1f6b0d7f2c11")
NAME = re.compile(r"(?:(.*)/)?([A-Z][A-Za-z]+)/([A-Za-z0-9\-.]{1,64})(?:/_history/[^/]+)?")


def sender(by: Seat) -> str:
    """The source of what a seat brings that says nothing of its own: the seat's authority."""
    if by.role == "system":
        return PLATFORM
    authority = by.own_unit.authority
    code = authority.code or authority.cvr or authority.pk
    return f"urn:sammenhaeng:authority:{authority.kind}:{code}"


def key_of(told: str, source: str) -> Key | None:
    """What an address means when it stands in a resource of a source."""
    found = NAME.fullmatch(told)
    if found is None:
        return None
    base = found[1] or ""
    return Key(base if ":" in base else source, found[2], found[3])


def address(key: Key) -> str:
    return "/".join(key)


def declared(url: str, resource: Resource, otherwise: str = "") -> str:
    """The source that a resource names: the base of its address, else its meta.source."""
    key = key_of(url, "")
    if key and key.source and (key.kind, key.id) == (resource["resourceType"], resource["id"]):
        return key.source
    return source_of(resource) or otherwise


def source_of(tree: Resource) -> str:
    """What a resource's or a bundle's own meta.source says."""
    meta = tree.get("meta")
    told = meta.get("source") if isinstance(meta, dict) else None
    return told.partition("#")[0].rstrip("/") if isinstance(told, str) and ":" in told else ""


def outward_id(key: Key) -> str:
    return key.id if key.source == OWN_SOURCE else str(uuid.uuid5(NAMESPACE, address(key)))


def pointing(key: Key) -> Resource:
    """A reference of our own to a resource from elsewhere."""
    told = {"reference": f"{key.kind}/{outward_id(key)}"}
    return told if key.source == OWN_SOURCE else _remembering(told, address(key))


def references(tree: Any) -> Iterator[Resource]:
    """Every Reference in a resource."""
    if isinstance(tree, dict):
        if isinstance(tree.get("reference"), str):
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for branch in tree:
            yield from references(branch)


def outward(key: Key, resource: Resource, held: Mapping[str, Key]) -> Resource:
    """The resource under a name that no other has; `held` is what leaves with it, by address."""
    told = _renamed(resource, key.source, held)
    meta = _remembering(told.get("meta", {}), address(key))
    return told | {"id": outward_id(key), "meta": meta}


def leaving(keys: list[Key]) -> dict[str, Key]:
    """What leaves together by address, and by type and id alone where only one has them."""
    by_name: dict[str, list[Key]] = {}
    for key in keys:
        by_name.setdefault(f"{key.kind}/{key.id}", []).append(key)
        by_name.setdefault(URN + key.id, []).append(key)
    alone = {name: found[0] for name, found in by_name.items() if len(found) == 1}
    return alone | {address(key): key for key in keys}


def _renamed(tree: Any, source: str, held: Mapping[str, Key]) -> Any:
    if isinstance(tree, list):
        return [_renamed(branch, source, held) for branch in tree]
    if not isinstance(tree, dict):
        return tree
    told = {name: _renamed(branch, source, held) for name, branch in tree.items()}
    said = tree.get("reference")
    now = _now_called(said, source, held) if isinstance(said, str) else said
    return told if now == said else _remembering(told | {"reference": now}, str(said))


def _now_called(said: str, source: str, held: Mapping[str, Key]) -> str:
    key = key_of(said, source)
    known = (held.get(address(key)) if key else None) or held.get(said)
    if known:
        return f"{known.kind}/{outward_id(known)}"
    return address(key) if key and ":" not in said else said


def _remembering(tree: Resource, said: str) -> Resource:
    return tree | {"extension": [*tree.get("extension", []), {"url": ORIGINAL, "valueUri": said}]}


def inward(resource: Resource) -> tuple[Resource, Key | None]:
    """What `outward` was given, as far as the resource says what it was called."""
    told = _restored(resource)
    meta = told.get("meta")
    said, rest = _remembered(meta) if isinstance(meta, dict) else ("", {})
    key = key_of(said, "")
    if key is None or not key.source or key.kind != resource.get("resourceType"):
        return told, None
    told = told | {"id": key.id, "meta": rest}
    return (told if rest else {name: one for name, one in told.items() if name != "meta"}), key


def _restored(tree: Any) -> Any:
    if isinstance(tree, list):
        return [_restored(branch) for branch in tree]
    if not isinstance(tree, dict):
        return tree
    told = {name: _restored(branch) for name, branch in tree.items()}
    if not isinstance(tree.get("reference"), str):
        return told
    said, rest = _remembered(told)
    return rest | {"reference": said} if said else told


def _remembered(tree: Resource) -> tuple[str, Resource]:
    """What a meta or a reference says it was called, and the rest of it."""
    told = tree.get("extension")
    if not isinstance(told, list) or not told or not isinstance(told[-1], dict):
        return "", tree
    *others, last = told
    if last.get("url") != ORIGINAL:
        return "", tree
    rest = {
        name: others if name == "extension" else one
        for name, one in tree.items()
        if others or name != "extension"
    }
    return str(last.get("valueUri", "")), rest
