from dataclasses import dataclass, replace

import pytest

from sammenhaeng.config.reactions import REACTIONS
from sammenhaeng.kernel import news
from sammenhaeng.kernel.acts import Act, Place, require
from sammenhaeng.kernel.refusal import Refused

CLOSE = Act("plan.close", "lukke planen", frozenset({"caseworker"}))


@dataclass(frozen=True)
class Actor:
    """Someone who may act in one unit."""

    pk: int
    unit_id: int

    def may(self, act: Act, place: Place) -> bool:
        return act == CLOSE and place.unit_id == self.unit_id


@dataclass(frozen=True)
class Closed:
    plan_id: int


@dataclass(frozen=True)
class Reopened(Closed):
    """News of another kind."""


@pytest.fixture
def heard():
    told: list = []
    news.listen({Closed: [told.append, lambda one: told.append(replace(one, plan_id=-1))]})
    yield told
    news.listen(REACTIONS)


def test_who_may_act_there_is_let_through():
    require(Actor(1, 7), CLOSE, unit_id=7)


def test_who_may_not_is_told_what_they_may_not_do():
    with pytest.raises(Refused, match="ikke adgang til at lukke planen") as refused:
        require(Actor(1, 7), CLOSE, unit_id=8)
    assert refused.value.code == "forbidden"


def test_every_listener_hears_in_the_order_of_the_table(heard):
    news.announce(Closed(3))
    assert heard == [Closed(3), Closed(-1)]


def test_news_nobody_listens_to_is_no_error(heard):
    news.announce(Reopened(3))
    assert heard == []


def test_a_refusal_tells_its_sentence_with_the_facts():
    refused = Refused("late", "Fristen var {day}.", day="i går")
    assert (str(refused), refused.code) == ("Fristen var i går.", "late")
