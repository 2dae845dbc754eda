"""Every habit of the house, kept by the code and broken by a sample."""

from pathlib import PurePath

import pytest

from house import habits

PYTHON = list(habits.sources("**/*.py"))
PAGES = list(habits.sources("**/*.html"))
EVERYTHING = [
    PurePath(path.relative_to(habits.SRC))
    for path in habits.SRC.rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
]
HABITS = [
    habits.speechless, habits.writes, habits.clocks, habits.foreign_days,
    habits.back_stairs, habits.parts_on_the_street,
]  # fmt: skip
VERB = "def close(plan, *, by, at):\n    require(by, acts.CLOSE)\n    audit.record('x', plan)\n"


def operations() -> dict[str, dict[str, str]]:
    rooms: dict[str, dict[str, str]] = {}
    for path, source in habits.sources("*/operations.py", "*/operations/*.py"):
        if path.stem != "__init__":
            rooms.setdefault(path.parts[0], {})[path.stem] = source
    return rooms


def test_every_file_has_its_place_in_a_room():
    assert [told for path in EVERYTHING for told in habits.misplaced(path)] == []


@pytest.mark.parametrize(
    "path",
    ["journeys/services.py", "citizens/utils.py", "inbox/managers.py", "rulebook/notes/a.txt"],
)
def test_a_file_without_a_place_is_seen(path):
    assert list(habits.misplaced(PurePath(path)))


@pytest.mark.parametrize("path", ["journeys/pages/plan.py", "access/policy.py", "world/anne.py"])
def test_a_file_with_a_place_is_left_alone(path):
    assert not list(habits.misplaced(PurePath(path)))


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.__name__)
def test_the_code_keeps_the_habit(habit):
    assert [told for path, source in PYTHON for told in habit(path, source)] == []


@pytest.mark.parametrize(
    ("habit", "path", "source"),
    [
        (habits.speechless, "journeys/rules.py", "X = 1\n"),
        (habits.writes, "journeys/queries.py", "plan.save()"),
        (habits.writes, "journeys/queries/plans.py", "Plan.objects.filter(pk=1).update(state='x')"),
        (habits.writes, "journeys/pages/plan.py", "Plan.objects.create()"),
        (habits.writes, "journeys/reactions.py", "plan.delete()"),
        (habits.clocks, "journeys/operations/plans.py", "at = now()"),
        (habits.clocks, "journeys/rules.py", "today = date.today()"),
        (habits.clocks, "journeys/forms.py", "day = timezone.localdate()"),
        (habits.foreign_days, "journeys/operations/plans.py", "day = at.date()"),
        (habits.back_stairs, "journeys/queries.py", "apps.get_model('citizens', 'Person')"),
        (habits.back_stairs, "journeys/queries.py", "plan.goal_set.all()"),
        (habits.back_stairs, "journeys/models.py", "class P:\n  def save(self): ..."),
        (habits.back_stairs, "inbox/apps.py", "from django.db.models.signals import post_save"),
        (
            habits.parts_on_the_street, "journeys/pages/plan.py",
            "from sammenhaeng.journeys.operations import versions",
        ),
        (
            habits.parts_on_the_street, "journeys/tasks.py",
            "from .operations.sources import end_sources",
        ),
    ],
)  # fmt: skip
def test_a_broken_habit_is_seen(habit, path, source):
    assert list(habit(PurePath(path), source))


@pytest.mark.parametrize(("room", "files"), operations().items(), ids=lambda one: str(one)[:20])
def test_every_verb_says_who_and_when_permits_and_writes_it_down(room, files):
    assert list(habits.unruly_verbs(room, files)) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("*, by, at", "*, at", "by= and at="),
        ("*, by, at", "*, by", "by= and at="),
        ("require(by, acts.CLOSE)", "pass", "permission"),
        ("audit.record('x', plan)", "pass", "audit"),
        ("by, at)", "by, at, notify=True)", "switch"),
    ],
)
def test_an_unruly_verb_is_seen(before, after, told):
    assert not list(habits.unruly_verbs("plans", {"operations": VERB}))
    (complaint,) = habits.unruly_verbs("plans", {"operations": VERB.replace(before, after)})
    assert told in complaint


def test_a_verb_may_leave_its_trace_to_one_that_it_calls():
    leaving = "def reopen(plan, *, by, at):\n    close(plan, by=by, at=at)\n"
    assert not list(habits.unruly_verbs("plans", {"operations": VERB + leaving}))


def test_every_exception_is_of_something_that_stands():
    known = {
        f"{room}.{name}" if file == "operations" else f"{room}.{file}.{name}"
        for room, files in operations().items()
        for (file, name), _ in habits.functions(files)
    }
    known |= {f"{room}.{file}" for room, files in operations().items() for file in files}
    assert set(habits.GATES) | set(habits.PARTS) <= known


def test_pages_have_no_inline_script_and_borrow_only_from_design():
    assert [told for one in PAGES for told in habits.careless_templates(*one)] == []


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>", '<p style="color: red">', '<a onclick="go()">',
        '{% extends "citizens/look_up.html" %}',
    ],
)  # fmt: skip
def test_a_careless_page_is_seen(source):
    assert list(habits.careless_templates(PurePath("journeys/templates/journeys/x.html"), source))
