"""Writes the files of weights that screening reads: see `portal.moderation.screening.weights`."""

import json
import zlib
from collections import Counter

from portal.moderation.screening.weights import FOLDER

MOST_LETTERS = 255
"""The code of a letter is a byte, and none of them is 0."""


def write_weights(name, facts, rows, phrases, *, nothing):
    """``rows`` and ``phrases``: the bytes by sequence; ``nothing``: those of a sequence that is only on the way."""
    common = Counter(letter for run in rows for letter in run).most_common(MOST_LETTERS)
    letters = "".join(sorted(letter for letter, _ in common))
    runs = [run for run in rows if set(run) <= set(letters)]
    on_the_way = {run[:length] for run in runs for length in range(1, len(run) + 1)}
    nodes = ["", *sorted(on_the_way, key=lambda run: (len(run), run))]
    children = Counter(node[:-1] for node in nodes[1:])
    parts = (
        json.dumps(facts | {"letters": letters, "nodes": len(nodes)}, ensure_ascii=False).encode(),
        "\n".join(phrases).encode(),
        bytes(children[node] for node in nodes)
        + bytes(letters.index(node[-1]) + 1 if node else 0 for node in nodes)
        + b"".join(rows.get(node, nothing) for node in nodes)
        + b"".join(phrases.values()),
    )
    packed = zlib.compress(b"\0".join(parts), 9)
    (FOLDER / f"{name}.bin").write_bytes(packed)
    print(f"{name}: {len(rows) + len(phrases):,} sequences, {len(nodes):,} nodes, {len(packed):,} bytes")
