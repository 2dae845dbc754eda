"""Nobody is surprised by a consent that ends: it is said once, a month before."""

from django.db import migrations, models

SQL = """
create function citizens_with_consents_to_warn_of(before date) returns setof bigint
language sql stable security definer set search_path = public as $$
    select distinct citizen_id from citizens_consent
    where state = 'given' and warned_at is null and valid_until <= before order by citizen_id
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("citizens", "0003_overdue_consents_are_found")]
    operations = [
        migrations.AddField("consent", "warned_at", models.DateTimeField(null=True)),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
