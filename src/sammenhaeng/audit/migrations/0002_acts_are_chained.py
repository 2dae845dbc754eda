"""The database numbers and hashes each act in its chain, and keeps the head."""

from django.db import migrations

SQL = """
create function audit_chain() returns trigger language plpgsql security definer
set search_path = public as $$
declare head audit_head%rowtype;
begin
    insert into audit_head (chain, number, digest) values (new.chain, 0, '') on conflict do nothing;
    select * into head from audit_head where chain = new.chain for update;
    new.number := head.number + 1;
    new.previous := head.digest;
    new.digest := sha256(head.digest || convert_to(new.body, 'UTF8'));
    update audit_head set number = new.number, digest = new.digest where chain = new.chain;
    return new;
end $$;

create trigger audit_entry_is_chained before insert on audit_entry
    for each row execute function audit_chain();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(
            SQL,
            "drop trigger audit_entry_is_chained on audit_entry; drop function audit_chain()",
        )
    ]
