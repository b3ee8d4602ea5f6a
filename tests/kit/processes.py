"""Processes of the portal that begin at once: each is a copy of one that has loaded it."""

import multiprocessing
import signal
from multiprocessing.process import BaseProcess

START = multiprocessing.get_context("forkserver")
START.set_forkserver_preload(["tests.kit.crowd", "tests.kit.halted_rebuild"])


def kill(process: BaseProcess) -> None:
    """At once; fails where it had ended by itself."""
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL, f"{process.name} ended by itself: {process.exitcode}"
