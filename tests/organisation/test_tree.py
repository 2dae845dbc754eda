"""Whatever is imported, moved and drawn: no ring ever, and each chain is the chain of parents."""

import csv
import io
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sammenhaeng.kernel.cells import guarded, unguarded
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation import queries
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.operations import units
from sammenhaeng.organisation.queries import Wanted
from sammenhaeng.organisation.rules import units as rules
from sammenhaeng.organisation.rules.lines import Line, closes_a_ring

from .conftest import line, written

CODES = "abcde"
IN_TRANSACTION = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
parents = st.dictionaries(st.sampled_from(CODES), st.sampled_from(["", *CODES]), min_size=1)
cells = st.text(alphabet="aÅ=+-@;,\"' ", max_size=5).map(str.strip)


def chain_of(unit, by_id):
    """The reference: climb from parent to parent, at most as far as there are units."""
    chain = [unit.pk]
    while unit.parent_id is not None and len(chain) <= len(by_id):
        unit = by_id[unit.parent_id]
        chain.insert(0, unit.pk)
    return chain


def is_whole():
    by_id = Unit.objects.in_bulk()
    return all(unit.ancestor_ids == chain_of(unit, by_id) for unit in by_id.values())


@given(files=st.lists(parents, min_size=1, max_size=3))
@IN_TRANSACTION
def test_every_file_leaves_a_whole_tree(bring, files):
    for told in files:
        bring(written(*(line(code, parent) for code, parent in told.items())))

        assert is_whole()


@given(moves=st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(["", *CODES]))))
@IN_TRANSACTION
def test_every_move_leaves_a_whole_tree(bring, solby, at, moves):
    bring(written(*(line(code) for code in CODES)))
    for code, under in moves:
        parent = Unit.objects.get(code=under) if under else None
        try:
            units.move(Unit.objects.get(code=code), parent, by=solby.eva, at=at)
        except Refused:
            assert under
        assert is_whole()


def exported(authority_id):
    text = io.StringIO()
    rows = queries.units(Wanted(authority_id=authority_id), date(2026, 11, 18))
    csv.writer(text, delimiter=";").writerows(queries.sheet_of(rows))
    return text.getvalue().encode()


@given(names=st.lists(cells.filter(bool), min_size=1, max_size=5), phone=cells)
@IN_TRANSACTION
def test_what_is_exported_and_imported_again_changes_nothing(bring, solby, names, phone):
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter=";")
    writer.writerow([*rules.COLUMNS, *rules.OPTIONAL])
    for code, name in zip(CODES, names, strict=False):
        told = [
            "0999",
            code,
            "",
            name,
            "",
            "team",
            phone,
            "",
            "",
            "2026-01-01",
            "",
            "kommunal",
            phone,
            "",
        ]
        writer.writerow(map(guarded, told))
    assert not bring(rows.getvalue().encode())[0].rows_refused
    before = list(Unit.objects.order_by("pk").values())

    done, faults = bring(exported(solby.school.authority_id))

    assert (done.rows_new, done.rows_changed, faults) == (0, 0, [])
    assert list(Unit.objects.order_by("pk").values()) == before
    assert [Unit.objects.get(code=c).name for c, _ in zip(CODES, names, strict=False)] == names


@given(st.text(alphabet="'=+-@a", max_size=6))
def test_a_guarded_cell_is_no_formula_and_comes_back(cell):
    assert guarded(cell)[:1] not in tuple("=+-@")
    assert unguarded(guarded(cell)) == cell


FIRST = date(2026, 1, 1)
days = st.tuples(st.integers(0, 4), st.none() | st.integers(0, 4)).map(
    lambda pair: Days(
        FIRST + timedelta(pair[0]),
        None if pair[1] is None else FIRST + timedelta(pair[0] + pair[1]),
    )
)
lines = st.builds(Line, st.integers(1, 4), st.integers(1, 4), days)


def has_ring(day, drawn):
    """The reference: on this day, does anybody come back to themselves?"""
    leader = {one.position_id: one.leader_id for one in drawn if day in one.days}
    for at in leader:
        seen = at
        for _ in range(5):
            seen = leader.get(seen)
            if seen == at:
                return True
    return False


@given(st.lists(lines, max_size=8))
def test_a_line_is_refused_exactly_when_it_closes_a_ring_on_some_day(wanted):
    drawn = []
    for new in wanted:
        if any(one.position_id == new.position_id and one.days.overlaps(new.days) for one in drawn):
            continue
        ringed = any(has_ring(FIRST + timedelta(n), [*drawn, new]) for n in range(12))
        assert closes_a_ring(new, drawn) == ringed
        if not ringed:
            drawn.append(new)
