"""Sets up and runs everything with nothing but Python 3.11+ and git: python3 bootstrap.py help."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / "bin"
UV = "uv==0.13.9"
CHROMIUM = Path("/usr/bin/chromium")
PICTURES = ROOT / "docs" / "screenshots"
QUICK = ["tests/house", "tests/kernel", "tests/statistics", "tests/design"]
STOP_DATABASE = (
    "from pathlib import Path; from sammenhaeng.config import postgres; "
    "postgres.stop(Path('{}') / '{}')"
)


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  an older Python must be told, too
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    name = arguments[0] if arguments else "help"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # .venv is ours, and imported by every process
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
    wanted = [ROOT / "requirements" / "test.txt", ROOT / "pyproject.toml"]
    is_whole = all((BIN / name).exists() for name in ("python", "uv", "sammenhaeng"))
    if (done := is_done(ENVIRONMENT / "stamp", *wanted)) is None and is_whole:
        return 0
    (ENVIRONMENT / "stamp").unlink(missing_ok=True)
    done = is_done(ENVIRONMENT / "stamp", *wanted)
    with step("environment"):
        venv.create(ENVIRONMENT, with_pip=True, symlinks=True, clear=not is_whole)
        must(BIN / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", UV)
    with step("packages"):
        must(BIN / "uv", "pip", "install", "-q", "--python", BIN / "python", "--require-hashes",
             "-r", wanted[0])  # fmt: skip
        must(BIN / "uv", "pip", "install", "-q", "--python", BIN / "python", "--no-deps", "-e", ".")
    if done:
        done()
    return 0


def assets(*options: str) -> None:
    """What browsers load, and the English catalogs; nothing when they are current."""
    must(BIN / "python", "frontend/build.py", *options)
    must(BIN / "python", "-m", "house.translations", "--compile")


def demo() -> int:
    """Set everything up, serve the demo on http://127.0.0.1:8000 (PORT= for another)."""
    port = os.environ.get("PORT", "8000")
    refuse_taken(port)
    prepare()
    print("  Solby, an invented municipality; log in as:", flush=True)
    return serve(port)


def prepare() -> None:
    """Everything a site needs before it is served."""
    setup()
    with step("pages' assets"):
        assets()


def refuse_taken(port: str) -> None:
    if not port.isdigit() or not 0 < int(port) < 65536:
        sys.exit(f"PORT is {port}: give a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError as error:
            told = f"Port {port} cannot be used ({error.strerror}). Choose another: PORT=8001"
            sys.exit(f"{told} python3 bootstrap.py demo")


def launch(*arguments: str) -> subprocess.Popen[bytes]:
    """A program of ours, in a session of its own, so that Ctrl-C reaches only us."""
    return subprocess.Popen([BIN / "sammenhaeng", *arguments], cwd=ROOT, start_new_session=True)


def start(port: str, asked: list[int]) -> list[subprocess.Popen[bytes]]:
    """The demo's site and, as soon as it answers, a worker; less when we are asked to stop."""
    site = launch("demo", "--port", port)
    while not answers(port):
        if asked or site.poll() is not None:
            return [site]
        time.sleep(0.1)
    print("  Real input to try: examples/solby-fhir.json, units.csv and absence.csv.")
    print(f"  Open http://127.0.0.1:{port}/log-paa/ and stop with Ctrl-C.", flush=True)
    return [site, launch("worker")]


def answers(port: str) -> bool:
    site = HTTPConnection("127.0.0.1", int(port), timeout=5)
    try:
        site.request("GET", "/healthz")
        return site.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        site.close()


def stop(started: list[subprocess.Popen[bytes]]) -> None:
    """Stop what was started, the database too."""
    for process in started:
        process.terminate()
    for process in started:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:  # a server asked to stop while it starts may hang
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    run(BIN / "python", "-c", STOP_DATABASE.format(_var(), "postgres"), env=_path())


def serve(port: str) -> int:
    """Serve and work until Ctrl-C or SIGTERM; a site that fails by itself is a failure."""
    asked: list[int] = []
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, lambda number, _: asked.append(number))
    started = start(port, asked)
    while not asked and all(process.poll() is None for process in started):
        time.sleep(0.2)
    stop(started)
    return 0 if asked else 1


