"""A made decision is never changed, and decisions are counted without saying whose they are."""

from django.db import migrations

SQL = """
create function benefits_decision_stands() returns trigger language plpgsql as $$
begin
    raise exception 'a made decision is never changed' using errcode = 'check_violation';
end $$;
create trigger a_made_decision_is_never_changed before update on benefits_decision
    for each row when (old.state = 'made') execute function benefits_decision_stands();

grant select (id, unit_id, law, reasons, applied_at) on benefits_application
    to sammenhaeng_figures;
grant select (application_id, state, level, decided_at) on benefits_decision
    to sammenhaeng_figures;

create view benefits_decided as
select a.law, a.unit_id, d.level, coalesce(a.reasons[1], '') as reason,
    extract(epoch from d.decided_at - a.applied_at)::float8 as seconds
from benefits_decision d join benefits_application a on a.id = d.application_id
where d.state = 'made';

alter view benefits_decided owner to sammenhaeng_figures;
"""
BACK = """
drop view benefits_decided;
drop trigger a_made_decision_is_never_changed on benefits_decision;
drop function benefits_decision_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("benefits", "0001_initial")]
    operations = [migrations.RunSQL(SQL, BACK)]
