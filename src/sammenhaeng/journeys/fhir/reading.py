"""Files of FHIR R4 to the resources in them, checked before anything is written."""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

from sammenhaeng.journeys.queries.documents import Key
from sammenhaeng.kernel.refusal import Refused

from . import codec, naming
from .codec import Resource
from .naming import NAMESPACE, URN

RANKS = {  # what is pointed at comes before what points
    kind: rank
    for rank, kind in enumerate(
        ("Organization", "Practitioner", "PractitionerRole", "Patient", "Consent", "CareTeam",
         "CarePlan", "Goal", "Appointment")
    )
}  # fmt: skip
BUNDLES = {
    "transaction", "batch", "collection", "document", "searchset", "message", "history",
    "transaction-response", "batch-response",
}  # fmt: skip
MODELS = {kind: get_fhir_model_class(kind) for kind in RANKS}
ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")


@dataclass(frozen=True)
class Incoming:
    """One resource of a file: where it stood, what it says, and which version it expects here."""

    file: str
    number: int  # its place in the file, from 1
    resource: Resource  # under the names that its source gave
    declared: str = ""  # the source that it names itself
    sender: str = ""  # the source of what names none
    links: Mapping[str, Key] = field(repr=False, hash=False, default_factory=dict)
    transaction: str = ""  # all resources of one transaction stand or fall together
    if_match: str = ""
    removes: bool = False
    has_rival: bool = False  # the same id stands in the file again, saying something else
    as_it_came: Resource = field(repr=False, hash=False, default_factory=dict)

    @property
    def source(self) -> str:
        return self.declared or self.sender

    @property
    def kind(self) -> str:
        return str(self.resource["resourceType"])

    @property
    def id(self) -> str:
        return str(self.resource["id"])

    @property
    def has_sound_id(self) -> bool:
        return ID.fullmatch(self.id) is not None

    @property
    def key(self) -> Key:
        return Key(self.source, self.kind, self.id)

    @property
    def rank(self) -> tuple[int, Key, int]:
        told = version(self.resource)
        number = int(told) if told.isdecimal() else 0
        return RANKS.get(self.kind, len(RANKS)), self.key, number

    def points_at(self, reference: Any, kind: str = "Patient") -> Key | None:
        """What a Reference means; None when it points into the resource, or nowhere.

        `kind` is what a bare urn:uuid means, whose type only another file could tell.
        """
        told = reference.get("reference") if isinstance(reference, dict) else None
        if not isinstance(told, str):
            return None
        key = naming.key_of(told, self.declared)
        found = (self.links.get(naming.address(key)) if key else None) or self.links.get(told, key)
        if found is None and told.startswith(URN):
            found = Key(self.source, kind, told.removeprefix(URN))
        return found and found._replace(source=found.source or self.sender)


def read(name: str, content: bytes, if_match: str = "") -> list[Incoming]:
    """Every resource of one file, else Refused("invalid"): what, where, and what to do."""
    try:
        tree = codec.parse(content)
        kind = tree.get("resourceType")
        if kind != "Bundle":
            return [_single(name, tree, if_match)]
        return _bundle(name, tree)
    except Refused as refused:
        raise Refused(
            refused.code,
            "{file}: {why}",
            file=name,
            why=gettext(refused.sentence).format(**refused.facts),
        ) from None


def _single(name: str, tree: Resource, if_match: str) -> Incoming:
    if not isinstance(tree.get("resourceType"), str):
        raise Refused(
            "invalid", "Filen har ingen “resourceType” og er ikke FHIR. Vælg en anden fil."
        )
    _check(tree, gettext("Ressourcen"))
    one = _Entry.of(1, "", _identified(tree, ""), {}, "")
    return Incoming(
        name, 1, one.resource, one.source, if_match=_version(if_match), as_it_came=one.as_it_came
    )


def _bundle(name: str, tree: Resource) -> list[Incoming]:
    kind, entries = tree.get("type"), tree.get("entry", [])
    if kind not in BUNDLES or not isinstance(entries, list):
        raise Refused(
            "invalid", "En Bundle skal have en type ({kinds}) og en liste i “entry”.",
            kinds=", ".join(sorted(BUNDLES)),
        )  # fmt: skip
    found = list(_entries(entries, naming.source_of(tree)))
    links = _links(found)
    transaction = name if kind == "transaction" else ""
    rivals = _rivals(found)
    return [
        Incoming(
            name, one.number, one.resource, one.source, "", links, transaction,
            _version(one.request.get("ifMatch", "")), one.request.get("method") == "DELETE",
            (one.key, version(one.resource)) in rivals, one.as_it_came,
        )
        for one in found
    ]  # fmt: skip


