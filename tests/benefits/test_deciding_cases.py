"""Cases of benefits: what a machine decides, what it leaves to a person, and what is kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Relation
from sammenhaeng.audit.models import Entry
from sammenhaeng.benefits.models import Application, Decision, Evidence
from sammenhaeng.benefits.news import BenefitDecided
from sammenhaeng.benefits.operations import applications, decisions, facts, opening
from sammenhaeng.benefits.operations.applications import Wish
from sammenhaeng.benefits.operations.decisions import Verdict
from sammenhaeng.benefits.operations.facts import Finding
from sammenhaeng.benefits.rules import laws
from sammenhaeng.benefits.rules.evidence import CITIZEN, Told
from sammenhaeng.citizens.models import Fact
from sammenhaeng.citizens.operations import facts as registers
from sammenhaeng.citizens.operations.facts import Statement
from sammenhaeng.config.reactions import REACTIONS
from sammenhaeng.inbox.models import Task
from sammenhaeng.kernel import news
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.world import benefits as world
from tests.scenes import ON

AREA = Finding("areal", 0, "78", "BBR-meddelelsen, som borgeren har sendt.")
STRANGERS = ["mette", "jonas", "karen", "per", "eva"]


def decision_of(application) -> Decision:
    return Decision.objects.exclude(state="dropped").get(application=application)


def codes(decision) -> list[str]:
    return [one["code"] for one in decision.doubts]


def acts_of(thing) -> list[str]:
    rows = Entry.objects.filter(thing=thing._meta.label_lower, thing_id=thing.pk)
    return list(rows.order_by("pk").values_list("act", flat=True))


def look(seat, citizen_id, at):
    purpose = "own" if seat.is_citizen else "benefit"
    return access.look_up(
        citizen_id, purpose=purpose, seen=["facts", "benefits"], by=seat, at=at, action="change"
    )


def again(solby, benefits, at, **said):
    """Bent's case once more, with other answers."""
    answers = world.SAID | said
    return world.hand_in(solby, "bent", answers, world.Errand(benefits.office, ON), at)


def test_a_case_without_doubts_is_decided_by_the_machine(solby, benefits, at):
    made = decision_of(benefits.bent)
    assert (made.level, made.doubts, made.decided_by) == ("automatic", [], solby.seats["system"])
    assert (made.on, made.known) == (date(2026, 11, 18), date(2026, 11, 18))
    assert acts_of(made) == ["benefit.decided"]
    assert acts_of(benefits.bent) == ["benefit.applied", "benefit.gathered"]


def test_the_amount_is_what_the_command_line_says_of_the_same_household(benefits):
    """17.400 kr., 58 m² and 6.200 kr. in rent: BSL §§ 10, 21 and 23, reckoned by hand.

    Rent 74.400 + heating 58 x 41,50 = 76.807. Own payment 11 % of 208.800 = 22.968, above 21.300.
    76.807 - 22.968 = 53.839 a year, 4.487 a month after rounding.
    """
    assert decision_of(benefits.bent).granted == {"amount_month": 4487}


def test_a_contradiction_sends_the_case_to_the_office_with_the_reason(benefits):
    draft = decision_of(benefits.anne)
    assert (draft.state, draft.level) == ("draft", "draft")
    assert codes(draft) == ["contradictory", "unsure", "untried"]
    assert "84 m² og BBR siger 78 m²" in draft.doubts[0]["sentence"]
    (task,) = Task.objects.filter(kind="benefit.decide", state="open")
    assert (task.unit, task.thing_id) == (benefits.office, benefits.anne.pk)


def test_registers_count_before_the_citizen(benefits):
    kept = {one["name"]: one["register"] for one in decision_of(benefits.anne).facts}
    assert (kept["areal"], kept["husleje"], kept["formue"]) == ("BBR", "Borgeren selv", "SKAT")


