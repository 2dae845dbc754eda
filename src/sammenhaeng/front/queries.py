"""What each role's home shows, gathered from the rooms below."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import ResolverMatch, reverse
from django.utils.translation import get_language, gettext, ngettext, override

from sammenhaeng.absence.operations.follow_ups import KIND as TALK
from sammenhaeng.access.models import Seat
from sammenhaeng.access.queries import Wording
from sammenhaeng.compare.models import Dialogue
from sammenhaeng.compare.queries import dialogue as dialogues
from sammenhaeng.compare.queries import findings as results
from sammenhaeng.design.environment import address
from sammenhaeng.design.frame import Frame, Link
from sammenhaeng.inbox import queries as inbox
from sammenhaeng.inbox.models import Task
from sammenhaeng.kernel.refusal import Refused

NAV = {
    "": (
        ("Sammenlign", "compare:areas"),
        ("Forskelle i landet", "compare:country"),
        ("Ydelsesberegner", "benefits:choose"),
    ),
    "citizen": (
        ("Overblik", "front:citizen_home"),
        ("Min plan", "journeys:my_plan"),
        ("Ydelser", "benefits:mine"),
        ("Kalender", "journeys:my_calendar"),
        ("Kontaktperson", "journeys:my_contact"),
        ("Samtykker", "citizens:my_consents"),
        ("Mine oplysninger", "citizens:my_facts"),
        ("Hvem har brugt mine oplysninger", "citizens:my_log"),
    ),
    "caseworker": (
        ("Indbakke", "front:inbox"),
        ("Mine borgere", "front:citizens"),
        ("Slå op", "citizens:look_up"),
    ),
    "leader": (
        ("Overblik", "front:leader"),
        ("Sygefravær", "compare:absence"),
        ("Samtaler", "absence:talks"),
        ("Opfølgning", "compare:dialogue"),
        ("Ledelsesspænd", "compare:spans"),
        ("Planer på samme tid", "journeys:parallel_plans"),
        ("Automatiske afgørelser", "benefits:review"),
    ),
    "hr": (
        ("Samtaler", "absence:talks"),
        ("Mål for fravær", "absence:targets"),
        ("Rejsehold", "absence:visits"),
        ("Puljer", "absence:pools"),
    ),
    "analyst": (
        ("Indikatorer", "compare:measurements"),
        ("Sammenlign", "compare:areas"),
        ("Forskelle i landet", "compare:country"),
    ),
    "rules_officer": (
        ("Regelsimulator", "benefits:simulators"),
        ("Lovforslag", "benefits:bills"),
    ),
    "auditor": (
        ("Overblik", "front:auditor"),
        ("Revisionslog", "access:trail"),
        ("Afvisninger", "access:refusals"),
        ("Find et opslag", "access:find_line"),
        ("Planer på samme tid", "journeys:parallel_plans"),
        ("Automatiske afgørelser", "benefits:review"),
    ),
    "administrator": (
        ("Overblik", "front:administrator"),
        ("Brugere og pladser", "access:people"),
        ("Enheder", "organisation:units"),
        ("Indlæsning", "organisation:imports"),
        ("FHIR-import", "journeys:import_fhir"),
        ("Leverancer", "lake:deliveries"),
        ("Revisionslog", "access:trail"),
    ),
}
PAGES = {  # role -> pages it may open without more, besides those of its menu
    "citizen": (("Kalender i din telefon", "journeys:my_feed"),),
    "caseworker": (
        ("Opret en borger", "citizens:register"),
        ("FHIR-import", "journeys:import_fhir"),
    ),
    "leader": (
        ("Sammenligningsgruppe", "compare:peers"),
        ("Mål for fravær", "absence:targets"),
        ("Gevinst ved mindre fravær", "compare:gain"),
        ("Rejsehold", "absence:visits"),
        ("Puljer", "absence:pools"),
        ("Ledelse og resultater", "compare:practice"),
        ("Viden om fravær", "compare:knowledge"),
        ("Kommentar til enhedens tal", "compare:comment"),
    ),
    "administrator": (("Opret en bruger", "access:register"),),
}
STATES = {  # state of a plan -> its word and the colour of its badge
    "draft": ("Kladde", "info"),
    "proposed": ("Venter på borgeren", "warning"),
    "active": ("Gælder", "success"),
    "on_hold": ("Hviler", "warning"),
}
HEADINGS = {
    "citizen": "Mit forløb", "caseworker": "Sag på tværs", "intake": "Sag på tværs",
    "leader": "Ledelse", "hr": "HR", "analyst": "Tal", "rules_officer": "Regelkontor",
    "auditor": "Tilsyn", "administrator": "Administration",
}  # fmt: skip


def frame(
    seat: Seat | None, path: str, match: ResolverMatch | None, today: date, seats: int
) -> Frame:
    """The frame for a seat at an address; without a seat, the public one."""
    languages = (_other_language(path, match),)
    if seat is None:
        return Frame(
            heading="Sammenhæng", home=address("front:home"), log_in=address("access:log_in"),
            nav=_navigation(seat, path, today), languages=languages, is_demo=settings.DEMO,
        )  # fmt: skip
    authority = seat.unit.authority if seat.unit else None
    return Frame(
        heading=gettext(HEADINGS.get(seat.role, "Sammenhæng")),
        home=address("front:home"),
        authority=authority.name if authority else gettext("Din kommune"),
        support=_support(seat),
        user=seat.account.name,
        role="" if seat.is_citizen else gettext(seat.title) or Wording().role(seat.role),
        nav=_navigation(seat, path, today),
        log_out=address("access:log_out"),
        switch=address("access:seats") if seats > 1 else "",
        keep_alive=address("access:keep_alive"),
        session_seconds=settings.SESSION_COOKIE_AGE,
        languages=languages,
        is_demo=settings.DEMO,
    )


def _support(seat: Seat) -> str:
    if seat.unit and seat.unit.phone:
        return gettext("Hjælp: {phone}").format(phone=seat.unit.phone)
    return gettext("Hjælp: {phone}").format(phone="99 99 10 00")


def _navigation(seat: Seat | None, path: str, today: date) -> tuple[Link, ...]:
    waiting = inbox.waiting(seat, today) if seat and not seat.is_citizen else 0
    links = []
    for label, name in NAV.get(_role(seat), ()):
        url = address(name)
        count = waiting if name == "front:inbox" else None
        links.append(Link(gettext(label), url, is_current=path == url, count=count))
    return tuple(links)


def _other_language(path: str, match: ResolverMatch | None) -> Link:
    other = "da" if get_language() == "en" else "en"
    label = {"da": "Dansk", "en": "English"}[other]
    if match is None or match.url_name is None:
        return Link(label, path, info=other)
    with override(other):
        return Link(
            label, reverse(match.view_name, args=match.args, kwargs=match.kwargs), info=other
        )


@dataclass(frozen=True)
class TaskRow:
    """A task as a list shows it: what, where to, by when."""

    text: str
    url: str
    hint: str
    status: str
    kind: str


def deadline(due_on: date | None, today: date) -> tuple[str, str]:
    """In words, and the badge's colour: red only when it is overdue."""
    if due_on is None:
        return gettext("Ingen frist"), "info"
    days = (due_on - today).days
    if days < 0:
        late = ngettext("Overskredet {days} dag", "Overskredet {days} dage", -days)
        return late.format(days=-days), "error"
    if days == 0:
        return gettext("Frist i dag"), "warning"
    if days == 1:
        return gettext("Frist i morgen"), "warning"
    return gettext("Om {days} dage").format(days=days), "info"


