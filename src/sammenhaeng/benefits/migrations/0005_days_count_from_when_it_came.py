"""The days to a decision are counted from when the application came, not from its writing down."""

from django.db import migrations

SINCE_IT_CAME = """least(a.applied_at, (a."on" + 1)::timestamp at time zone 'Europe/Copenhagen')"""
VIEW = """
create or replace view benefits_decided as
select a.law, a.unit_id, d.level, coalesce(a.reasons[1], '') as reason,
    extract(epoch from d.decided_at - {since})::float8 as seconds
from benefits_decision d join benefits_application a on a.id = d.application_id
where d.state = 'made';
"""
SQL = 'grant select ("on") on benefits_application to sammenhaeng_figures;' + VIEW
BACK = VIEW + 'revoke select ("on") on benefits_application from sammenhaeng_figures;'


class Migration(migrations.Migration):
    dependencies = [("benefits", "0004_a_caseworker_takes_in_an_application")]
    operations = [
        migrations.RunSQL(SQL.format(since=SINCE_IT_CAME), BACK.format(since="a.applied_at"))
    ]
