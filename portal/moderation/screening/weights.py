"""Weight files: what a model was trained to, compressed, a byte a number.

Three parts parted by NUL: JSON facts of the model, the letter sequences, one a line, and for each of them as many
bytes as the model has columns.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("weights")


@dataclass(frozen=True, slots=True)
class Weights:
    """``numbers`` holds the bytes row after row, in the order of ``sequences``."""

    facts: Mapping[str, Any]
    sequences: Sequence[str]
    numbers: bytes


def read_weights(name: str) -> Weights:
    facts, sequences, numbers = zlib.decompress((FOLDER / f"{name}.bin").read_bytes()).split(b"\0", 2)
    return Weights(json.loads(facts), sequences.decode().split("\n"), numbers)