@pytest.mark.parametrize("lacking", ["husleje", "doegnhjaelp"])
def test_what_nobody_has_told_is_missing_also_where_the_law_has_a_default(
    solby, benefits, at, lacking
):
    told = [one for one in world.answers(world.SAID, at.date()) if one.name != lacking]
    bent = solby.seats["bent"]
    look(bent, bent.citizen_id, at)
    wish = Wish("boligstoette", date(2026, 11, 18), benefits.office, told=told)
    made = applications.hand_in(
        bent.citizen_id, wish, machine=solby.seats["system"], by=bent, at=at
    )
    assert (made.state, made.reasons) == ("waiting", ["missing"])


def test_a_contested_fact_is_left_to_a_person(solby, benefits, at):
    bent = solby.seats["bent"]
    look(bent, bent.citizen_id, at)
    wealth = Fact.objects.get(citizen_id=bent.citizen_id, path="wealth")
    registers.contest(wealth, "Jeg har ingen formue", by=bent, at=at)
    assert again(solby, benefits, at).reasons == ["contested"]


def test_a_fact_that_is_too_old_is_left_to_a_person(solby, benefits, at):
    system, bent = solby.seats["system"], solby.citizens["bent"]
    access.look_up(bent, purpose="registration", seen=["facts"], by=system, at=at)
    stale = Statement("wealth", "64.000 kr.", "SKAT", at - timedelta(days=1))
    registers.state_fact(bent, stale, by=system, at=at)
    assert again(solby, benefits, at).reasons == ["outdated"]


def test_section_15_is_left_to_a_person(solby, benefits, at):
    assert again(solby, benefits, at, husleje="12000").reasons == ["caseworker"]


def test_a_year_without_rates_is_left_to_a_person_and_nothing_is_invented(solby, benefits, at):
    bent = solby.seats["bent"]
    look(bent, bent.citizen_id, at)
    told = world.answers(world.SAID, at.date())
    wish = Wish("boligstoette", date(2031, 1, 1), benefits.office, told=told)
    made = applications.hand_in(
        bent.citizen_id, wish, machine=solby.seats["system"], by=bent, at=at
    )
    draft = decision_of(made)
    assert (made.reasons, draft.document, draft.amounts) == (["unknown"], None, {})


def test_one_application_for_a_benefit_is_open_at_a_time(solby, benefits, at):
    with pytest.raises(Refused, match="allerede en ansøgning"):
        world.hand_in(solby, "anne", world.ANNE_SAID, world.Errand(benefits.office, ON), at)


@pytest.mark.parametrize(
    ("name", "values", "why"),
    [
        ("areal", ["stor"], "kan ikke bruges"),
        ("husleje", ["-5"], "mindre end 0"),
        ("hund", ["ja"], "Loven spørger ikke om"),
        ("areal", ["60", "70"], "er oplyst to gange"),
    ],
)
def test_an_answer_that_the_law_cannot_use_is_refused(solby, benefits, at, name, values, why):
    bent = solby.seats["bent"]
    look(bent, bent.citizen_id, at)
    told = [Told(name, 0, value, CITIZEN, at.date()) for value in values]
    wish = Wish("boligstoette", at.date(), benefits.office, told=told)
    with pytest.raises(Refused, match=why) as no:
        applications.apply(bent.citizen_id, wish, by=bent, at=at)
    assert no.value.code == "invalid"


@pytest.mark.parametrize("who", [*STRANGERS, "bent"])
def test_a_stranger_may_not_apply_for_anne(solby, benefits, at, who):
    wish = Wish("folkepension", at.date(), benefits.office)
    with pytest.raises(Refused) as no:
        applications.apply(solby.citizens["anne"], wish, by=solby.seats[who], at=at)
    assert no.value.code == "forbidden"


