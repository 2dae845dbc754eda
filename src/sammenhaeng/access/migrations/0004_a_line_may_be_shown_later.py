"""A line of the use log may be shown to the citizen later, for two years at most; once only."""

from django.db import migrations

SQL = """
create function access_delay(line bigint, until date) returns bigint language sql
security definer set search_path = public as $$
    update access_useline set reveal_on = until
    where id = line and reveal_on is null and until between current_date + 1 and current_date + 730
    returning citizen_id
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_a_restore_seals_what_came_before")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
