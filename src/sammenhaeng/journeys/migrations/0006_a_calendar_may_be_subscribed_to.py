"""A citizen's calendar programme fetches their meetings by a secret address."""

import django.db.models.deletion
from django.db import migrations, models


SQL = """
create function journeys_feed_seat(wanted text) returns bigint
language sql stable security definer set search_path = public as
$$ select seat_id from journeys_feed where digest = wanted and ended_at is null $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_a_line_may_be_shown_later'),
        ('journeys', '0005_a_mistake_is_reported_before_it_is_agreed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('citizen_id', models.BigIntegerField()),
                ('digest', models.TextField(unique=True)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.seat')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('citizen_id'), condition=models.Q(('ended_at__isnull', True)), name='citizen_has_one_calendar_address')],
            },
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
