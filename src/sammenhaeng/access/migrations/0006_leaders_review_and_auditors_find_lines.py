"""Which reasons wait for a leader, and which line has a number: opaque, so that nothing opens.

`access_reasons_to_review` gives ids only; what a reason says is read through a look-up, which the
citizen sees. `access_line` tells of a line everything but whom it is about. A line is delayed by
the authority that made it.
"""

from django.db import migrations

SQL = """
create function access_reasons_to_review(top bigint, reader bigint, since timestamptz)
returns table (reason bigint, citizen bigint) language sql stable security definer
set search_path = public as $$
    select r.id, r.citizen_id from access_reason r
    join access_seat s on s.id = r.seat_id
    join organisation_unit u on u.id = s.unit_id
    where (r.reviewed_at is null or r.reviewed_at >= since)
      and u.ancestor_ids @> array[top] and s.account_id <> reader
$$;

create function access_line(line bigint, of_authority bigint)
returns table (id bigint, at timestamptz, unit text, role text, purpose text, basis text,
               reveal_on date) language sql stable security definer set search_path = public as $$
    select l.id, l.at, u.name, l.role, l.purpose, l.basis, l.reveal_on from access_useline l
    join organisation_unit u on u.id = l.unit_id
    where l.id = line and u.authority_id = of_authority
$$;

drop function access_delay(bigint, date);
create function access_delay(line bigint, until date, of_authority bigint) returns bigint
language sql security definer set search_path = public as $$
    update access_useline l set reveal_on = until from organisation_unit u
    where l.id = line and l.reveal_on is null
      and until between current_date + 1 and current_date + 730
      and u.id = l.unit_id and u.authority_id = of_authority
    returning l.citizen_id
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0005_stand_ins_have_a_period_and_reviews_a_verdict")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
