"""Applications and their decisions, for the citizen and for the unit that decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use
from sammenhaeng.benefits.models import Application, Decision, Evidence
from sammenhaeng.benefits.rules import cases, laws, registers
from sammenhaeng.benefits.rules import evidence as rules
from sammenhaeng.benefits.rules.evidence import Told
from sammenhaeng.benefits.rules.law import Law
from sammenhaeng.benefits.rules.letter import Letter, letter
from sammenhaeng.benefits.rules.questions import Questions, known_paths
from sammenhaeng.benefits.rules.words import DANISH, Language
from sammenhaeng.citizens.models import Fact
from sammenhaeng.citizens.queries import facts
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit

from .spoken import spoken

OFFICE = "benefits_office"  # the kind of unit that decides


def office(kommune_code: str, today: date) -> Unit:
    """The unit that decides on benefits for people of a kommune."""
    offices = Unit.objects.filter(kind=OFFICE, first_on__lte=today).exclude(last_on__lt=today)
    found = offices.filter(authority__code=kommune_code).order_by("pk").first()
    found = found or offices.order_by("pk").first()
    if found is None:
        raise Refused("missing", "Ingen myndighed tager imod ansøgninger her. Søg på borger.dk.")
    return found


def own_office(seat: Seat, kommune_code: str, today: date) -> Unit:
    """The seat's unit, which must be the one that decides for people of the kommune."""
    found = office(kommune_code, today)
    refuse_elsewhere(found, seat)
    return found


def takes_in(seat: Seat) -> bool:
    """Whether the seat is in a unit that decides, and so takes applications in."""
    return seat.own_unit.kind == OFFICE


def refuse_elsewhere(office: Unit, seat: Seat) -> None:
    """Refused("forbidden") unless the seat is in the unit that decides."""
    if seat.unit_id != office.pk:
        raise Refused(
            "forbidden", "Kun {unit} kan tage imod en ansøgning fra borgeren.", unit=office.name
        )


@dataclass(frozen=True)
class Case:
    """An application with its law, and its decision or the draft of one."""

    application: Application
    decision: Decision | None

    @property
    def law(self) -> Law:
        return laws.law(self.application.law)

    @property
    def persons(self) -> int:
        return self.application.adults + self.application.children

    @property
    def is_decided(self) -> bool:
        return self.application.state == cases.DECIDED

    @property
    def letter(self) -> Letter:
        """The decision, or its draft, in Danish as it is the law's."""
        return self._told(DANISH)

    @property
    def told(self) -> Letter:
        """What it says, to whoever reads the page; the reasons stay as they were given."""
        return self._told(spoken())

    def _told(self, language: Language) -> Letter:
        assert self.decision
        one = self.decision
        granted = one.amounts if one.granted is None else one.granted
        told = [Told.of(fact) for fact in one.facts]
        return letter(self.law, one.document, told, granted, language)


def cases_of(use: Use, citizen_id: int) -> list[Case]:
    """Every application of the citizen, the newest first."""
    use.covers("benefits")
    found = Application.objects.filter(citizen_id=citizen_id).select_related(
        "unit__authority", "applied_by__account"
    )
    return [_case(one) for one in found.order_by("-applied_at", "-pk")]


def cases_in(use: Use, seat: Seat) -> list[Case]:
    """The applications of the citizen that the seat's unit decides, open ones first."""
    mine = [one for one in cases_of(use, use.citizen_id) if one.application.unit_id == seat.unit_id]
    return sorted(mine, key=lambda one: one.application.state not in cases.OPEN)


def open_by_law(use: Use) -> dict[str, Application]:
    """The citizen's applications that are not decided yet, by benefit."""
    every = (one.application for one in cases_of(use, use.citizen_id))
    return {one.law: one for one in every if one.state in cases.OPEN}


def chosen(found: list[Case], application_id: int | None = None) -> Case:
    """One of them, the first when none is named."""
    for one in found:
        if application_id in (None, one.application.pk):
            return one
    raise Refused("missing", "Jeres enhed har ingen ansøgning om en ydelse her.")


