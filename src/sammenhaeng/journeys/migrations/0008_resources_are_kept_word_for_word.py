"""FHIR resources are kept as text; whom one is about is answered by an opaque id only."""

from django.db import migrations, models

SQL = """
create function journeys_subjects(types text[], ids text[])
returns table (resource_type text, resource_id text, citizen_id bigint)
language sql stable security definer set search_path = public as $$
    select d.resource_type, d.resource_id, d.citizen_id
    from journeys_document d
    join (select distinct t, i from unnest(types, ids) as asked(t, i)) asked
      on d.resource_type = asked.t and d.resource_id = asked.i
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("journeys", "0007_plans_are_counted_by_unit_and_contact")]
    operations = [
        migrations.RenameField("document", "content", "text"),
        migrations.AlterField("document", "text", models.TextField()),
        migrations.AlterField("document", "citizen_id", models.BigIntegerField()),
        migrations.CreateModel(
            name="StaffDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("resource_type", models.TextField()),
                ("resource_id", models.TextField()),
                ("version", models.IntegerField(default=1)),
                ("table", models.TextField(blank=True)),
                ("row_id", models.BigIntegerField(null=True)),
                ("text", models.TextField()),
                ("imported_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint("resource_type", "resource_id", name="staff_document_has_one_resource_id"),
                ],
            },
        ),
        migrations.RunSQL(SQL, "drop function journeys_subjects(text[], text[])"),
    ]
