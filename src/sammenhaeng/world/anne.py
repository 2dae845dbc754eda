"""The story of Anne: four authorities, two statutory plans, one plan she agreed to."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.citizens.operations import consents, facts
from sammenhaeng.journeys.models import Activity, Goal, Plan, Replacement, StatutoryPlan
from sammenhaeng.journeys.operations import (
    activities,
    appointments,
    goals,
    plans,
    sources,
    statutory,
    steps,
)
from sammenhaeng.journeys.rules.plans import CONDITIONS, plan_types
from sammenhaeng.kernel.calendar import COPENHAGEN, add_working_days, day_of
from sammenhaeng.kernel.periods import Interval

from .solby import Solby, cast

OWN_WORDS = (
    "Jeg vil gerne arbejde nogle timer om ugen, men jeg skal kunne nå at hente Ida. "
    "Og jeg vil kun fortælle min historie én gang."
)
SEEN = ["identity", "family", "plan", "appointments", "statutory_plan", "consent", "contacts"]

MIN_PLAN = {
    "maal": "Deltidsjob på 15-20 timer",
    "jobsoegning": "To ansøgninger om måneden, når søvnen er bedre",
    "tilbud": "Praktik som lagermedarbejder",
    "stabilisering": "Faste samtaler hver anden uge",
    "status": "Sygemeldt siden august, vil gerne tilbage",
}
HANDLEPLAN = {
    "formaal": "En hverdag, der hænger sammen for Anne og børnene",
    "indsats": "Familierådgivning, 10 gange",
    "varighed": "Et halvt år",
    "saerlige_forhold": "Anne er alene med to børn og har svært ved at sove",
}


@dataclass
class Story:
    """What the telling needs along the way."""

    solby: Solby
    at: datetime

    @property
    def today(self) -> date:
        return day_of(self.at)

    def in_days(self, days: int) -> date:
        """The working day that many days from today."""
        return add_working_days(self.today + timedelta(days=days), 0)

    def look(self, by: Seat, purpose: str = "case", who: str = "anne"):
        return access.look_up(
            self.solby.citizens[who], purpose=purpose, seen=SEEN, by=by, at=self.at, action="change"
        )


@transaction.atomic
def tell(*, at: datetime) -> Plan:
    """Build Anne's course from two plans of two authorities to one plan in force."""
    story = Story(cast(), at - timedelta(days=40))
    sources_ = _statutory(story)
    _know(story)
    story.at = at - timedelta(days=20)
    plan, lines = _draft(story)
    _cover(story, plan, sources_, lines)
    story.at = at - timedelta(days=14)
    plan = _agree(story, plan)
    story.at = at - timedelta(days=6)
    _live(story, plan, lines)
    _meet(story, plan)
    story.at = at - timedelta(days=2)
    _cover_a_shift(story)
    return plan


def _cover_a_shift(story: Story) -> None:
    """Ali opens Bent, who is not his, and says why; Karen has not reviewed it yet."""
    access.open_with_reason(
        story.solby.citizens["bent"],
        code="duty",
        text="Bent ringede til vagten og spurgte, hvornår han skal møde op.",
        by=story.solby.ali,
        at=story.at,
    )


def _statutory(story: Story) -> list[StatutoryPlan]:
    solby, system = story.solby, story.solby.seats["system"]
    access.look_up(
        solby.citizens["anne"], purpose="import", seen=["statutory_plan"], by=system, at=story.at,
        action="change",
    )  # fmt: skip
    anne = solby.citizens["anne"]
    return [
        statutory.start(
            anne,
            statutory.Beginning(kind, unit, texts, responsible=seat, title=plan_types()[kind].name),
            by=system,
            at=story.at,
        )
        for kind, unit, texts, seat in (
            ("MIN_PLAN", solby.jobcentre, MIN_PLAN, solby.mette),
            ("SEL141", solby.family, HANDLEPLAN, solby.jonas),
        )
    ]


FACTS = (
    ("address.street", "Nørregade 12, 2. th, Solby", "CPR"),
    ("civil.status", "Ugift", "CPR"),
    ("dwelling.kind", "Lejelejlighed, 78 m²", "BBR"),
    ("dwelling.rent_month", "7.150 kr.", "Borgeren selv"),
    ("doctor", "Lægehuset Søndergade", "Sundhedsvæsenet"),
)


