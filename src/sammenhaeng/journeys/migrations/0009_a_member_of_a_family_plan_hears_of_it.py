"""A plan is its own citizen's row; another member learns its state and whom to ask, no more."""

from django.db import migrations

SQL = """
create function journeys_memberships()
returns table (citizen_id bigint, plan_id bigint, state text, coordinator_id bigint)
language sql stable security definer set search_path = public as $$
    select m.citizen_id, p.id, p.state, p.coordinator_id
    from journeys_planmember m join journeys_plan p on p.id = m.plan_id
    where m.citizen_id = any ((select access_used_citizens())::bigint[])
      and p.citizen_id <> m.citizen_id
    order by p.id
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("journeys", "0008_resources_are_kept_word_for_word")]
    operations = [migrations.RunSQL(SQL, "drop function journeys_memberships()")]
