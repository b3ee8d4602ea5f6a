"""What the two makers of real archives share: reading the folder of PORTAL_REAL_DATA, slugs, writing."""

import gzip
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

UNSET = "PORTAL_REAL_DATA is not set: no real data, nothing written"
MARKS = ("courtesy", "understanding", "clarity", "expertise", "speed", "honesty")


def folder() -> Path | None:
    """The folder of real text; None where none is named. Ends the program where the name is wrong."""
    name = os.environ.get("PORTAL_REAL_DATA")
    if name and not Path(name).is_dir():
        sys.exit(f"PORTAL_REAL_DATA: there is no folder {name}")
    return Path(name) if name else None


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def slugify(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-") or "store"


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug of its own for each name, the same for the same set of names."""
    taken: dict[str, str] = {}
    for name in sorted(set(names)):
        base = slug = slugify(name)
        number = 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken[slug] = name
    return {name: slug for slug, name in taken.items()}


def write(path: Path, lines: Iterable[dict[str, Any]]) -> int:
    """Write the archive and return the number of its complaints."""
    complaints = 0
    with path.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
            complaints += line["type"] == "complaint"
    return complaints
