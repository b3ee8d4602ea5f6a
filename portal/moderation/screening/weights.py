"""Weight files: what a model was trained to, compressed, a byte a number.

Three parts parted by NUL: JSON facts of the model, among them the ``letters`` it knows and how many ``nodes`` its tree
of letter sequences has; its phrases, one a line; and bytes: of each node how many children it has, of each its label,
and for each node and each phrase as many numbers as the model has columns.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.moderation.screening.sequences import SequenceTree, sequence_tree

FOLDER = Path(__file__).with_name("weights")


@dataclass(frozen=True, slots=True)
class Weights:
    """``numbers`` holds the bytes row after row: the nodes of the tree, then the phrases."""

    facts: Mapping[str, Any]
    tree: SequenceTree
    phrases: Sequence[str]
    numbers: bytes


def read_weights(name: str) -> Weights:
    head, phrases, rows = zlib.decompress((FOLDER / f"{name}.bin").read_bytes()).split(b"\0", 2)
    facts = json.loads(head)
    nodes = facts["nodes"]
    tree = sequence_tree(facts["letters"], rows[:nodes], rows[nodes : 2 * nodes])
    return Weights(facts, tree, phrases.decode().split("\n") if phrases else [], rows[2 * nodes :])
