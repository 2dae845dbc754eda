"""Plans and contact persons at once, by the units and authorities that have them; no identity."""

from django.db import migrations

SQL = """
grant select (unit_id, responsible_id) on journeys_statutoryplan to sammenhaeng_figures;
grant select (id, authority_id) on organisation_unit to sammenhaeng_figures;
grant select (id, name) on organisation_authority to sammenhaeng_figures;

drop view journeys_parallel_plans;
create view journeys_plan_loads as
with plans as (
    select s.citizen_id, s.unit_id, s.responsible_id, a.name as authority
    from journeys_statutoryplan s
    join organisation_unit u on u.id = s.unit_id
    join organisation_authority a on a.id = u.authority_id
    where s.state = 'in_force'
), homes as (
    select citizen_id, household from citizens_householdmember
    where first_on <= current_date and (last_on is null or last_on >= current_date)
), counted as (
    select 'citizen' as counted, 'c' || citizen_id as whose, * from plans
    union all
    select 'household', 'h' || household, plans.* from plans join homes using (citizen_id)
), loads as (
    select counted, whose, count(*) as plans, count(distinct responsible_id) as contacts,
        array_agg(distinct unit_id order by unit_id) as unit_ids,
        string_agg(distinct authority, ' + ' order by authority) as authorities
    from counted group by counted, whose
)
select counted, unit_ids, authorities, plans, contacts, count(*) as number
from loads group by counted, unit_ids, authorities, plans, contacts;

alter view journeys_plan_loads owner to sammenhaeng_figures;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("journeys", "0006_a_calendar_may_be_subscribed_to"),
        ("organisation", "0001_initial"),
    ]
    operations = [migrations.RunSQL(SQL, "drop view journeys_plan_loads")]
