"""One import: opened and logged once, each resource for itself, a transaction all or nothing."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.citizens.operations import persons
from sammenhaeng.citizens.queries import persons as person_queries
from sammenhaeng.journeys import acts
from sammenhaeng.journeys.models import Document
from sammenhaeng.journeys.operations import documents
from sammenhaeng.journeys.queries import documents as queries
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused

from . import codec, exporting, matters, naming, people
from .desk import OWN, STAFF, Desk, Row, subject
from .reading import Incoming, version
from .report import CREATED, KEPT, REFUSED, UNCHANGED, UPDATED, Line, Report

SEEN = (
    "identity", "plan", "statutory_plan", "appointments", "consent", "contacts", "care_documents",
)  # fmt: skip
WORKS_WITH = {"case", "coordinator", "team"}
ABOUT_STAFF = {
    "Organization": people.organization, "Practitioner": people.staff,
    "PractitionerRole": people.staff,
}  # fmt: skip
ABOUT_CITIZENS = {
    "CarePlan": matters.care_plan, "Goal": matters.goal, "CareTeam": matters.care_team,
    "Consent": matters.consent, "Appointment": matters.appointment,
}  # fmt: skip
Told = Callable[[Line], None]
Fate = tuple[str, str]  # outcome and why


@transaction.atomic
def run(
    files: list[Incoming], *, by: Seat, at: datetime, source: str = "", told: Told = lambda _: None
) -> Report:
    """Take in every resource; gives what became of each, in the order of the files.

    `source` names the system that the files are from, where they do not say; else it is `by`'s.
    """
    require(by, acts.IMPORT, unit_id=by.unit_id)
    incoming = [replace(one, sender=source or naming.sender(by)) for one in files]
    documents.one_at_a_time()
    desk = _opened(incoming, by, at)
    lines = _take_all(desk, incoming, told)
    audit.record("fhir.imported", by, by=by, at=at, resources=len(lines))
    place = {id(one): number for number, one in enumerate(incoming)}
    ordered = sorted(lines, key=lambda pair: place[id(pair[0])])
    return Report([line for _, line in ordered])


def _take_all(desk: Desk, incoming: list[Incoming], told: Told) -> list[tuple[Incoming, Line]]:
    """Loose resources, each transaction, then again the loose ones that missed something."""
    loose = sorted((one for one in incoming if not one.transaction), key=lambda one: one.rank)
    lines = [(one, _take(desk, one)) for one in loose]
    for name in dict.fromkeys(one.transaction for one in incoming if one.transaction):
        group = [one for one in incoming if one.transaction == name]
        lines += _transaction(desk, sorted(group, key=lambda one: one.rank))
    lines = [
        (one, _take(desk, one) if line.code == "missing" and not one.transaction else line)
        for one, line in lines
    ]
    for _, line in lines:
        told(line)
    return lines


def _opened(incoming: list[Incoming], by: Seat, at: datetime) -> Desk:
    """The desk with every citizen of the files who is known here, opened in one logged look-up."""
    system = access_queries.machine()
    desk = Desk(system, by, at)
    about = {key for one in incoming if (key := subject(one))}
    known = queries.subjects([*about, *(one.key for one in incoming)])
    desk.citizens = {key: pk for key, pk in known.items() if key.kind == "Patient"}
    desk.citizens |= _found(desk, incoming, about)
    ids = {*known.values(), *desk.citizens.values()}
    if by.role != "system" and by.role != "administrator":
        held = access_queries.kinds_held(by, sorted(ids), at)
        desk.closed = frozenset(pk for pk in ids if not held[pk] & WORKS_WITH)
    use = access.look_up_many(
        ids - desk.closed, purpose="import", seen=SEEN, by=system, at=at, action="change"
    )
    _lay_out(desk, incoming, queries.documents(use))
    _lay_out_own(desk, incoming)
    return desk


def _found(desk: Desk, incoming: list[Incoming], about: set[queries.Key]) -> dict:
    """Patients who are known here by our own code or by their CPR number."""
    found: dict[queries.Key, int] = {}
    for key in about - desk.citizens.keys():
        if key.id.startswith(OWN):
            found |= _by_code(key)
    for one in incoming:
        if one.kind == "Patient" and one.key not in desk.citizens and one.key not in found:
            found |= _by_number(desk, one)
    return found


def _by_code(key: queries.Key) -> dict[queries.Key, int]:
    try:
        return {key: person_queries.id_of(key.id.removeprefix(OWN))}
    except Refused:  # a code of another Sammenhæng: refused as unknown when its turn comes
        return {}


def _by_number(desk: Desk, one: Incoming) -> dict[queries.Key, int]:
    try:
        number = people.cpr(one.resource)
    except Refused:  # told as the resource's own refusal when its turn comes
        return {}
    hits = persons.find(number.digits, by=desk.system, at=desk.at) if number else []
    return {one.key: hits[0].id} if hits else {}


def _lay_out(desk: Desk, incoming: list[Incoming], kept: Iterable) -> None:
    pointed = [
        one.points_at(value) for one in incoming for value in naming.references(one.resource)
    ]
    keys = {one.key for one in incoming} | {key for key in pointed if key}
    staff = queries.about_staff({key for key in keys if key.kind in STAFF})
    desk.kept = {queries.key_of(one): one for one in (*kept, *staff)}


def _lay_out_own(desk: Desk, incoming: list[Incoming]) -> None:
    """Our own rows as we export them, when a file brings some of them back."""
    about = {subject(one) for one in incoming if one.id.startswith(OWN)}
    ids = {desk.citizens[key] for key in about if key in desk.citizens} - desk.closed
    own: dict[queries.Key, str] = {}
    for citizen_id in sorted(ids):
        use = access.look_up(
            citizen_id, purpose="import", seen=SEEN, by=desk.system, at=desk.at, action="change"
        )
        own |= {key: codec.write(one) for key, one in exporting.own(use).items()}
    desk.own = own | {
        key: codec.write(one) for key, one in exporting.own_units([o.id for o in incoming]).items()
    }


def _take(desk: Desk, one: Incoming) -> Line:
    """One resource in a savepoint of its own."""
    before = desk.copy()
    try:
        with transaction.atomic():
            outcome, why = _fate(desk, one)
    except Refused as refused:
        desk.citizens, desk.kept = before.citizens, before.kept
        return _refused(one, refused)
    return Line(one.file, one.number, one.kind, one.id, outcome, why)


def _refused(one: Incoming, refused: Refused) -> Line:
    why = gettext(refused.sentence).format(**refused.facts)
    return Line(one.file, one.number, one.kind, one.id, REFUSED, why, refused.code)


def _transaction(desk: Desk, group: list[Incoming]) -> list[tuple[Incoming, Line]]:
    """All resources of one transaction bundle, or none."""
    before = desk.copy()
    with transaction.atomic():
        lines = [(one, _take(desk, one)) for one in group]
        is_whole = all(line.outcome != REFUSED for _, line in lines)
        transaction.set_rollback(not is_whole)
    if is_whole:
        return lines
    desk.citizens, desk.kept = before.citizens, before.kept
    rest = Refused(
        "state", "Ikke indlæst, fordi en anden ressource i den samme transaktion blev afvist."
    )
    return [(one, line if line.outcome == REFUSED else _refused(one, rest)) for one, line in lines]


def _fate(desk: Desk, one: Incoming) -> Fate:
    if one.removes:
        raise Refused("invalid", "En fil kan ikke slette noget her. Brug ret eller afslut.")
    if not one.has_sound_id:
        raise Refused(
            "invalid", "Et id må højst have 64 tegn: bogstaver, tal, punktum og bindestreg."
        )
    if one.has_rival:
        raise Refused("invalid", "Det samme id står flere gange i filen med forskelligt indhold.")
    kept = desk.kept.get(one.key)
    text = codec.write(one.resource)
    citizen_id = None if one.kind in STAFF else _citizen(desk, one)
    if one.id.startswith(OWN):
        return _own(desk, one)
    if kept and kept.text == text:
        return UNCHANGED, ""
    _is_newer(one, kept)
    row = _row(desk, one, citizen_id)
    said = documents.Said(*one.key, text, row.table, row.id)
    if citizen_id is None and one.kind in STAFF:
        desk.kept[one.key] = documents.keep_of_staff(said, by=desk.system, at=desk.at)
    else:
        desk.kept[one.key] = documents.keep(
            said, citizen_id=desk.citizen_of(one), by=desk.system, at=desk.at
        )
    if not row.table:
        return KEPT, row.why
    return (UPDATED if kept else CREATED), ""


def _citizen(desk: Desk, one: Incoming) -> int | None:
    """Whom it is about; None for a Patient who is new here."""
    if one.kind == "Patient" and one.key not in desk.citizens:
        return None
    citizen_id = desk.citizen_of(one)
    if citizen_id in desk.closed:
        raise Refused("forbidden", "Du har ingen sag om borgeren og kan ikke indlæse om dem.")
    kept = desk.kept.get(one.key)
    if isinstance(kept, Document) and kept.citizen_id != citizen_id:
        raise Refused("invalid", "Ressourcen handler om en anden borger end den, der er gemt.")
    return citizen_id


def _own(desk: Desk, one: Incoming) -> Fate:
    ours = queries.Key(naming.OWN_SOURCE, one.kind, one.id)
    if desk.own.get(ours) == codec.write(one.as_it_came):
        return UNCHANGED, ""
    raise Refused(
        "state", "Rækken hører til her og er ændret, siden den blev hentet. Ret den i Sammenhæng."
    )


def _is_newer(one: Incoming, kept) -> None:
    """Refused("stale") when the file is older than what is kept, or expected another version."""
    if kept is None:
        if one.if_match:
            raise Refused("stale", "Version {seen} findes ikke her.", seen=one.if_match)
        return
    now_kept = version(codec.parse(kept.text.encode())) or str(kept.version)
    if one.if_match and one.if_match != now_kept:
        raise Refused(
            "stale", "Filen bygger på version {seen}, men her er version {kept}. Hent den først.",
            seen=one.if_match, kept=now_kept,
        )  # fmt: skip
    told = version(one.resource)
    if told.isdigit() and now_kept.isdigit() and int(told) <= int(now_kept):
        raise Refused(
            "stale", "Version {told} er ikke nyere end version {kept}, der er gemt her.",
            told=told, kept=now_kept,
        )  # fmt: skip


def _row(desk: Desk, one: Incoming, citizen_id: int | None) -> Row:
    if one.kind in ABOUT_STAFF:
        return ABOUT_STAFF[one.kind](desk, one)
    if one.kind == "Patient":
        return people.patient(desk, one)
    if one.kind in ABOUT_CITIZENS and citizen_id is not None:
        return ABOUT_CITIZENS[one.kind](desk, one, citizen_id)
    return Row(why=gettext("Typen bruges ikke her og gemmes, som den er."))
