"""How many plans citizens and households have at once, without saying who: for the figures gate."""

from django.db import migrations

SQL = """
grant select (citizen_id, state) on journeys_statutoryplan to sammenhaeng_figures;
grant select (id, kommune_code) on citizens_person to sammenhaeng_figures;
grant select (citizen_id, household, first_on, last_on) on citizens_householdmember
    to sammenhaeng_figures;

create view journeys_parallel_plans as
with in_force as (
    select citizen_id, count(*) as plans from journeys_statutoryplan
    where state = 'in_force' group by citizen_id
), homes as (
    select citizen_id, household from citizens_householdmember
    where first_on <= current_date and (last_on is null or last_on >= current_date)
)
select 'citizen' as counted, p.kommune_code, f.plans, count(*) as number
from in_force f join citizens_person p on p.id = f.citizen_id
group by p.kommune_code, f.plans
union all
select 'household', h.kommune_code, h.plans, count(*) from (
    select homes.household, min(p.kommune_code) as kommune_code, sum(f.plans) as plans
    from in_force f join homes using (citizen_id) join citizens_person p on p.id = f.citizen_id
    group by homes.household
) h group by h.kommune_code, h.plans;

alter view journeys_parallel_plans owner to sammenhaeng_figures;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("journeys", "0001_initial"),
        ("citizens", "0002_finding_is_logged"),
    ]
    operations = [migrations.RunSQL(SQL, "drop view journeys_parallel_plans")]
