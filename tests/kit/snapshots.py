"""Beginnings that many tests share, made once in a run, by whichever of its processes needs them first.

What a fixture makes with the portal's own operations takes seconds; to put back the files and the objects it left
behind takes milliseconds.
"""

import fcntl
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy import event

from portal import clock
from portal.db import Base, db

Made = TypeVar("Made")
FOLDERS = ("mail", "search")
EMPTY = "empty"
REAL_NOW = clock.now

_loaded_rows: list[Base] = []


@dataclass(frozen=True)
class Instance:
    """What the application of the tests keeps: its database, index and mail box."""

    app: Flask
    database: Path
    kept_in: Path

    def kept_database(self, name: str) -> Path:
        return self.kept_in / name / "portal.db"

    def keep(self, name: str) -> None:
        self._let_go()
        kept = self.kept_in / name
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        shutil.copy(self.database, self.kept_database(name))
        for folder in FOLDERS:
            (self.database.parent / folder).mkdir(exist_ok=True)
            shutil.copytree(self.database.parent / folder, kept / folder)

    def put_back(self, name: str) -> None:
        self._let_go()
        # Another file, not the same one written over: with what a thread has left open of it SQLite would share its map
        # of a log that is gone, and read beyond the end of the new one.
        for suffix in ("", "-wal", "-shm"):
            self.database.with_name(self.database.name + suffix).unlink(missing_ok=True)
        shutil.copy(self.kept_database(name), self.database)
        for folder in FOLDERS:
            shutil.rmtree(self.database.parent / folder, ignore_errors=True)
            shutil.copytree(self.kept_in / name / folder, self.database.parent / folder)

    @property
    def was_written_to(self) -> bool:
        """Whether anything was, since it was put back."""
        log = self.database.with_name(self.database.name + "-wal")
        return log.exists() and log.stat().st_size > 0

    def _let_go(self) -> None:
        db.session.remove()
        db.engine.dispose()
        self.app.extensions["portal-search"].forget()


class Snapshots:
    """Those of an instance; the folder of the objects that belong to them is shared by all processes of a run."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance

    def empty(self, migrate: Callable[[], object]) -> None:
        """An empty database, migrated by one of the processes."""
        self.instance.kept_in.mkdir(exist_ok=True)
        with _alone(self.instance.kept_in / f"{EMPTY}.lock"):
            if self.instance.kept_database(EMPTY).exists():
                self.instance.put_back(EMPTY)
            else:
                migrate()
                self.instance.keep(EMPTY)

    def once(self, make: Callable[..., Made], *given: Any) -> Made:
        """What `make` makes of what is given: a fresh copy each time, what was given changed as `make` changed it."""
        if db.engine.dialect.name != "sqlite":
            return make(*given)
        name = f"{make.__module__}.{make.__qualname__}"
        assert not self.instance.was_written_to, f"{name} would undo what was done before it: let it come first"
        if clock.now is not REAL_NOW:
            name += "-with-its-clock"
        known = (self.instance.app, *given)
        objects = self.instance.kept_in / f"{name}.objects"
        with _alone(objects.with_suffix(".lock")):
            if objects.exists():
                self.instance.put_back(name)
            else:
                made = make(*given)
                for row in db.session():
                    db.session.refresh(row)
                written = _pickled((made, [_state(one) for one in given]), known)
                self.instance.keep(name)
                # Last, for who finds it takes the rest to be there.
                objects.write_bytes(written)
        made, states = _loaded(objects.read_bytes(), known)
        for one, state in zip(given, states, strict=True):
            vars(one).update(state)
        return made


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Another process that wants the same waits for it to be made, which it would else do itself."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _state(one: Any) -> dict[str, Any]:
    return {} if isinstance(one, Flask) else vars(one)


def _pickled(value: Any, known: tuple[Any, ...]) -> bytes:
    written = BytesIO()
    _Pickler(written, known).dump(value)
    return written.getvalue()


def _loaded(written: bytes, known: tuple[Any, ...]) -> Any:
    """Rows belong to the session again, as those do that were just made."""
    _loaded_rows.clear()
    loaded = _Unpickler(BytesIO(written), known).load()
    db.session.add_all(_loaded_rows)
    _loaded_rows.clear()
    return loaded


@event.listens_for(Base, "unpickle", propagate=True)
def _collect(row: Base, _state: object) -> None:
    _loaded_rows.append(row)


class _Pickler(pickle.Pickler):
    """Writes of what is known by everybody no more than its place."""

    def __init__(self, file: BytesIO, known: tuple[Any, ...]) -> None:
        super().__init__(file)
        self._places = {id(one): place for place, one in reversed(list(enumerate(known)))}

    def persistent_id(self, value: Any) -> int | None:
        return self._places.get(id(value))


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: BytesIO, known: tuple[Any, ...]) -> None:
        super().__init__(file)
        self._known = known

    def persistent_load(self, place: int) -> Any:
        return self._known[place]
