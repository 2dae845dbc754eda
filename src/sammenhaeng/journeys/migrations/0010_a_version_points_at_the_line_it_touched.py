"""A version is shown as the line it touched may be seen now, not as it might be seen then."""

import django.db.models.deletion
from django.db import migrations, models

# Every version holds all lines as they stood after it, so the line it touched has its title there.
# Of several with one title it is the one that changed, else the one that is kept from most.
TOUCHED = """
with touched as (
    select distinct on (v.id) v.id, (line ->> 'id')::bigint as line_id,
           v.what like 'activity.%' as is_effort
    from journeys_planversion v
    left join journeys_planversion before on before.plan_id = v.plan_id and before.number = v.number - 1
    cross join lateral (select case when v.what like 'activity.%' then 'activities' else 'goals' end) k (kind)
    cross join lateral jsonb_array_elements(v.content -> k.kind) line
    where v.about <> '' and line ->> 'title' = v.about
    order by v.id,
             coalesce(before.content -> k.kind, '[]') @> jsonb_build_array(line),
             array_position(array['sealed', 'authority', 'team'], line ->> 'visibility'),
             (line ->> 'id')::bigint desc
)
"""
SQL = TOUCHED + """
update journeys_planversion v
set activity_id = a.id, goal_id = coalesce(a.goal_id, t.line_id)
from touched t left join journeys_activity a on t.is_effort and a.id = t.line_id
where t.id = v.id;
set constraints all immediate;
"""
LINES = {"null": True, "on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}


class Migration(migrations.Migration):
    dependencies = [("journeys", "0009_a_member_of_a_family_plan_hears_of_it")]
    operations = [
        migrations.AddField("planversion", "goal", models.ForeignKey(to="journeys.goal", **LINES)),
        migrations.AddField("planversion", "activity", models.ForeignKey(to="journeys.activity", **LINES)),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        migrations.RemoveField("planversion", "visibility"),
        migrations.RemoveField("planversion", "unit"),
        migrations.AddConstraint(
            "planversion",
            models.CheckConstraint(
                name="plan_version_with_a_title_points_at_its_line",
                condition=models.Q(about="", goal__isnull=True, activity__isnull=True)
                | ~models.Q(about="") & models.Q(goal__isnull=False),
            ),
        ),
    ]