@pytest.mark.parametrize("who", [*STRANGERS, "bent"])
def test_a_stranger_may_do_nothing_with_the_case(solby, benefits, at, who):
    stranger, anne, draft = solby.seats[who], benefits.anne, decision_of(benefits.anne)
    use = look(benefits.dorthe, anne.citizen_id, at)
    for verb in (
        lambda: facts.gather(anne, use, by=stranger, at=at),
        lambda: facts.gather_again(anne, use, by=stranger, at=at),
        lambda: facts.establish(anne, AREA, by=stranger, at=at),
        lambda: decisions.decide(anne, by=stranger, at=at),
        lambda: decisions.redraft(anne, by=stranger, at=at),
        lambda: decisions.settle(anne, Verdict(draft.pk), by=stranger, at=at),
        lambda: applications.withdraw(anne, by=stranger, at=at),
        lambda: decisions.replay(decision_of(benefits.bent), by=stranger, at=at),
    ):
        if who == "bent" and "replay" in verb.__code__.co_names:
            continue
        with pytest.raises(Refused) as no:
            verb()
        assert no.value.code == "forbidden"


def test_a_person_may_not_decide_as_the_machine(benefits, at):
    with pytest.raises(Refused, match="afgøre sager automatisk"):
        decisions.decide(benefits.anne, by=benefits.dorthe, at=at)


def test_what_a_caseworker_lays_down_counts_and_the_draft_is_new(benefits, at):
    before = decision_of(benefits.anne)
    kept = facts.establish(benefits.anne, AREA, by=benefits.dorthe, at=at)
    after = decision_of(benefits.anne)
    assert codes(after) == ["unsure", "untried"]
    assert Decision.objects.get(pk=before.pk).state == "dropped"
    assert (acts_of(kept), acts_of(after)) == (["benefit.established"], ["benefit.drafted"])
    assert Application.objects.get(pk=benefits.anne.pk).reasons == [
        "contradictory", "unsure", "untried",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (replace(AREA, note=" "), "hvor du har oplysningen"),
        (replace(AREA, value="stor"), "kan ikke bruges"),
        (replace(AREA, name="hund"), "spørger ikke"),
    ],
)
def test_what_is_laid_down_can_be_used_and_says_how_it_is_known(benefits, at, finding, words):
    with pytest.raises(Refused, match=words):
        facts.establish(benefits.anne, finding, by=benefits.dorthe, at=at)


def test_registers_that_are_asked_again_are_taken_in(solby, benefits, at):
    anne, system = benefits.anne, solby.seats["system"]
    access.look_up(
        anne.citizen_id, purpose="registration", seen=["facts"], by=system, at=at, action="change"
    )
    told = Statement("dwelling.area_m2", "84 m²", "BBR")
    registers.state_fact(anne.citizen_id, told, by=system, at=at)
    use = look(benefits.dorthe, anne.citizen_id, at)
    assert codes(facts.gather_again(anne, use, by=benefits.dorthe, at=at)) == ["unsure", "untried"]
    current = Evidence.objects.filter(application=anne, name="areal", superseded_at=None)
    assert {one.value for one in current} == {"84"}


def test_the_caseworker_decides_as_the_draft_says(benefits, at):
    draft = decision_of(benefits.anne)
    made = decisions.settle(benefits.anne, Verdict(draft.pk), by=benefits.dorthe, at=at)
    assert (made.state, made.level, made.granted) == ("made", "draft", draft.amounts)
    assert (made.decided_by, made.decided_at) == (benefits.dorthe, at)
    assert acts_of(made)[-1] == "benefit.decided"
    assert not Task.objects.filter(kind="benefit.decide", state="open").exists()
    assert Application.objects.get(pk=benefits.anne.pk).state == "decided"


def test_another_amount_needs_a_written_reason(benefits, at):
    draft = decision_of(benefits.anne)
    with pytest.raises(Refused, match="hvorfor beløbet afviger"):
        decisions.settle(benefits.anne, Verdict(draft.pk, 3000), by=benefits.dorthe, at=at)
    why = "Boligen er delvis lejet ud, jf. BSL § 18."
    verdict = Verdict(draft.pk, 3000, why)
    made = decisions.settle(benefits.anne, verdict, by=benefits.dorthe, at=at)
    assert (made.granted, made.because) == ({"amount_month": 3000}, why)
    assert made.amounts == draft.amounts


