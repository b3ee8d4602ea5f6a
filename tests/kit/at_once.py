"""Several people, or several clicks of one, at the very same time."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from flask import Flask

Answer = TypeVar("Answer")


def at_once(app: Flask, act: Callable[[], Answer], times: int = 6) -> list[Answer]:
    """What each of so many acts, begun together, came to; raises what one of them raised."""
    start = threading.Barrier(times)

    def alone() -> Answer:
        with app.app_context():
            start.wait()
            return act()

    with ThreadPoolExecutor(times) as pool:
        return [begun.result() for begun in [pool.submit(alone) for _ in range(times)]]
