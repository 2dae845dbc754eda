"""Grants and row-level security, applied after every migration from what each table declares."""

from collections.abc import Iterator

from django.apps import apps

from sammenhaeng.kernel.personal import Impersonal, Personal

APP, FIGURES, AGGREGATE = "sammenhaeng_app", "sammenhaeng_figures", "sammenhaeng_aggregate"
BORROWED_TABLES = ["django_session", "django_migrations"]
WRITTEN_BY_THE_DATABASE = {"access_useline", "access_useblock", "audit_head"}


def our_models():
    return [m for m in apps.get_models() if m.__module__.startswith("sammenhaeng.")]


def statements() -> Iterator[str]:
    """Every grant and policy, in an order that may be run again at any time."""
    yield f"revoke all on all tables in schema public from {APP}, {AGGREGATE}"
    yield f"grant usage on schema public to {APP}, {FIGURES}, {AGGREGATE}"
    yield f"grant usage on all sequences in schema public to {APP}"
    for table in BORROWED_TABLES:
        yield f"grant select, insert, update, delete on {table} to {APP}"
    yield from _grants_on_jobs()
    yield from _grants_on_figures()
    for model in our_models():
        yield from _for(model._meta.db_table, model.personal)


def _grants_on_jobs() -> Iterator[str]:
    yield (
        "do $$ declare t record; begin for t in select tablename from pg_tables "
        "where schemaname = 'public' and tablename like 'procrastinate%' loop "
        f"execute format('grant select, insert, update, delete on %I to {APP}', t.tablename); "
        "end loop; end $$"
    )


def _grants_on_figures() -> Iterator[str]:
    yield (
        "do $$ declare v record; begin for v in select viewname from pg_views "
        f"where schemaname = 'public' and viewowner = '{FIGURES}' loop "
        f"execute format('grant select on %I to {AGGREGATE}', v.viewname); "
        "end loop; end $$"
    )


def _for(table: str, personal: Personal | Impersonal) -> Iterator[str]:
    if table in WRITTEN_BY_THE_DATABASE:
        yield f"grant select on {table} to {APP}"
    elif personal.append_only:
        yield f"grant select, insert on {table} to {APP}"
    else:
        yield f"grant select, insert, update on {table} to {APP}"
    if isinstance(personal, Personal) and personal.subject:
        yield from _row_security(table, personal.subject)


def _row_security(table: str, subject: str) -> Iterator[str]:
    opened = f"{subject} = any ((select access_used_citizens())::bigint[])"
    revealed = "(reveal_on is null or reveal_on <= current_date)"
    seen = f"{opened} and {revealed}" if table == "access_useline" else opened
    yield f"alter table {table} enable row level security"
    yield f"alter table {table} force row level security"
    for policy in ("opened_by_a_use", "owned", "counted"):
        yield f"drop policy if exists {policy} on {table}"
    yield f"create policy opened_by_a_use on {table} to {APP} using ({seen}) with check ({opened})"
    yield f"create policy owned on {table} to current_user using (true) with check (true)"
    yield f"create policy counted on {table} for select to {FIGURES} using (true)"


def apply(connection) -> None:
    """Run every statement in one transaction on the owner's connection."""
    with connection.cursor() as cursor:
        cursor.execute("begin")
        for statement in statements():
            cursor.execute(statement)
        cursor.execute("commit")
