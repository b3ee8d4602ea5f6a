"""`make run` from a clean clone to a page served, and the second start."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import prose, table
from tests.bench.serving import HOST, free_port
from tests.bench.workshop import ROOT, Workshop

TITLE = "Start"
PATIENCE = 300
LIMITS = {"first start, from a clean clone": 90, "second start": 5}


def measure(_workshop: Workshop) -> Iterator[str]:
    """Fails where a start takes longer than its limit."""
    clone = Path(tempfile.mkdtemp(prefix="shakwa-clone-"))
    yield from prose(
        "`make run` to the first page served, installing from the package cache of this machine and loading the "
        "sample world."
    )
    try:
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        seconds = {name: seconds_to_page(clone) for name in LIMITS}
    finally:
        shutil.rmtree(clone)
    yield from table(("start", "seconds", "at most"), [(name, f"{seconds[name]:.1f}", LIMITS[name]) for name in LIMITS])
    late = [name for name, limit in LIMITS.items() if seconds[name] > limit]
    if late:
        raise AssertionError(f"too slow: {', '.join(late)}")


def seconds_to_page(clone: Path) -> float:
    """Starts the portal of the clone, waits for its first page and stops it as Ctrl-C would."""
    port = free_port()
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "VIRTUAL_ENV"))}
    began = time.perf_counter()
    process = subprocess.Popen(["make", "run"], cwd=clone, env=plain | {"PORT": str(port)}, start_new_session=True)
    try:
        while not answers(f"http://{HOST}:{port}/fa/"):
            if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                raise AssertionError("`make run` did not serve a page")
            time.sleep(0.05)
        return time.perf_counter() - began
    finally:
        # The group is the session of this process alone.
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=30)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 -- our own
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
