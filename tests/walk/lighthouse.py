"""Lighthouse on the pages that matter most: `python -m tests.walk.lighthouse [NAME ...] [--runs 3]`.

`LIGHTHOUSE` names its program (npm lighthouse), which is no part of this repository. On a phone, the median of the
runs. Exit 1 where a figure is below what is wanted, with the audits that keep it down.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.figures import prose, table
from tests.bench.measured import write_section
from tests.kit.browser import program
from tests.walk.browser import Walker, walking
from tests.walk.inventory import STOPS
from tests.walk.places import make_places
from tests.walk.weights import FIRST_VISIT, weigh

LIGHTHOUSE = "LIGHTHOUSE"
PAGES = ("home", "store", "case-longest-fa", "search-words", "complaint-form")
NOT_INDEXED = {"search-words", "complaint-form"}
LANGUAGES = ("fa", "en")
WANTED = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
Report = Mapping[str, Any]


def reports(address: str, runs: int, folder: Path) -> Iterator[Report]:
    command = [os.environ[LIGHTHOUSE], address, "--quiet", "--output=json", f"--output-path={folder / 'report.json'}",
               "--no-enable-error-reporting", f"--chrome-flags={FLAGS}"]  # fmt: skip
    for _ in range(runs):
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": program()}, stderr=subprocess.DEVNULL)
        yield json.loads((folder / "report.json").read_text(encoding="utf-8"))


def score(report: Report, category: str) -> int:
    return round(100 * (report["categories"][category]["score"] or 0))


def faults(report: Report, category: str) -> Iterator[str]:
    """The audits that count and are not passed."""
    for audit in report["categories"][category]["auditRefs"]:
        found = report["audits"][audit["id"]]
        if audit["weight"] and found["score"] is not None and found["score"] < 1:
            yield f"{audit['id']} ({found.get('displayValue') or found['title']})"


def wanted(name: str) -> Mapping[str, int]:
    """What results and forms are not asked for: to be found by search engines."""
    return {category: least for category, least in WANTED.items() if category != "seo" or name not in NOT_INDEXED}


def measured(walker: Walker, names: Sequence[str], runs: int, folder: Path) -> Iterator[tuple[list[str], list[str]]]:
    """A row of the table and what is below what is wanted, page by page."""
    stops = {stop.name: stop for stop in STOPS}
    for name in names:
        for language in LANGUAGES:
            found = list(reports(walker.address(stops[name], language), runs, folder))
            scores = {category: round(median(score(report, category) for report in found)) for category in WANTED}
            worst = {category: min(found, key=lambda report, of=category: score(report, of)) for category in WANTED}
            below = [
                f"{name} {language}: {category} {scores[category]}, not {least}: "
                f"{', '.join(faults(worst[category], category))}"
                for category, least in wanted(name).items()
                if scores[category] < least
            ]
            yield [name, language, *(str(scores[category]) for category in WANTED)], below


def weights(walker: Walker) -> Iterator[str]:
    """Kilobytes over the wire, with everything that is fetched for later."""
    rows = []
    for name in FIRST_VISIT:
        for language in LANGUAGES:
            first, following = weigh(walker, name, language)
            rows.append([name, language, f"{first / 1000:.1f}", f"{following / 1000:.1f}"])
    yield from prose("What a visit weighs, with all headers and what is fetched for later:")
    yield from table(["page", "language", "first visit kB", "next visit kB"], rows)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.walk.lighthouse", description="Ask Lighthouse.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of the inventory; default: {', '.join(PAGES)}")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="update docs/measured.md")
    options = parser.parse_args(arguments)
    if not os.environ.get(LIGHTHOUSE):
        print(f"skipped: {LIGHTHOUSE} does not name the program (npm lighthouse)")
        return 0
    rows, below = [], []
    with (
        tempfile.TemporaryDirectory(prefix="shakwa-lighthouse-") as folder,
        walking(make_places(Path(folder))) as walker,
    ):
        for row, problems in measured(walker, options.names or PAGES, options.runs, Path(folder)):
            print(*row, *problems, sep="  ", file=sys.stderr, flush=True)
            rows.append(row)
            below += problems
        told = f"Lighthouse as on a phone, the median of {options.runs} runs. Results and forms are not to be indexed."
        lines = [*prose(told), *table(["page", "language", *WANTED], rows), *weights(walker)]
    print(*lines, *below, sep="\n")
    if options.write:
        write_section("lighthouse", "Pages in a browser", lines, command="make")
    return 1 if below else 0


if __name__ == "__main__":
    raise SystemExit(main())