def _know(story: Story) -> None:
    """What registers answered about Anne, so that nobody asks her again."""
    anne, system = story.solby.citizens["anne"], story.solby.seats["system"]
    access.look_up(
        anne, purpose="registration", seen=["facts"], by=system, at=story.at, action="change"
    )
    fresh_until = story.at + timedelta(days=365)
    for path, value, register in FACTS:
        told = facts.Statement(path, value, register, fresh_until)
        facts.state_fact(anne, told, by=system, at=story.at)


def _draft(story: Story) -> tuple[Plan, dict[str, Goal | Activity]]:
    solby, at = story.solby, story.at
    by, anne = solby.mette, solby.citizens["anne"]
    story.look(by)
    beginning = plans.Beginning(solby.jobcentre, frozenset(CONDITIONS), review_on=story.in_days(60))
    plan = plans.start(anne, beginning, by=by, at=at)
    aims: dict[str, Goal] = {}
    for key, title, words in (
        ("job", "Job på deltid", "Jeg vil i job på deltid"),
        ("sleep", "Bedre søvn og mindre angst", "Jeg vil have det bedre og sove om natten"),
        ("school", "Oliver trives i skolen", "Oliver skal trives i skolen"),
    ):
        aim = goals.Aim(title, words=words, due_on=story.in_days(200))
        aims[key] = goals.add_goal(plan, aim, about=anne, by=by, at=at)
    efforts = {
        key: activities.add_activity(aims[goal], effort, by=by, at=at)
        for key, goal, effort in _efforts(story)
    }
    return plan, {**aims, **efforts}


def _efforts(story: Story) -> list[tuple[str, str, activities.Effort]]:
    solby, day = story.solby, story.in_days
    effort = activities.Effort
    return [
        ("talks", "job", effort("Jobsamtaler hver anden uge", solby.jobcentre, day(1),
            day(95), solby.mette, "Samtale om timer og tider", day(30))),
        ("therapy", "sleep", effort("Behandling, hver torsdag", solby.psychiatry, day(0),
            day(120), solby.lone, "Samtale", day(28))),
        ("medicine", "sleep", effort("Medicinopfølgning", solby.clinic, day(3),
            day(150), solby.hans, "Blodprøve", day(36))),
        ("advice", "school", effort("Familierådgivning, 10 gange", solby.family, day(5),
            day(110), solby.jonas, "Møde hjemme hos jer", day(31))),
        ("thrive", "school", effort("Trivselsforløb", solby.school, day(2),
            day(80), solby.sanne, "Aftale en tid", day(14))),
    ]  # fmt: skip


def _cover(story: Story, plan: Plan, taken: list[StatutoryPlan], lines) -> None:
    by, at = story.solby.mette, story.at
    carried = {
        "maal": "job", "jobsoegning": "job", "tilbud": "talks", "stabilisering": "talks",
        "status": "job", "formaal": "school", "indsats": "advice", "varighed": "advice",
        "saerlige_forhold": "sleep",
    }  # fmt: skip
    for source in taken:
        replacement: Replacement = sources.replace(plan, source, by=by, at=at)
        for key in plan_types()[source.kind].mandatory:
            sources.cover(replacement, key, lines[carried[key]], by=by, at=at)


def _agree(story: Story, plan: Plan) -> Plan:
    solby, at = story.solby, story.at
    anne = solby.seats["anne"]
    story.look(solby.mette)
    request = consents.Request(
        purpose="coordination",
        basis="lov-707",
        receiver=solby.jobcentre,
        categories=("plan", "appointments", "contacts"),
        valid_until=story.in_days(365),
        explanation="Jobcenter Solby må samle dine planer og dele den ene med dem, der hjælper.",
    )
    consent = consents.ask(plan.citizen_id, request, by=solby.mette, at=at)
    plans.propose(plan, by=solby.mette, at=at)
    story.look(anne, "own")
    consent = consents.give(consent, by=anne, at=at)
    plan = plans.activate(plan, consent, by=anne, at=at)
    return plans.say_own_words(plan, OWN_WORDS, by=anne, at=at)


