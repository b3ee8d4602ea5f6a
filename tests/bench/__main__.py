"""Benches: `python -m tests.bench [--write] [--folder FOLDER] [NAME ...]`.

Without a name all are run but `start`, which installs the portal from a clean clone, and `scale`, which reads a
PostgreSQL database of many cases. `--write` updates the
bench's section of docs/measured.md; `--folder` keeps archives and instances for the next run.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType

from tests.bench import (
    appearing,
    browsing,
    importing,
    moderating,
    scale,
    scoring,
    screening_report,
    search_quality,
    searching,
    starting,
    storm,
    wording,
)
from tests.bench.measured import PAGE, machine, write_section
from tests.bench.real_data import folder
from tests.bench.workshop import Workshop

BENCHES: Mapping[str, ModuleType] = {
    "import": importing,
    "pages": browsing,
    "search": searching,
    "quality": search_quality,
    "words": wording,
    "score": scoring,
    "moderation": moderating,
    "screening": screening_report,
    "start": starting,
    "scale": scale,
    "storm": storm,
    "appearing": appearing,
}
NEEDS_NO_DATA = {"quality", "start", "scale", "storm", "appearing"}
ONLY_BY_NAME = {"start", "scale"}


def told(lines: Iterator[str]) -> list[str]:
    """The lines, each printed as it comes."""
    kept = []
    for line in lines:
        print(line, flush=True)
        kept.append(line)
    return kept


def run(names: list[str], workshop: Workshop, *, write: bool) -> int:
    failed = 0
    for name in names:
        if name not in NEEDS_NO_DATA and folder() is None:
            print(f"{name}: skipped, PORTAL_REAL_DATA is not set")
            continue
        bench = BENCHES[name]
        print(f"\n## {bench.TITLE} ({name}; {machine()})\n", flush=True)
        try:
            lines = told(bench.measure(workshop))
        except AssertionError as error:
            print(f"{name}: failed: {error}", file=sys.stderr)
            failed += 1
            continue
        if write:
            write_section(name, bench.TITLE, lines)
    return 1 if failed else 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure the portal beside yardsticks.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--write", action="store_true", help="update docs/measured.md")
    parser.add_argument("--folder", type=Path, help="keep archives and instances here")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(BENCHES):
        parser.error(f"there is no bench {sorted(unknown)}; there are: {', '.join(BENCHES)}")
    with ExitStack() as stack:
        place = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="shakwa-bench-")))
        place.mkdir(parents=True, exist_ok=True)
        names = options.names or [name for name in BENCHES if name not in ONLY_BY_NAME]
        plots = PAGE.parent if options.write else place.absolute()
        return run(names, Workshop(place.absolute(), plots), write=options.write)


if __name__ == "__main__":
    raise SystemExit(main())