@pytest.mark.parametrize("kroner", [-1, 1_000_001])
def test_an_amount_out_of_reach_is_refused(benefits, at, kroner):
    verdict = Verdict(decision_of(benefits.anne).pk, kroner, "Skøn")
    with pytest.raises(Refused, match="hele kroner"):
        decisions.settle(benefits.anne, verdict, by=benefits.dorthe, at=at)


def test_nobody_decides_on_a_draft_that_has_changed(benefits, at):
    read = decision_of(benefits.anne)
    facts.establish(benefits.anne, AREA, by=benefits.dorthe, at=at)
    with pytest.raises(Refused) as no:
        decisions.settle(benefits.anne, Verdict(read.pk), by=benefits.dorthe, at=at)
    assert no.value.code == "stale"


def test_a_decided_case_takes_nothing_more(solby, benefits, at):
    dorthe, bent = benefits.dorthe, benefits.bent
    use = look(dorthe, bent.citizen_id, at)
    made = decision_of(bent)
    for verb in (
        lambda: decisions.settle(bent, Verdict(made.pk), by=dorthe, at=at),
        lambda: decisions.redraft(bent, by=dorthe, at=at),
        lambda: decisions.decide(bent, by=solby.seats["system"], at=at),
        lambda: facts.establish(bent, AREA, by=dorthe, at=at),
        lambda: facts.gather_again(bent, use, by=dorthe, at=at),
        lambda: applications.withdraw(bent, by=solby.seats["bent"], at=at),
    ):
        with pytest.raises(Refused) as no:
            verb()
        assert no.value.code == "state"


def test_the_database_lets_nobody_change_a_made_decision(benefits):
    made = decision_of(benefits.bent)
    for change in ({"granted": {}}, {"facts": []}, {"state": "draft"}):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Decision.objects.filter(pk=made.pk).update(**change)


def test_full_automation_is_refused_by_the_database_while_there_is_a_doubt(benefits):
    """Invariant 35, underneath the verbs."""
    with pytest.raises(IntegrityError, match="no_doubts"), transaction.atomic():
        Decision.objects.filter(pk=decision_of(benefits.anne).pk).update(level="automatic")


def test_the_citizen_may_take_the_wish_back_and_the_office_lets_go(solby, benefits, at):
    anne = solby.seats["anne"]
    look(anne, anne.citizen_id, at)
    gone = applications.withdraw(benefits.anne, by=anne, at=at)
    assert (gone.state, acts_of(gone)[-1]) == ("withdrawn", "benefit.withdrawn")
    assert not Relation.objects.open().filter(kind="benefit", citizen_id=anne.citizen_id).exists()
    with pytest.raises(Refused):
        opening.case(benefits.dorthe, anne.citizen_id, at)


def test_rooms_above_hear_of_a_decision(benefits, at):
    heard = []
    news.listen({BenefitDecided: [heard.append]})
    draft = decision_of(benefits.anne)
    decisions.settle(benefits.anne, Verdict(draft.pk), by=benefits.dorthe, at=at)
    news.listen(REACTIONS)
    assert [(one.decision_id, one.law, one.level) for one in heard] == [
        (draft.pk, "boligstoette", "draft")
    ]


def test_only_the_office_opens_the_case_and_the_citizen_sees_it(solby, benefits, at):
    for name in ("mette", "jonas", "hans"):
        with pytest.raises(Refused):
            opening.case(solby.seats[name], benefits.anne.citizen_id, at)
    use = opening.case(benefits.dorthe, benefits.anne.citizen_id, at)
    assert use.relations == {benefits.anne.citizen_id: "benefit"}


def test_every_law_that_decides_tells_how_to_appeal():
    assert all("klage" in laws.law(name).appeal for name in laws.names())
