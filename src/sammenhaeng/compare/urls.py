"""Addresses of open comparison and of the leaders' pages on results."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from .pages import (
    absence,
    comment,
    dialogue,
    effects,
    group,
    knowledge,
    levels,
    measurements,
    public,
    published,
    side,
    spans,
)

app_name = "compare"
urlpatterns = [
    path(_("sammenlign/"), public.areas, name="areas"),
    path(_("sammenlign/landet/"), public.country, name="country"),
    path(_("sammenlign/landet/csv/"), public.country_csv, name="country_csv"),
    path(_("sammenlign/landet/faa/csv/"), public.held_csv, name="held_csv"),
    path(_("sammenlign/offentliggjort/"), published.published, name="published"),
    path(_("sammenlign/offentliggjort/csv/"), published.published_csv, name="published_csv"),
    path(_("metode/fravaer/"), published.method, name="method"),
    path(_("sammenlign/<slug:kind>/"), public.area, name="area"),
    path(_("sammenlign/<slug:kind>/csv/"), public.area_csv, name="area_csv"),
    path(_("sammenlign/<slug:kind>/side-om-side/"), side.side, name="side"),
    path(_("sammenlign/<slug:kind>/side-om-side/csv/"), side.side_csv, name="side_csv"),
    path(_("institution/<int:unit_id>/"), public.institution, name="institution"),
    path(_("administration/indikatorer/"), measurements.measurements, name="measurements"),
    path(
        _("administration/indikatorer/<int:measurement_id>/offentliggoer/"),
        measurements.publish, name="measurement_publish",
    ),
    path(_("leder/fravaer/"), absence.absence, name="absence"),
    path(_("leder/fravaer/csv/"), absence.absence_csv, name="absence_csv"),
    path(_("leder/fravaer/gevinst/"), absence.gained, name="gain"),
    path(
        _("leder/fravaer/rejsehold/<int:visit_id>/effekt/"), effects.effect, name="visit_effect"
    ),
    path(_("leder/fravaer/puljer/<int:pool_id>/tal/"), levels.levels, name="levels"),
    path(_("leder/fravaer/puljer/<int:pool_id>/tal/csv/"), levels.levels_csv, name="levels_csv"),
    path(_("leder/sammenligning/"), absence.peers, name="peers"),
    path(_("leder/sammenligning/csv/"), absence.peers_csv, name="peers_csv"),
    path(_("leder/sammenligning/forslag/"), group.propose, name="own_group"),
    path(_("leder/sammenligning/forslag/fjern/"), group.withdraw, name="own_group_withdraw"),
    path(_("leder/opfoelgning/"), dialogue.own_sheet, name="dialogue"),
    path(_("leder/opfoelgning/<int:unit_id>/"), dialogue.sheet, name="dialogue_of"),
    path(
        _("leder/opfoelgning/<int:unit_id>/<slug:period>/"), dialogue.write, name="dialogue_write"
    ),
    path(
        _("leder/opfoelgning/aftale/<int:dialogue_id>/slut/"),
        dialogue.follow_up, name="dialogue_follow_up",
    ),
    path(
        _("leder/opfoelgning/aftale/<int:dialogue_id>/<slug:event>/"),
        dialogue.move, name="dialogue_move",
    ),
    path(_("leder/ledelse-og-resultater/"), spans.practice, name="practice"),
    path(_("leder/ledelsesspaend/"), spans.spans, name="spans"),
    path(_("leder/ledelsesspaend/csv/"), spans.spans_csv, name="spans_csv"),
    path(_("leder/viden/"), knowledge.library, name="knowledge"),
    path(_("leder/kommentar/"), comment.comment, name="comment"),
    path(_("leder/kommentar/fjern/"), comment.withdraw, name="comment_withdraw"),
]  # fmt: skip