def _case(application: Application) -> Case:
    kept = Decision.objects.filter(application=application).exclude(state=cases.DROPPED)
    return Case(application, kept.select_related("decided_by__account").first())


def evidence(use: Use, application: Application) -> list[Evidence]:
    """What each source says now, by fact."""
    use.covers("benefits")
    found = Evidence.objects.filter(application=application, superseded_at__isnull=True)
    return list(found.order_by("name", "person", "pk"))


def registers_say(use: Use, questions: Questions) -> list[Told]:
    """What registers know of the citizen of the Use that answers a law's questions."""
    paths = known_paths(questions.law.name)
    return [
        read(questions.law, paths[fact.path], fact)
        for fact in facts.facts(use).filter(citizen_id=use.citizen_id)
        if fact.path in paths
    ]


def read(law: Law, name: str, fact: Fact) -> Told:
    """A register's fact as a case holds it."""
    fresh = day_of(fact.fresh_until) if fact.fresh_until else None
    return Told(
        name, 0, registers.read(law.inputs[name], fact.value), fact.register,
        day_of(fact.fetched_at), fresh, fact.contested_at is not None,
    )  # fmt: skip


def made(case: Case) -> Decision:
    """The decision of a case that is decided."""
    if not case.is_decided or case.decision is None:
        raise Refused("missing", "Sagen er ikke afgjort endnu.")
    return case.decision


def draft(case: Case) -> Decision:
    """The draft of a case that waits for a caseworker."""
    if case.application.state != cases.WAITING or case.decision is None:
        raise Refused("state", "Sagen venter ikke på en sagsbehandler. Genindlæs siden.")
    return case.decision


@dataclass(frozen=True)
class Source:
    """What a source says of a fact, and whether that is what the case rests on."""

    key: str
    label: str
    said: str
    register: str
    told_on: date
    note: str
    counts: bool
    is_contested: bool
    is_doubted: bool  # another source says something else
    is_usual: bool  # and as the law has it when nobody says anything


def sources(use: Use, case: Case) -> list[Source]:
    """Every fact with what each source says, in the law's order; what counts comes first."""
    law, order = case.law, {name: i for i, name in enumerate(case.law.inputs)}
    rows = [(one, told(one)) for one in evidence(use, case.application)]
    counting = rules.counting([said for _, said in rows])
    sides: dict[rules.Key, set[str]] = {}
    for _, said in rows:
        words = rules.said(law.inputs[said.name], said.value)
        sides.setdefault(said.key, set()).add(words)
    rows.sort(key=lambda row: (order[row[1].name], row[1].person, row[1].rank))
    return [
        Source(
            f"{said.name}-{said.person}", label(law, said.key, case.persons),
            rules.said(law.inputs[said.name], said.value, spoken()), said.register, said.told_on,
            one.note, counting[said.key] is said, said.is_contested, len(sides[said.key]) > 1,
            _is_usual(law, said),
        )
        for one, said in rows
        if said.register != rules.FOLLOWS
    ]  # fmt: skip


def _is_usual(law: Law, told: Told) -> bool:
    asked = law.inputs[told.name]
    default = asked.default
    return default is not None and rules.said(asked, default) == rules.said(asked, told.value)


def label(law: Law, key: rules.Key, persons: int) -> str:
    name, person = key
    told = gettext(law.inputs[name].label)
    is_one_of_several = law.inputs[name].is_person and persons > 1
    return f"{told}, person {person + 1}" if is_one_of_several else told


def answers(law: Law, told: Iterable[Told], persons: int) -> list[tuple[str, str]]:
    """What an applicant has said, as people read it; what follows from it is left out."""
    return [
        (label(law, one.key, persons), rules.said(law.inputs[one.name], one.value, spoken()))
        for one in told
        if one.register != rules.FOLLOWS
    ]


def told(one: Evidence) -> Told:
    return Told(
        one.name, one.person, one.value, one.register, one.told_on, one.fresh_until,
        one.is_contested,
    )  # fmt: skip
