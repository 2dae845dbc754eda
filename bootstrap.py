"""Sets up and runs everything with nothing but Python 3.11+ and git: python3 bootstrap.py help."""

import hashlib
import os
import signal
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / "bin"
UV = "uv==0.13.9"
STOP_DATABASE = (
    "from pathlib import Path; from sammenhaeng.config import postgres; "
    "postgres.stop(Path('var/{}'))"
)


def main(arguments: list[str]) -> int:
    name = arguments[0] if arguments else "help"
    if name not in COMMANDS:
        print(f"There is no command “{name}”. Try: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    return COMMANDS[name]() or 0


@contextmanager
def step(what: str) -> Iterator[None]:
    """One line of progress: what, and how long it took."""
    begun = time.monotonic()
    print(f"  {what} ...", end="", flush=True)
    yield
    print(f" {time.monotonic() - begun:.1f} s", flush=True)


def run(*command: object, **more: object) -> int:
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False, **more).returncode


def must(*command: object) -> None:
    told = subprocess.run(
        [str(part) for part in command], cwd=ROOT, check=False, env=_uv_environment(),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    if told.returncode:
        sys.exit(f"\n{' '.join(map(str, command))} failed:\n{told.stdout}")


def _uv_environment() -> dict[str, str]:
    """uv reads no pip settings: hand it those that say where packages come from."""
    env = dict(os.environ)
    told = {"PIP_INDEX_URL": "UV_INDEX_URL", "PIP_EXTRA_INDEX_URL": "UV_EXTRA_INDEX_URL"}
    told |= {"PIP_CERT": "SSL_CERT_FILE"}
    for pip_name, uv_name in told.items():
        if pip_name in env:
            env.setdefault(uv_name, env[pip_name])
    return env


def is_done(stamp: Path, *sources: Path) -> Callable[[], None] | None:
    """None when the stamp fits the sources; else what to call once the work is done."""
    digest = hashlib.sha256(sys.version.encode())
    for source in sources:
        digest.update(source.read_bytes())
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return None
    return lambda: (stamp.write_text(digest.hexdigest()), None)[1]


def setup() -> int:
    """Make the environment with everything that is pinned."""
    if sys.version_info < (3, 11):  # noqa: UP036  an older Python must be told, too
        sys.exit("Python 3.11 or newer is needed.")
    wanted = [ROOT / "requirements" / "test.txt", ROOT / "pyproject.toml"]
    if (done := is_done(ENVIRONMENT / "stamp", *wanted)) is None:
        return 0
    with step("environment"):
        venv.create(ENVIRONMENT, with_pip=True, symlinks=True)
        must(BIN / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", UV)
    with step("packages"):
        must(BIN / "uv", "pip", "install", "-q", "--python", BIN / "python", "--require-hashes",
             "-r", wanted[0])  # fmt: skip
        must(BIN / "uv", "pip", "install", "-q", "--python", BIN / "python", "--no-deps", "-e", ".")
    done()
    return 0


def assets(*options: str) -> None:
    """What browsers load, and the English catalogs; nothing when they are current."""
    must(BIN / "python", "frontend/build.py", *options)
    must(BIN / "python", "-m", "house.translations", "--compile")


def demo() -> int:
    """Set everything up, serve the demo on http://127.0.0.1:8000 (PORT= for another)."""
    setup()
    with step("pages' assets"):
        assets()
    with step("database"):
        must(BIN / "sammenhaeng", "migrate")
    print("  Solby, an invented municipality; log in as:")
    if failed := run(BIN / "sammenhaeng", "demo"):
        return failed
    port = os.environ.get("PORT", "8000")
    print(f"  Open http://127.0.0.1:{port}/log-paa/ and stop with Ctrl-C.", flush=True)
    return serve(port)


def serve(port: str) -> int:
    """Serve and work until Ctrl-C or SIGTERM, then stop what was started, the database too."""
    commands = [["serve", "--port", port], ["worker"]]
    started = [subprocess.Popen([BIN / "sammenhaeng", *one], cwd=ROOT) for one in commands]
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, lambda *_: [process.terminate() for process in started])
    failed = started[0].wait()
    started[1].terminate()
    started[1].wait()
    run(BIN / "python", "-c", STOP_DATABASE.format("postgres"), env=_path())
    return max(failed, 0)


def check() -> int:
    """The quick part: contracts, lint, types, house and pure tests."""
    setup()
    assets("--tests")
    failed = run(BIN / "lint-imports", env=_path())
    failed |= run(BIN / "ruff", "check", ".")
    failed |= run(BIN / "ruff", "format", "--check", "-q", ".")
    return failed


def test() -> int:
    """Everything."""
    failed = check()
    try:
        return run(BIN / "pytest", "--color=no", env=_path()) or failed
    finally:
        run(BIN / "python", "-c", STOP_DATABASE.format("test-postgres"), env=_path())


def _path() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}


def show_help() -> None:
    for name, command in COMMANDS.items():
        print(f"{name:12}{(command.__doc__ or 'This list.').strip()}")


COMMANDS: dict[str, Callable[[], int | None]] = {
    "setup": setup,
    "demo": demo,
    "check": check,
    "test": test,
    "help": show_help,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
