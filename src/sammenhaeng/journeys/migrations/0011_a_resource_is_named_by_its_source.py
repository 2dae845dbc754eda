"""An id holds within its source. What was kept before is the platform's, as files without a source are."""

from django.db import migrations, models

NAMED = """
create function journeys_subjects(sources text[], types text[], ids text[])
returns table (source text, resource_type text, resource_id text, citizen_id bigint)
language sql stable security definer set search_path = public as $$
    select d.source, d.resource_type, d.resource_id, d.citizen_id
    from journeys_document d
    join (select distinct s, t, i from unnest(sources, types, ids) as asked(s, t, i)) asked
      on d.source = asked.s and d.resource_type = asked.t and d.resource_id = asked.i
$$;
"""
BEFORE = "urn:sammenhaeng:platform"
TABLES = ("document", "staffdocument")
UNIQUE = {"document": "document_has_one", "staffdocument": "staff_document_has_one"}


class Migration(migrations.Migration):
    dependencies = [("journeys", "0010_a_version_points_at_the_line_it_touched")]
    operations = [
        *(migrations.RemoveConstraint(one, f"{UNIQUE[one]}_resource_id") for one in TABLES),
        *(
            migrations.AddField(one, "source", models.TextField(default=BEFORE), preserve_default=False)
            for one in TABLES
        ),
        *(
            migrations.AddConstraint(
                one,
                models.UniqueConstraint(
                    "source", "resource_type", "resource_id", name=f"{UNIQUE[one]}_id_at_its_source"
                ),
            )
            for one in TABLES
        ),
        migrations.RunSQL("drop function if exists journeys_subjects(text[], text[])", migrations.RunSQL.noop),
        migrations.RunSQL(NAMED, "drop function journeys_subjects(text[], text[], text[])"),
    ]
