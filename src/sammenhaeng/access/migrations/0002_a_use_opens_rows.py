"""A line in the use log, written by the current transaction, opens the citizen's rows.

The app role may neither insert lines nor choose their transaction: it may only call
access_log_use. `incarnation` is raised by a restore, so that transaction ids of an earlier server
never open anything. Blocks cover whole transactions; a block is sealed only when no transaction
that could still write into it is running.
"""

from django.db import migrations

SQL = """
create table access_incarnation (number int not null);
insert into access_incarnation values (1);

create function access_incarnation() returns int language sql stable security definer
set search_path = public as $$ select number from access_incarnation $$;

create function access_new_incarnation() returns int language sql security definer
set search_path = public as
$$ update access_incarnation set number = number + 1 returning number $$;
revoke execute on function access_new_incarnation() from public;

alter table access_useline
    add column xact xid8 not null default pg_current_xact_id(),
    add column incarnation int not null default access_incarnation();
create index use_line_by_transaction on access_useline (xact);

create function access_used_citizens() returns bigint[] language sql stable security definer
set search_path = public as $$
    select coalesce(array_agg(citizen_id), '{}') from access_useline
    where xact = pg_current_xact_id_if_assigned() and incarnation = access_incarnation()
      and action <> 'find'
$$;

create function access_log_use(
    citizens bigint[], relations text[], seat bigint, unit bigint, role text, purpose text,
    basis text, categories text[], action text, request uuid, at timestamptz
) returns void language sql security definer set search_path = public as $$
    insert into access_useline (citizen_id, relation, seat_id, unit_id, role, purpose, basis,
                                categories, action, request, at)
    select citizen, relation, seat, unit, role, purpose, basis, categories, action, request, at
    from unnest(citizens, relations) as line(citizen, relation)
$$;

create function access_line_digest(line access_useline) returns bytea language sql immutable as $$
    select sha256(convert_to(jsonb_build_array(
        line.id, line.citizen_id, line.seat_id, line.unit_id, line.role, line.relation,
        line.purpose, line.basis, line.categories, line.action, line.request,
        extract(epoch from line.at), line.xact::text, line.incarnation)::text, 'UTF8'))
$$;

create function access_stretch_digest(before bytea, incarnated int, from_x bigint, to_x bigint,
                                      out lines int, out digest bytea)
language sql stable security definer set search_path = public as $$
    select count(*)::int,
           sha256(before || coalesce(string_agg(access_line_digest(l), ''::bytea order by l.id), ''))
    from access_useline l
    where l.incarnation = incarnated
      and l.xact >= from_x::text::xid8 and l.xact < to_x::text::xid8
$$;

create function access_seal(at timestamptz) returns int language plpgsql security definer
set search_path = public as $$
declare
    last access_useblock%rowtype;
    now_incarnation int := access_incarnation();
    first_x bigint;
    next_x bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    stretch record;
begin
    perform pg_advisory_xact_lock(hashtextextended('access.seal', 0));
    select * into last from access_useblock order by number desc limit 1;
    first_x := case when last.incarnation = now_incarnation then last.to_xact else 0 end;
    select * into stretch
        from access_stretch_digest(coalesce(last.digest, ''), now_incarnation, first_x, next_x);
    if stretch.lines = 0 then return 0; end if;
    insert into access_useblock
        (number, incarnation, from_xact, to_xact, lines, previous, digest, sealed_at)
    values (coalesce(last.number, 0) + 1, now_incarnation, first_x, next_x, stretch.lines,
            coalesce(last.digest, ''), stretch.digest, at);
    return stretch.lines;
end $$;

create function access_broken_blocks() returns table (number bigint, what text)
language sql stable security definer set search_path = public as $$
    select b.number, case
        when b.number <> b.number_before + 1 or s.lines < b.lines then 'removed'
        when b.previous <> b.before then 'reordered'
        else 'edited' end
    from (select *, lag(digest, 1, ''::bytea) over (order by number) as before,
                 lag(number, 1, 0::bigint) over (order by number) as number_before
          from access_useblock) b
    cross join lateral access_stretch_digest(b.previous, b.incarnation, b.from_xact, b.to_xact) s
    where b.number <> b.number_before + 1 or b.previous <> b.before
       or s.lines <> b.lines or s.digest <> b.digest
    order by b.number
$$;

create function access_unsealed_lines() returns bigint language sql stable security definer
set search_path = public as $$
    select count(*) from access_useline l
    where not exists (select 1 from access_useblock b where b.incarnation = l.incarnation
        and l.xact >= b.from_xact::text::xid8 and l.xact < b.to_xact::text::xid8)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
