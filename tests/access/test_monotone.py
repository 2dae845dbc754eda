"""A-5: more relations never take a right away, and a basis that ends never gives one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammenhaeng.access import rules
from sammenhaeng.kernel.refusal import Refused

PURPOSES = st.sampled_from(sorted(rules.purposes()))
ROLES = st.sampled_from(sorted(rules.ROLES))
KINDS = st.sampled_from(sorted(rules.RELATIONS))
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


def opens(purpose, role, held, day) -> bool:
    try:
        rules.opening(purpose, role, held, day)
    except Refused:
        return False
    return True


@given(PURPOSES, ROLES, st.frozensets(KINDS, max_size=3), KINDS, DAYS)
def test_one_relation_more_never_closes(purpose, role, held, more, day):
    named = rules.named(purpose)
    assert opens(named, role, held, day) <= opens(named, role, held | {more}, day)


@given(PURPOSES, ROLES, st.frozensets(KINDS, max_size=3), DAYS, st.data())
def test_one_basis_less_never_opens(purpose, role, held, day, data):
    named = rules.named(purpose)
    gone = data.draw(st.sampled_from(named.bases))
    fewer = replace(named, bases=tuple(one for one in named.bases if one != gone))
    assert opens(fewer, role, held, day) <= opens(named, role, held, day)


@pytest.mark.parametrize("purpose", sorted(rules.purposes()))
def test_without_a_basis_nobody_opens(purpose):
    bare = replace(rules.named(purpose), bases=())
    for role in rules.ROLES:
        assert not opens(bare, role, rules.RELATIONS, date(2026, 11, 18))
