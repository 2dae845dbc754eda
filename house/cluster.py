"""A real Spark cluster on this machine: a master and two workers, and nothing left afterwards."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyspark

HOST, WORKERS, PATIENCE = "127.0.0.1", 2, 60.0  # seconds
HOME = Path(pyspark.__file__).parent
DAEMON = {"SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": HOST, "SPARK_DAEMON_MEMORY": "256m"}
EXECUTOR = {
    "spark.driver.host": HOST,
    "spark.driver.bindAddress": HOST,
    "spark.driver.memory": "512m",
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
    "spark.cores.max": str(WORKERS),
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",  # few rows: compiling would take longer than asking
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",  # both workers take part
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A cluster that writes into a folder; gives its address, and stops everything it started."""
    port, page = free_port(), free_port()
    started: list[subprocess.Popen[bytes]] = []
    address = f"spark://{HOST}:{port}"
    try:
        where = ("--host", HOST, "--port", str(port), "--webui-port", str(page))
        started.append(_start("master.Master", folder / "master", *where))
        _wait(port, started)
        for n in range(WORKERS):
            options = ("--host", HOST, "--cores", "1", "--memory", "640m", "--webui-port", "0")
            started.append(_start("worker.Worker", folder / f"worker{n}", *options, address))
        _registered(folder / "master.log", started)
        yield address
    finally:
        for one in reversed(started):
            _stop(one)


def _start(what: str, folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    environment = os.environ | DAEMON | {"SPARK_WORKER_DIR": str(folder)}
    with folder.with_suffix(".log").open("wb") as log:
        return subprocess.Popen(
            [HOME / "bin" / "spark-class", f"org.apache.spark.deploy.{what}", *arguments],
            env=environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip


def _wait(port: int, started: list[subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and all(one.poll() is None for one in started):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("The Spark master does not answer; its log is in var/spark.")


def _registered(log: Path, started: list[subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and all(one.poll() is None for one in started):
        if log.read_text(errors="replace").count("Registering worker") == WORKERS:
            return
        time.sleep(0.2)
    raise SystemExit("The Spark workers did not come; their logs are in var/spark.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started: they are a session of their own."""
    for kind in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, kind)
        except ProcessLookupError:
            break
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            continue
    process.wait()
