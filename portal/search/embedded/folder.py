"""Where indexes are: each in a folder of its own beside a file `current` that names the one in use.

A new one is built beside and swapped in by replacing that file. Writers take a file lock, so that a rebuild and the
worker never write at once. The name tells of which kind an index is: one of another kind counts as missing.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from portal.search.embedded.schema import VERSION
from portal.search.engine import IndexUnavailableError


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._current = path / "current"

    def current(self) -> str:
        """The name of the index in use. Raises IndexUnavailableError."""
        try:
            name = self._current.read_text(encoding="ascii")
        except (OSError, ValueError) as error:
            raise IndexUnavailableError("there is no search index") from error
        if not name.startswith(_name("")):
            raise IndexUnavailableError("the search index is of another version")
        return name

    def report_damage(self, name: str) -> None:
        """Tells whoever mends. The report is about this index and no later one."""
        with suppress(OSError):
            (self.path / "damaged").write_text(name, encoding="ascii")

    def reported(self) -> str:
        """The name of the index that somebody could not read; empty where there is none."""
        try:
            return (self.path / "damaged").read_text(encoding="ascii")
        except (OSError, ValueError):
            return ""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else writes meanwhile."""
        self.path.mkdir(mode=0o700, exist_ok=True)
        with (self.path / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def replaced(self) -> Iterator[Path]:
        """An empty folder for a new index; it is the one in use at the end of the block, and all others are gone."""
        numbers = [int(folder.name.rpartition("-")[2]) for folder in self.path.glob("index-*[0-9]")]
        name = _name(max(numbers, default=0) + 1)
        folder = self.path / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True)
        yield folder
        pointer = self.path / "current.new"
        pointer.write_text(name, encoding="ascii")
        pointer.replace(self._current)
        (self.path / "damaged").unlink(missing_ok=True)
        for old in self.path.glob("index-*"):
            if old.name != name:
                shutil.rmtree(old, ignore_errors=True)


def _name(number: object) -> str:
    return f"index-{VERSION}-{number}"
