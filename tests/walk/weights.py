"""What a visit weighs over the wire, counted by a meter between browser and portal."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page

from tests.walk.browser import Walker
from tests.walk.combinations import Combination
from tests.walk.inventory import STOPS
from tests.walk.places import ANONYMOUS

HOST = "127.0.0.1"
CHUNK = 65_536
NEXT_VISIT = 15_000
FIRST_VISIT = {"home": 120_000, "case-longest-fa": 90_000, "case-longest-ar": 90_000}
"""The pages that have a limit, each with that of its first visit, in bytes with all headers."""
QUIET_MILLISECONDS = 1_500


@dataclass
class Meter:
    """Hands everything on between browser and portal, and counts what goes to the browser."""

    port: int
    portal: int
    bytes: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> int:
        """The count since it was last taken."""
        with self.lock:
            counted, self.bytes = self.bytes, 0
        return counted

    def serve(self, listener: socket.socket) -> None:
        """Until the listener is shut and everybody has hung up."""
        calls = []
        while True:
            try:
                browser, _ = listener.accept()
            except OSError:
                break
            calls.append(threading.Thread(target=self._connect, args=(browser,)))
            calls[-1].start()
        for call in calls:
            call.join()

    def _connect(self, browser: socket.socket) -> None:
        with browser, socket.create_connection((HOST, self.portal)) as portal:
            answers = threading.Thread(target=self._hand_on, args=(portal, browser, self._count))
            answers.start()
            self._hand_on(browser, portal, lambda _size: None)
            answers.join()

    def _count(self, size: int) -> None:
        with self.lock:
            self.bytes += size

    @staticmethod
    def _hand_on(source: socket.socket, target: socket.socket, count: Callable[[int], None]) -> None:
        try:
            while data := source.recv(CHUNK):
                count(len(data))
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            return


@contextmanager
def meter(portal: int) -> Iterator[Meter]:
    with socket.create_server((HOST, 0)) as listener:
        started = Meter(listener.getsockname()[1], portal)
        serving = threading.Thread(target=started.serve, args=(listener,))
        serving.start()
        try:
            yield started
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            serving.join()


def weigh(walker: Walker, name: str, language: str) -> tuple[int, int]:
    """Bytes of the first visit of somebody who was never here, with all that is fetched for later, and of the next."""
    stop = next(stop for stop in STOPS if stop.name == name)
    address = walker.address(stop, language)
    base = walker.base(stop.portal)
    with meter(int(base.rpartition(":")[2])) as counted:
        address = address.replace(base, f"http://{HOST}:{counted.port}")
        with walker.context(stop, ANONYMOUS, Combination(language, "light", "phone")) as context:
            first, following = (_visit(context, address, counted) for _ in range(2))
    return first, following


def _visit(context: BrowserContext, address: str, counted: Meter) -> int:
    page: Page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(QUIET_MILLISECONDS)
    page.close()
    return counted.take()


def too_heavy(walker: Walker, name: str, language: str) -> Iterator[str]:
    first, following = weigh(walker, name, language)
    if first > FIRST_VISIT[name]:
        yield f"the first visit weighs {first:,} bytes, {FIRST_VISIT[name]:,} are allowed"
    if following > NEXT_VISIT:
        yield f"the next visit weighs {following:,} bytes, {NEXT_VISIT:,} are allowed"
