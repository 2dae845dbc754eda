import pytest
from django.db import IntegrityError

from sammenhaeng.audit.models import Entry
from sammenhaeng.compare.models import Comment
from sammenhaeng.compare.operations import comment as verbs
from sammenhaeng.compare.queries.comment import published
from sammenhaeng.compare.rules.comment import holds_cpr
from sammenhaeng.kernel.refusal import Refused

TEXT = "Vi har haft en hård vinter og ansætter to nye."


@pytest.fixture
def public(solby, at):
    return verbs.publish(solby.jobcentre, TEXT, seen=None, by=solby.karen, at=at)


def test_the_units_leader_comments_in_public(public, solby):
    assert published(solby.jobcentre) == public
    assert Entry.objects.latest("pk").act == "comment.published"


@pytest.mark.parametrize("who", ["top", "low", "school"])
def test_no_other_leader_comments(leaders, solby, at, who):
    with pytest.raises(Refused) as no:
        verbs.publish(solby.jobcentre, TEXT, seen=None, by=getattr(leaders, who), at=at)
    assert no.value.code == "forbidden"
    assert published(solby.jobcentre) is None


@pytest.mark.parametrize("who", ["mette", "eva", "per", "anne"])
def test_nobody_but_a_leader_comments_or_takes_it_down(public, solby, at, who):
    for verb in (
        lambda by: verbs.publish(solby.jobcentre, TEXT, seen=public.pk, by=by, at=at),
        lambda by: verbs.withdraw(public, by=by, at=at),
    ):
        with pytest.raises(Refused) as no:
            verb(solby.seats[who])
        assert no.value.code == "forbidden"


def test_the_level_above_does_not_take_it_down(public, leaders, at):
    with pytest.raises(Refused, match="Kun enhedens egen leder"):
        verbs.withdraw(public, by=leaders.top, at=at)


def test_a_new_comment_takes_the_place_and_the_old_wording_is_kept(public, solby, at):
    new = verbs.publish(solby.jobcentre, "Nyt", seen=public.pk, by=solby.karen, at=at)
    assert published(solby.jobcentre) == new
    assert Comment.objects.get(pk=public.pk).withdrawn_by == solby.karen


@pytest.mark.parametrize("seen", [None, 0])
def test_a_comment_that_another_has_changed_is_not_overwritten(public, solby, at, seen):
    with pytest.raises(Refused) as no:
        verbs.publish(solby.jobcentre, "Nyt", seen=seen, by=solby.karen, at=at)
    assert (no.value.code, no.value.facts["theirs"]) == ("stale", {"text": TEXT})


def test_it_is_taken_down_once(public, solby, at):
    verbs.withdraw(public, by=solby.karen, at=at)
    assert published(solby.jobcentre) is None
    with pytest.raises(Refused, match="allerede taget ned"):
        verbs.withdraw(public, by=solby.karen, at=at)


@pytest.mark.parametrize("text", [" ", "x" * 1501, "Borger 010203-1234 var tilfreds"])
def test_an_empty_or_long_text_or_one_with_a_cpr_number_is_refused(solby, at, text):
    with pytest.raises(Refused):
        verbs.publish(solby.jobcentre, text, seen=None, by=solby.karen, at=at)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("0102031234", True), ("010203-1234", True), ("tlf. 010203 1234.", True),
        ("99 99 44 00", False), ("12345678901", False), ("010203-12345", False), ("2026", False),
    ],
)  # fmt: skip
def test_what_looks_like_a_cpr_number_is_seen(text, holds):
    assert holds_cpr(text) is holds


def test_the_database_keeps_one_public_comment_a_unit(public, solby, at):
    with pytest.raises(IntegrityError):
        Comment.objects.create(
            unit=solby.jobcentre, text="To", published_at=at, published_by=solby.karen
        )