def _live(story: Story, plan: Plan, lines) -> None:
    """Steps taken, an effort waiting for Anne, a comment, a question about consent."""
    solby, at = story.solby, story.at
    story.look(solby.mette, "coordination")
    for goal, texts in (
        ("job", ("Første samtale om timer", "CV gjort færdigt")),
        ("sleep", ("Henvisning modtaget", "Første samtale", "Søvndagbog i to uger")),
        ("school", ("Møde med klasselæreren",)),
    ):
        for text in texts:
            step = steps.add_step(lines[goal], text, due_on=None, by=solby.mette, at=at)
            steps.finish_step(step, by=solby.mette, at=at)
    for goal, text, days in (
        ("job", "Praktik starter", 32), ("sleep", "Samtale i Psykiatrien Vest", 8),
        ("school", "Møde med skolen", 14), ("school", "Aftale om pauser i timerne", 24),
    ):  # fmt: skip
        steps.add_step(lines[goal], text, due_on=story.in_days(days), by=solby.mette, at=at)
    effort = activities.Effort(
        "Praktik som lagermedarbejder, 20 timer", solby.jobcentre, story.in_days(50),
        story.in_days(140), solby.ali, "Kontrakt underskrives", story.in_days(22),
    )  # fmt: skip
    activities.move_activity(lines["talks"], "start", by=solby.mette, at=at)
    activities.add_activity(lines["job"], effort, by=solby.mette, at=at)
    story.look(solby.lone, "coordination")
    activities.move_activity(lines["therapy"], "start", by=solby.lone, at=at)
    request = consents.Request(
        "coordination", "rsl-11a-1", solby.psychiatry, ("plan",), story.in_days(180),
        "Psykiatrien Vest vil gerne se dine mål i planen, også dem om job og skole.",
    )  # fmt: skip
    consents.ask(plan.citizen_id, request, by=solby.lone, at=at)
    story.look(solby.seats["anne"], "own")
    steps.comment(
        plan, "Jeg kan ikke tirsdag eftermiddag, der henter jeg Ida.", goal=lines["job"],
        by=solby.seats["anne"], at=at,
    )  # fmt: skip


MEETINGS = {  # key: (unit, title, in days, begins, minutes, place)
    "therapy": ("psychiatry", "Samtale i Psykiatrien Vest", 14, time(9), 45, "Skovvej 30"),
    "clashing": ("jobcentre", "Jobsamtale", 14, time(9), 60, "Jobcentret, Kaj 4"),
    "moved": ("jobcentre", "Jobsamtale", 15, time(10), 60, "Jobcentret, Kaj 4"),
    "review": ("jobcentre", "Koordineringsmøde om din plan", 8, time(10), 60, "Rådhuset, lokale 4"),
    "school": ("school", "Skole-hjem-samtale for Oliver", 20, time(14, 30), 30, "Bakkeskolen, 3.B"),
}
CALLED_BY = {"psychiatry": "lone", "jobcentre": "mette", "school": "sanne"}


def _meeting(story: Story, plan: Plan, key: str) -> appointments.Meeting:
    unit, title, days, begins, minutes, place = MEETINGS[key]
    start = datetime.combine(story.in_days(days), begins, COPENHAGEN)
    return appointments.Meeting(
        plan.citizen_id,
        story.solby.units[unit],
        title,
        Interval(start, start + timedelta(minutes=minutes)),
        place=place,
        staff=(story.solby.seats[CALLED_BY[unit]],),
    )


def _meet(story: Story, plan: Plan) -> None:
    """Four meetings; the job centre's would clash with the treatment, and is moved."""
    solby, at = story.solby, story.at
    for key, by in (("therapy", solby.lone), ("review", solby.mette), ("school", solby.sanne)):
        story.look(by, "coordination")
        appointments.book(_meeting(story, plan, key), by=by, at=at)
    clashing = appointments.book_in_spite(
        _meeting(story, plan, "clashing"), reason="Praktikværten kan kun den dag", by=solby.mette,
        at=at,
    )  # fmt: skip
    appointments.move(
        clashing, _meeting(story, plan, "moved").interval,
        because="lå samtidig med din behandling", by=solby.mette, at=at,
    )  # fmt: skip
