"""The folder that the processes of a run share."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

NAME = "SHAKWA_TESTS_FOLDER"
"""Names it to the processes that the first one starts."""
ROOM = 2**30


def make() -> TemporaryDirectory[str]:
    """In memory: the files of an instance are put back some thousand times."""
    made = TemporaryDirectory(prefix="shakwa-tests-", dir=memory())
    os.environ[NAME] = made.name
    return made


def memory() -> Path | None:
    """Where files are kept in memory, if the machine has a place for that with room to spare."""
    place = Path("/dev/shm")  # noqa: S108 -- a folder made in it has a name nobody can guess
    roomy = os.access(place, os.W_OK) and shutil.disk_usage(place).free > ROOM
    return place if roomy else None


def folder() -> Path:
    return Path(os.environ[NAME])
