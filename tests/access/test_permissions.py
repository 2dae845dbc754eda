"""The role x action table is total, and the legal data behind a look-up hang together."""

from datetime import date

import pytest

from house.permissions import acts
from sammenhaeng.access import rules
from sammenhaeng.access.models import Seat
from sammenhaeng.access.queries import Wording
from sammenhaeng.kernel.acts import Place, Reach
from sammenhaeng.kernel.refusal import Refused

ACTS = acts()
WHO = {  # role -> whom of the cast, in Solby
    "citizen": "anne", "caseworker": "mette", "leader": "karen", "auditor": "per",
    "administrator": "eva", "system": "system",
}  # fmt: skip


def test_acts_have_names_of_their_own():
    assert len(ACTS) >= 35
    assert len({act.name for act in ACTS}) == len(ACTS)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_an_act_names_only_roles_and_relations_that_exist(act):
    assert act.roles
    assert act.roles <= set(rules.ROLES)
    assert act.relations <= set(rules.RELATIONS)
    assert act.does[0].islower()


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_every_role_gets_a_verdict_in_its_own_unit(solby, act):
    for role in rules.ROLES:
        seat = Seat(role=role, unit=None if role == "citizen" else solby.jobcentre)
        assert seat.may(act, Place(seat.unit_id)) is (role in act.roles)


UNITS = [act for act in ACTS if act.reach == Reach.UNIT]
AUTHORITIES = [act for act in ACTS if act.reach == Reach.AUTHORITY]


@pytest.mark.parametrize("act", UNITS, ids=lambda act: act.name)
def test_an_act_in_the_unit_reaches_down_and_not_beside(solby, act):
    for role in act.roles - {"citizen", "system"}:
        assert Seat(role=role, unit=solby.town_hall).may(act, Place(solby.school.pk))
        assert not Seat(role=role, unit=solby.jobcentre).may(act, Place(solby.school.pk))
        assert not Seat(role=role, unit=solby.jobcentre).may(act, Place(solby.town_hall.pk))


@pytest.mark.parametrize("act", AUTHORITIES, ids=lambda act: act.name)
def test_an_act_in_the_authority_does_not_reach_another(solby, act):
    for role in act.roles - {"citizen", "system"}:
        seat = Seat(role=role, unit=solby.jobcentre)
        assert seat.may(act, Place(solby.school.pk))
        assert not seat.may(act, Place(solby.psychiatry.pk))


RELATED = [act for act in ACTS if act.relations]


@pytest.mark.parametrize("act", RELATED, ids=lambda act: act.name)
def test_an_act_about_a_citizen_needs_one_of_its_relations(solby, act):
    bent = solby.citizens["bent"]
    for role, who in WHO.items():
        by = solby.seats[who]
        may = by.role in act.roles and role == "system" and "task" in act.relations
        assert by.may(act, Place(by.unit_id, bent)) is may


@pytest.mark.parametrize("purpose", rules.purposes().values(), ids=lambda one: one.code)
def test_a_purpose_rests_on_bases_roles_and_relations_that_exist(purpose):
    assert purpose.bases
    assert set(purpose.bases) <= set(rules.bases())
    assert purpose.categories
    assert purpose.categories <= set(rules.categories())
    assert purpose.roles <= set(rules.ROLES)
    assert purpose.relations <= set(rules.RELATIONS)


@pytest.mark.parametrize("basis", rules.bases().values(), ids=lambda one: one.code)
def test_a_basis_names_its_statute_and_its_validity(basis):
    assert basis.statute
    assert basis.in_force(basis.first_on)
    assert basis.last_on is None or basis.first_on <= basis.last_on
    assert basis.sure in (True, False)


@pytest.mark.parametrize(("year", "is_in_force"), [(2017, False), (2019, True)])
def test_a_basis_opens_nothing_before_it_is_in_force(year, is_in_force):
    own, day = rules.named("own"), date(year, 1, 1)
    if is_in_force:
        assert rules.opening(own, "citizen", {"self"}, day) == ("self", "gdpr-15")
        return
    with pytest.raises(Refused, match="Intet lovgrundlag"):
        rules.opening(own, "citizen", {"self"}, day)


def test_a_basis_that_nobody_has_checked_is_marked_in_the_log(story, solby, as_):
    assert not rules.bases()["fvl-28"].sure
    assert Wording().is_sure("gdpr-15")
    assert not Wording().is_sure("fvl-28")
