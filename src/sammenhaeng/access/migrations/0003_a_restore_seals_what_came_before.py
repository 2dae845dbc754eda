"""A restore seals the tail of the former server's log, then begins a new incarnation."""

from django.db import migrations

SQL = """
create or replace function access_new_incarnation(at timestamptz) returns int language plpgsql
security definer set search_path = public as $$
declare
    last access_useblock%rowtype;
    former int := access_incarnation();
    first_x bigint;
    last_x constant bigint := 9223372036854775807;
    stretch record;
begin
    select * into last from access_useblock order by number desc limit 1;
    first_x := case when last.incarnation = former then last.to_xact else 0 end;
    select * into stretch
        from access_stretch_digest(coalesce(last.digest, ''), former, first_x, last_x);
    if stretch.lines > 0 then
        insert into access_useblock
            (number, incarnation, from_xact, to_xact, lines, previous, digest, sealed_at)
        values (coalesce(last.number, 0) + 1, former, first_x, last_x, stretch.lines,
                coalesce(last.digest, ''), stretch.digest, at);
    end if;
    update access_incarnation set number = former + 1;
    return former + 1;
end $$;
revoke execute on function access_new_incarnation(timestamptz) from public;
drop function access_new_incarnation();
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0002_a_use_opens_rows")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
