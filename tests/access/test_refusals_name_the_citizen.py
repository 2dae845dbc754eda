"""A refused look-up is kept with whom it was about; a relation past its end permits nothing."""

from datetime import timedelta

from django.utils.timezone import now

from sammenhaeng.access.models import Refusal, Relation
from sammenhaeng.citizens.operations import persons
from sammenhaeng.citizens.operations.persons import Identity
from sammenhaeng.journeys import acts
from sammenhaeng.kernel.acts import Place


def test_a_refused_look_up_is_kept_with_whom_it_was_about(solby, as_, at):
    stranger = persons.register(Identity("Ukendt Borger"), by=solby.lone, at=at)
    assert as_("hans").get(f"/sag/borgere/{stranger.code}/").status_code == 403
    assert Refusal.objects.get(seat=solby.hans).citizen_id == stranger.pk


def test_a_relation_past_its_end_permits_no_act(solby):
    at, bent = now(), solby.citizens["bent"]
    relation = Relation.objects.create(
        citizen_id=bent, seat=solby.ali, kind="reason", basis="rsl-5", started_at=at,
        until=at + timedelta(hours=2),
    )  # fmt: skip
    place = Place(solby.jobcentre.pk, bent)
    assert solby.ali.may(acts.BOOK, place)
    relation.started_at, relation.until = at - timedelta(hours=3), at - timedelta(hours=1)
    relation.save()
    assert not solby.ali.may(acts.BOOK, place)
