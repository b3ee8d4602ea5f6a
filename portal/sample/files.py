"""The files of the world."""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("world")


def load(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
