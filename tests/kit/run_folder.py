"""The folder that the processes of a run share."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

NAME = "SHAKWA_TESTS_FOLDER"
"""Names it to the processes that the first one starts."""


def make() -> TemporaryDirectory[str]:
    """In memory where the machine has such a place: the files of an instance are put back some thousand times."""
    memory = Path("/dev/shm")  # noqa: S108 -- the folder made in it has a name nobody can guess
    made = TemporaryDirectory(prefix="shakwa-tests-", dir=memory if os.access(memory, os.W_OK) else None)
    os.environ[NAME] = made.name
    return made


def folder() -> Path:
    return Path(os.environ[NAME])
