"""Keys point down, and every table declares its personal data."""

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from house import tables
from sammenhaeng.config.settings import ROOMS_WITH_TABLES
from sammenhaeng.kernel.personal import Personal

OURS = [model for model in apps.get_models() if model._meta.app_label in ROOMS_WITH_TABLES]


def test_keys_across_rooms_point_down_and_leave_no_way_back():
    assert list(tables.stray_keys(OURS)) == []


@isolate_apps("sammenhaeng.citizens")
def test_a_key_that_points_up_or_leaves_a_way_back_is_seen():
    class Wrong(models.Model):
        plan = models.ForeignKey("journeys.Plan", models.PROTECT)

        class Meta:
            app_label = "citizens"

    Wrong._meta.get_field("plan").remote_field.model = apps.get_model("journeys", "Plan")
    assert len(list(tables.stray_keys([Wrong]))) == 2


def test_every_table_declares_its_personal_data():
    assert list(tables.undeclared(OURS)) == []


@isolate_apps("sammenhaeng.citizens")
def test_a_table_that_says_nothing_or_nonsense_is_seen():
    class Silent(models.Model):
        class Meta:
            app_label = "citizens"

    class Lost(models.Model):
        personal = Personal(what="Names", kept="", subject="person_id")

        class Meta:
            app_label = "citizens"

    assert len(list(tables.undeclared([Silent, Lost]))) == 3
