"""Servers as `serve` starts them, and a client that times them."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from tests.bench.workshop import ROOT

HOST = "127.0.0.1"
WORKERS = 2
WARMING = 2
"""Requests on each warming connection: a target's first paths are one of each language."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A gunicorn with its worker processes."""

    port: int
    master: int

    @property
    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.master}/task/{self.master}/children")
        return [int(pid) for pid in children.read_text(encoding="ascii").split()]

    def memory(self) -> tuple[int, int]:
        """Resident bytes of the largest worker, and how many of them it shares with no file."""
        return max((_status(pid, "VmRSS"), _status(pid, "RssAnon")) for pid in self.workers)

    def processor_seconds(self) -> float:
        return sum(_processor_seconds(pid) for pid in self.workers)


@dataclass(frozen=True)
class Target:
    """What is asked for, in turn: one or more paths, with the cookie of whoever asks."""

    server: Server
    paths: Sequence[str]
    cookie: str = ""


@dataclass
class Timings:
    seconds: list[float] = field(default_factory=list)
    processor: float = 0.0


@contextmanager
def served(
    application: str, environment: Mapping[str, str], log: TextIO | None = None, took: Path | None = None
) -> Iterator[Server]:
    """The application under gunicorn on a free port, until the block ends; `log` takes what it writes, `took` a line
    for each answer: how many microseconds it was worked on.
    """
    port = free_port()
    gunicorn = Path(sys.executable).parent / "gunicorn"
    process = subprocess.Popen(
        [gunicorn, application, "--bind", f"{HOST}:{port}", "--workers", str(WORKERS), "--threads", "4",
         "--no-control-socket", "--log-level", "warning",
         *(["--access-logfile", str(took), "--access-logformat", "%(D)s"] if took else [])],
        cwd=ROOT, env=dict(environment) | {"PORT": str(port)}, stderr=log,
    )  # fmt: skip
    try:
        _wait_for(port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def ask(target: Target, count: int, start: int = 0) -> list[float]:
    """Seconds of each of so many requests, one after the other on one connection; every answer must be 200."""
    connection = http.client.HTTPConnection(HOST, target.server.port, timeout=60)
    headers = {"Cookie": target.cookie} if target.cookie else {}
    took = []
    for number in range(start, start + count):
        path = target.paths[number % len(target.paths)]
        began = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        took.append(time.perf_counter() - began)
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
    connection.close()
    return took


def in_turn(targets: Mapping[str, Target], count: int, rounds: int) -> dict[str, Timings]:
    """Asks every target `count` times, a part each round, so that noise of the machine meets them all alike."""
    timings = {name: Timings() for name in targets}
    for target in targets.values():
        for _ in range(6 * WORKERS):
            ask(target, WARMING)
    for turn in range(rounds):
        for name, target in targets.items():
            began = target.server.processor_seconds()
            timings[name].seconds += ask(target, count // rounds, turn * (count // rounds))
            timings[name].processor += target.server.processor_seconds() - began
    return timings


def at_once(target: Target, clients: int, count: int) -> tuple[list[float], float]:
    """So many clients, each asking `count` times: seconds of each request, and of it all."""
    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        parts = list(pool.map(lambda client: ask(target, count, client * count), range(clients)))
    return [seconds for part in parts for seconds in part], time.perf_counter() - began


def _wait_for(port: int) -> None:
    """Until it answers, whatever it answers: the socket is there before anybody is behind it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection(HOST, port, timeout=60)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError("the server did not come up")


def _status(pid: int, name: str) -> int:
    """Bytes under that name in the status of the process."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