def follow_ups(seat: Seat, today: date) -> list[TaskRow]:
    """The agreements a leader owns and must follow up, the most urgent first."""
    return [_follow_up(one, today) for one in dialogues.due(seat, today)]


def findings(seat: Seat, today: date) -> list[tuple[str, str]]:
    """What deserves attention in the leader's chain: a sentence and where to read more."""
    told = results.findings(dialogues.chain(seat, today))
    at = reverse("compare:absence")
    return [
        (one.sentence, f"{at}?enhed={one.unit.pk}&indikator={one.indicator.code}") for one in told
    ]


@dataclass(frozen=True)
class Talks:
    """How many talks about absence a leader is to hold; nobody is named, and nobody looked up."""

    count: int
    overdue: int


def talks(seat: Seat, today: date) -> Talks | None:
    days = [one.due_on for one in inbox.tasks_of(seat, today) if one.kind == TALK]
    return Talks(len(days), sum(day is not None and day < today for day in days)) if days else None


def _follow_up(one: Dialogue, today: date) -> TaskRow:
    status, kind = deadline(one.due_on, today)
    url = reverse("compare:dialogue_follow_up", args=[one.pk])
    return TaskRow(
        one.action, url, f"{one.unit.name}, {dialogues.name_of(one.period)}", status, kind
    )


def task(seat: Seat, task_id: int, today: date) -> Task:
    """A task of the seat's inbox."""
    if (found := inbox.open_task(seat, task_id, today)) is None:
        raise Refused("missing", "Opgaven står ikke længere i din indbakke.")
    return found


def site_map(seat: Seat | None) -> list[tuple[str, list[Link]]]:
    """Every page the seat may open without more, for the menu without JavaScript."""
    public = [
        Link(gettext(label), reverse(name))
        for label, name in (
            ("Forside", "front:home"), *NAV[""],
            ("Offentliggjorte tal", "compare:published"),
            ("Sådan regner vi fravær", "compare:method"),
            ("Hjælp og kontakt", "front:help"), ("Om Sammenhæng", "front:about"),
            ("Tilgængelighedserklæring", "front:accessibility"),
            ("Privatliv og cookies", "front:privacy"),
        )
    ]  # fmt: skip
    public.append(Link("API", reverse("api")))
    everybody = (gettext("Alle"), public)
    if seat is None:
        return [
            everybody,
            (gettext("Dine sider"), [Link(gettext("Log på"), reverse("access:log_in"))]),
        ]
    role = _role(seat)
    pages = (*NAV.get(role, ()), *PAGES.get(role, ()))
    own = [Link(gettext(label), reverse(name)) for label, name in pages]
    return [(gettext("Dine sider"), own), everybody] if own else [everybody]


def _role(seat: Seat | None) -> str:
    if seat is None:
        return ""
    return "caseworker" if seat.role == "intake" else seat.role
