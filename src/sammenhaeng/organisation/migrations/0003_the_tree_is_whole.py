"""When a transaction ends, every unit's ancestor_ids is the chain of its parents."""

from django.db import migrations

SQL = """
create function organisation_tree_is_whole() returns trigger language plpgsql as $$
begin
    if exists (
        select from organisation_unit u left join organisation_unit p on p.id = u.parent_id
        where (u.id = new.id or u.parent_id = new.id)
        and u.ancestor_ids <> coalesce(p.ancestor_ids, '{}') || u.id
    ) then
        raise exception 'Unit % or one below it has wrong ancestor_ids', new.id
            using errcode = 'check_violation', constraint = 'unit_stands_under_its_parent';
    end if;
    return null;
end $$;

create constraint trigger unit_stands_under_its_parent
    after insert or update of parent_id, ancestor_ids on organisation_unit
    deferrable initially deferred
    for each row execute function organisation_tree_is_whole();
"""
UNDO = """
drop trigger unit_stands_under_its_parent on organisation_unit;
drop function organisation_tree_is_whole();
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_imports_and_reporting_lines")]
    operations = [migrations.RunSQL(SQL, UNDO)]
