"""Whose consents have ended is answered by opaque ids, for the task that then opens each of them."""

from django.db import migrations

SQL = """
create function citizens_with_overdue_consents(today date) returns setof bigint
language sql stable security definer set search_path = public as $$
    select distinct citizen_id from citizens_consent
    where state in ('asked', 'given') and valid_until < today order by citizen_id
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("citizens", "0002_finding_is_logged")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
