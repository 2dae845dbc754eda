"""Whose held times have run out is answered by opaque ids, for the task that frees them."""

from django.db import migrations

SQL = """
create function journeys_with_overdue_holds(at timestamptz) returns setof bigint
language sql stable security definer set search_path = public as $$
    select distinct citizen_id from journeys_appointment
    where state = 'held' and held_until <= at order by citizen_id
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("journeys", "0003_staff_have_busy_time_too")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
