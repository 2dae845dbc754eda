"""What a raw connection of the product's own role can do when all code is walked past."""

import uuid
from datetime import UTC, datetime

import psycopg
import pytest
from django.apps import apps

from sammenhaeng.kernel.personal import Personal
from sammenhaeng.world import anne as story
from sammenhaeng.world import solby as world
from tests.databases import own_clone

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
GUARDED = sorted(
    (model._meta.db_table, model.personal.subject)
    for model in apps.get_models()
    if isinstance(getattr(model, "personal", None), Personal) and model.personal.subject
)
LOG_USE = (
    "select access_log_use(%s::bigint[], %s::text[], %s, %s, %s, 'case', 'rsl-5', "
    "array['identity'], 'read', %s, %s)"
)
DENIED = psycopg.errors.InsufficientPrivilege


@pytest.fixture(scope="module")
def committed(cluster, template, django_db_setup, django_db_blocker):
    """One clone for all: nothing here may change what was told."""
    with own_clone(cluster, template, django_db_blocker) as name:
        yield name


@pytest.fixture(scope="module")
def cast(committed):
    """Anne's story, told and committed."""
    story.tell(at=NOW)
    return world.cast()


def use(connection, cast, who="anne"):
    mette = cast.mette
    connection.execute(
        LOG_USE,
        [[cast.citizens[who]], ["case"], mette.pk, mette.unit_id, "caseworker", uuid.uuid4(), NOW],
    )


def test_there_are_guarded_tables():
    assert len(GUARDED) >= 15


def test_without_a_use_no_guarded_table_gives_a_row(cast, app_connection, owner_connection):
    there = 0
    for table, _subject in GUARDED:
        count = f"select count(*) from {table}"
        there += owner_connection.execute(count).fetchone()[0] > 0
        assert app_connection.execute(count).fetchone() == (0,), table
    assert there >= 12


def test_a_use_gives_the_rows_of_its_citizen_and_of_no_other(cast, app_connection):
    seen = set()
    with app_connection.transaction():
        use(app_connection, cast)
        for table, subject in GUARDED:
            rows = app_connection.execute(f"select distinct {subject} from {table}").fetchall()
            seen |= {citizen_id for (citizen_id,) in rows}
    assert seen == {cast.citizens["anne"]}


def test_the_next_transaction_of_the_same_connection_sees_nothing(cast, app_connection):
    with app_connection.transaction():
        use(app_connection, cast)
        assert app_connection.execute("select count(*) from citizens_person").fetchone() == (1,)
    with app_connection.transaction():
        assert app_connection.execute("select count(*) from citizens_person").fetchone() == (0,)


def test_another_connection_at_the_same_time_sees_nothing(cast, cluster, committed, app_connection):
    with app_connection.transaction():
        use(app_connection, cast)
        with psycopg.connect(cluster.url("sammenhaeng_app", committed)) as other:
            assert other.execute("select count(*) from citizens_person").fetchone() == (0,)


def test_a_use_taken_back_opens_nothing(cast, app_connection):
    with app_connection.transaction():
        with app_connection.transaction(force_rollback=True):
            use(app_connection, cast)
        assert app_connection.execute("select count(*) from citizens_person").fetchone() == (0,)


FORGERIES = [
    "insert into access_useline (citizen_id, seat_id, role, relation, purpose, basis, categories, "
    "action, request, at) values (1, 1, 'x', 'x', 'x', 'x', '{}', 'read', "
    "gen_random_uuid(), now())",
    "update access_useline set citizen_id = 1",
    "update access_useline set xact = pg_current_xact_id()",
    "delete from access_useline",
    "truncate access_useline",
    "insert into access_useblock values (1, 1, 0, 1, 0, '', '', now())",
    "update access_useblock set lines = 0",
    "delete from access_useblock",
    "update audit_entry set body = ''",
    "delete from audit_entry",
    "update audit_head set number = 0",
    "delete from access_refusal",
    "update access_refusal set what = ''",
    "update access_incarnation set number = 7",
    "select access_new_incarnation(now())",
    "alter table citizens_person disable row level security",
    "drop policy opened_by_a_use on citizens_person",
    "create or replace function access_used_citizens() returns bigint[] language sql as "
    "$$ select array[1::bigint] $$",
    "set role sammenhaeng_owner",
]


@pytest.mark.parametrize("sql", FORGERIES)
def test_the_products_role_can_neither_forge_nor_change_a_log(cast, app_connection, sql):
    with pytest.raises(DENIED):
        app_connection.execute(sql)


def test_nobody_can_say_which_transaction_a_line_is_of(cast, app_connection):
    """The one function that writes lines takes no transaction: there is no second signature."""
    found = app_connection.execute(
        "select pg_get_function_arguments(oid) from pg_proc where proname = 'access_log_use'"
    ).fetchall()
    assert len(found) == 1
    assert "xact" not in found[0][0]
    assert "xid" not in found[0][0]


def test_a_row_of_another_citizen_cannot_be_written_under_a_use(cast, app_connection):
    bent = cast.citizens["bent"]
    fact = (
        "insert into citizens_fact (citizen_id, path, value, register, fetched_at, contested_why) "
        "values (%s, 'income', '1', 'x', now(), '')"
    )
    app_connection.execute("begin")
    use(app_connection, cast)
    with pytest.raises(DENIED, match="row-level security"):
        app_connection.execute(fact, [bent])


@pytest.mark.parametrize("table", ["citizens_person", "access_useline", "access_seat"])
def test_the_role_for_figures_reads_no_table(cast, app_connection, table):
    app_connection.execute("begin")
    use(app_connection, cast)
    app_connection.execute("set local role sammenhaeng_aggregate")
    with pytest.raises(DENIED):
        app_connection.execute(f"select count(*) from {table}")


def test_the_lists_for_leaders_and_auditors_open_nothing(cast, app_connection):
    with app_connection.transaction():
        app_connection.execute("select * from access_reasons_to_review(1, 1, now())")
        app_connection.execute("select * from access_line(1, 1)")
        assert app_connection.execute("select count(*) from citizens_person").fetchone() == (0,)