@dataclass(frozen=True)
class _Entry:
    """One resource of a bundle, under the names that its source gave."""

    number: int
    url: str
    resource: Resource
    as_it_came: Resource
    source: str
    request: Resource

    @classmethod
    def of(
        cls, number: int, url: str, came: Resource, request: Resource, otherwise: str
    ) -> "_Entry":
        resource, key = naming.inward(came)
        source = key.source if key else naming.declared(url, came, otherwise)
        return cls(number, url, resource, came, source, request)

    @property
    def key(self) -> Key:
        return Key(self.source, self.resource["resourceType"], self.resource["id"])


def _links(entries: list[_Entry]) -> dict[str, Key]:
    """What an address in the bundle means: as it stands there, then as the sources say."""
    known = naming.leaving(list(dict.fromkeys(one.key for one in entries)))
    return {one.url: one.key for one in entries if one.url} | known


def _rivals(entries: list[_Entry]) -> set[tuple[Key, str]]:
    """Names and versions that stand twice, so that nobody could say which one holds."""
    texts: dict[tuple[Key, str], set[str]] = {}
    for one in entries:
        texts.setdefault((one.key, version(one.resource)), set()).add(codec.write(one.resource))
    return {key for key, told in texts.items() if len(told) > 1}


def version(resource: Resource) -> str:
    """The version its own system gave it, or nothing."""
    meta = resource.get("meta")
    return str(meta.get("versionId", "")) if isinstance(meta, dict) else ""


def _entries(entries: list[Any], otherwise: str) -> Iterator[_Entry]:
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise Refused("invalid", "Post {number} er ikke et objekt.", number=number)
        url, request = str(entry.get("fullUrl", "")), entry.get("request", {})
        resource = entry.get("resource")
        if not isinstance(request, dict) or not (resource is None or isinstance(resource, dict)):
            raise Refused("invalid", "Post {number} er ikke gyldig FHIR.", number=number)
        if resource is None:
            resource = _asked(request)
        elif isinstance(resource.get("resourceType"), str):
            _check(resource, gettext("Post {number}").format(number=number))
        else:
            raise Refused("invalid", "Post {number} har ingen “resourceType”.", number=number)
        if resource:
            yield _Entry.of(number, url, _identified(resource, url), request, otherwise)


def _asked(request: Resource) -> Resource:
    """A deletion names what it wants gone by its address; other requests carry nothing."""
    key = naming.key_of(str(request.get("url", "")), "")
    if request.get("method") != "DELETE" or key is None:
        return {}
    return {"resourceType": key.kind, "id": key.id}


def _check(resource: Resource, where: str) -> None:
    """R4, field by field, for the types we know."""
    model = MODELS.get(resource["resourceType"])
    if model is None:
        return
    try:
        model.model_validate(resource)
    except ValidationError as error:
        first = error.errors()[0]
        field_name = ".".join(map(str, first["loc"])) or resource["resourceType"]
        raise Refused(
            "invalid",
            "{where} ({kind}) følger ikke FHIR R4: feltet “{field}” ({why}). "
            "Ret det, eller eksportér igen som R4.",
            where=where, kind=resource["resourceType"], field=field_name[:100],
            why=str(first["msg"]).replace("\n", " ")[:160],
        ) from None  # fmt: skip
    _codes(resource, where)


def _codes(resource: Resource, where: str) -> None:
    """Only codes that R4 knows, such as a status."""
    kind = resource["resourceType"]
    for name, told in MODELS[kind].model_fields.items():
        more = told.json_schema_extra
        known = more.get("enum_values") if isinstance(more, dict) else None
        if isinstance(known, list) and resource.get(name, known[0]) not in known:
            raise Refused(
                "invalid", "{where} ({kind}): “{field}” skal være en af {known}. Ret det.",
                where=where, kind=kind, field=name, known=", ".join(map(str, known)),
            )  # fmt: skip


def _identified(resource: Resource, url: str) -> Resource:
    """The resource with an id: its own, its address's, or one that follows from what it says."""
    told = resource.get("id")
    if told is not None:
        if not isinstance(told, str):
            raise Refused("invalid", "Et id skal være en tekst.")
        return resource
    key = naming.key_of(url, "")
    is_its_own = key is not None and key.kind == resource["resourceType"]
    made = key.id if key and is_its_own else url.removeprefix(URN)
    if not ID.fullmatch(made):
        made = str(uuid.uuid5(NAMESPACE, codec.write(resource)))
    return {"resourceType": resource["resourceType"], "id": made} | resource


def _version(told: object) -> str:
    """The version in an entity tag such as W/"3"."""
    return str(told or "").strip().removeprefix("W/").strip('"')
