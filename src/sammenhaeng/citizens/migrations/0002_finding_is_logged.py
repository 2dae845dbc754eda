"""Finding a citizen by CPR number or name answers opaque ids and logs every hit.

What the function returns is all that a search may show; opening one of the hits is a look-up.
A protected person is found by CPR number only.
"""

from django.db import migrations

SQL = """
create index person_by_name_part on citizens_person using gin (lower(name) gin_trgm_ops);

create function citizens_find(
    wanted_cpr text, wanted_name text, most int, seat bigint, unit bigint, role text,
    basis text, request uuid, at timestamptz
) returns table (id bigint, name text, born_on date, code text)
language sql security definer set search_path = public as $$
    with hits as (
        select p.id, p.name, p.born_on, p.code from citizens_person p
        where (wanted_cpr <> '' and p.cpr = wanted_cpr)
           or (wanted_name <> '' and not p.is_protected
               and lower(p.name) like '%' || lower(wanted_name) || '%')
        order by p.name, p.id limit most
    ), logged as (
        insert into access_useline (citizen_id, relation, seat_id, unit_id, role, purpose, basis,
                                    categories, action, request, at)
        select h.id, 'search', seat, unit, role, 'finding', basis, array['identity'], 'find',
               request, at
        from hits h
    )
    select h.id, h.name, h.born_on, h.code from hits h order by h.name, h.id
$$;

create function citizens_id_of(wanted text) returns bigint
language sql stable security definer set search_path = public as
$$ select id from citizens_person where code = wanted $$;
"""


class Migration(migrations.Migration):
    dependencies = [("citizens", "0001_initial"), ("access", "0002_a_use_opens_rows")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