def screenshots() -> int:
    """Take the pictures of the product anew, from a demo of its own."""
    chromium()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    of_its_own = ROOT / "var" / "screenshots"
    shutil.rmtree(of_its_own, ignore_errors=True)  # an earlier one holds an earlier cast
    os.environ["SAMMENHAENG_VAR"] = str(of_its_own)
    prepare()
    started = start(port, [])
    try:
        with step("pictures"):
            address = f"http://127.0.0.1:{port}"
            return run(BIN / "python", "-m", "house.screenshots", address, PICTURES, env=_path())
    finally:
        stop(started)


def check() -> int:
    """The quick part: contracts, lint, types, house and pure tests."""
    prepare_to_check()
    return lint() | tests(*(name for name in QUICK if (ROOT / name).exists()))


def test() -> int:
    """Everything: contracts, lint, types, unit, property, API, browser, accessibility."""
    chromium()
    prepare_to_check()
    linted = subprocess.Popen(
        [sys.executable, __file__, "lint"], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        failed = tests()
        print(linted.communicate()[0], flush=True)
        return failed | linted.returncode
    finally:
        run(BIN / "python", "-c", STOP_DATABASE.format("var", "test-postgres"), env=_path())


def lint() -> int:
    """Contracts, lint and types alone."""
    failed = run(BIN / "lint-imports", env=_path())
    failed |= run(BIN / "ruff", "check", ".")
    failed |= run(BIN / "ruff", "format", "--check", "-q", ".")
    return failed | run(BIN / "mypy", env=_path())


def tests(*names: str) -> int:
    """These tests, or all of them, in two processes; a file stays in one."""
    return run(BIN / "pytest", "--color=no", "-n", "2", "--dist", "loadfile", *names, env=_path())


def prepare_to_check() -> None:
    setup()
    assets("--tests")


def chromium() -> None:
    """The browser that tests and pictures need, from Debian, when we may install it."""
    if CHROMIUM.exists():
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.exit(f"{CHROMIUM} is missing. Install it: sudo apt-get install chromium")
    with step("chromium"):
        must("apt-get", "update", "-q")
        must("apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium")


def bench() -> int:
    """How fast the main pages and a booking are (SCALE=1 for a population of national size)."""
    prepare_to_check()
    more("bench")
    apart("openfisca")
    return run(BIN / "python", "-m", "bench", env=_path())


def spark() -> int:
    """The same figures on a small Spark cluster as here; fetches Spark and Java when missing."""
    prepare_to_check()
    java()
    more("spark")
    return run(BIN / "python", "-m", "house.spark", env=_path())


def more(name: str) -> None:
    """Packages that one command needs beside the others."""
    wanted = ROOT / "requirements" / f"{name}.txt"
    if done := is_done(ENVIRONMENT / f"{name}-stamp", wanted):
        with step(f"packages for {name}"):
            must(BIN / "uv", "pip", "install", "-q", "--python", BIN / "python",
                 "--require-hashes", "-r", wanted)  # fmt: skip
        done()


def apart(rival: str) -> None:
    """A rival in an environment of its own: nothing of it comes into the product's."""
    home, wanted = ROOT / "var" / "bench" / rival, ROOT / "requirements" / f"bench-{rival}.txt"
    if done := is_done(home / "stamp", wanted):
        with step(f"packages for {rival}"):
            must(BIN / "uv", "venv", "-q", "--allow-existing", home)
            must(BIN / "uv", "pip", "install", "-q", "--python", home / "bin" / "python",
                 "--require-hashes", "-r", wanted)  # fmt: skip
        done()


def java() -> None:
    """The Java that Spark runs on, from Debian, when we may install it."""
    if shutil.which("java"):
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.exit("Java is missing. Install it: sudo apt-get install openjdk-17-jre-headless")
    with step("java"):
        must("apt-get", "update", "-q")
        must("apt-get", "install", "-q", "-y", "--no-install-recommends",
             "openjdk-17-jre-headless")  # fmt: skip


def _var() -> str:
    return os.environ.get("SAMMENHAENG_VAR", "var")


def _path() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}


def show_help() -> None:
    """This list."""
    for name, command in COMMANDS.items():
        print(f"{name:13}{(command.__doc__ or '').strip()}")


COMMANDS: dict[str, Callable[[], int | None]] = {
    "setup": setup,
    "demo": demo,
    "check": check,
    "test": test,
    "lint": lint,
    "bench": bench,
    "spark": spark,
    "screenshots": screenshots,
    "help": show_help,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
