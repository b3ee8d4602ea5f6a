"""The walk: `python -m tests.walk [NAME ...] [--language fa] [--theme dark] [--width phone] [--reader shopper]`.

Every page in every combination as everybody who has it, or as much of it as is asked for. Exit 1 with findings.
`VNU_JAR` names the checker of the W3C for HTML (npm vnu-jar; needs Java): then each document is shown to it too.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError
from tqdm import tqdm

from portal.language import LANGUAGES
from tests.walk.browser import Walker, walking
from tests.walk.checks import findings
from tests.walk.combinations import ALL, THEMES, WIDTHS, Combination
from tests.walk.inventory import STOPS, Stop
from tests.walk.places import make_places
from tests.walk.validity import VNU_JAR, invalid
from tests.walk.weights import FIRST_VISIT, too_heavy


@dataclass(frozen=True)
class Visit:
    stop: Stop
    reader: str
    combination: Combination

    def __str__(self) -> str:
        return f"{self.stop.name} {self.combination} {self.reader}"


def visits(options: argparse.Namespace) -> list[Visit]:
    return [
        Visit(stop, reader, combination)
        for stop in STOPS
        if not options.names or stop.name in options.names
        for reader in stop.readers
        if options.reader in {None, reader}
        for combination in ALL
        if options.language in {None, combination.language}
        and options.theme in {None, combination.theme}
        and options.width in {None, combination.width}
    ]


def walk(walker: Walker, planned: Sequence[Visit], documents: Path) -> Iterator[tuple[str, str]]:
    """What is found where, visit after visit; the documents are kept for the checker of HTML."""
    with tqdm(planned, unit=" visits", disable=None, file=sys.stderr) as progress:
        for visit in progress:
            try:
                with walker.opened(visit.stop, visit.reader, visit.combination) as opened:
                    found = findings(opened, visit.combination, visit.stop.status)
                    name = str(visit).replace(" ", "_")
                    (documents / f"{name}.html").write_text(opened.html, encoding="utf-8")
            except PlaywrightError as error:
                found = [f"the browser gave up: {error.message.splitlines()[0]}"]
            yield from ((str(visit), problem) for problem in found)


def overweight(walker: Walker, options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    for name in FIRST_VISIT:
        for language in [options.language] if options.language else LANGUAGES:
            if not options.names or name in options.names:
                yield from ((f"{name} {language}", problem) for problem in too_heavy(walker, name, language))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.walk", description="Look at every page of the portal.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these pages of the inventory")
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--theme", choices=THEMES)
    parser.add_argument("--width", choices=WIDTHS)
    parser.add_argument("--reader")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - {stop.name for stop in STOPS}:
        parser.error(f"there is no {sorted(unknown)}; there are: {', '.join(stop.name for stop in STOPS)}")
    planned, count = visits(options), 0
    with tempfile.TemporaryDirectory(prefix="shakwa-walk-") as folder:
        documents = Path(folder) / "documents"
        documents.mkdir()
        try:
            with walking(make_places(Path(folder))) as walker:
                for place, problem in walk(walker, planned, documents):
                    count += 1
                    print(f"{place}: {problem}", flush=True)
                for place, problem in overweight(walker, options):
                    count += 1
                    print(f"{place}: {problem}", flush=True)
        except pytest.skip.Exception as missing:
            sys.exit(str(missing))
        for problem in invalid(documents):
            count += 1
            print(problem)
    if not os.environ.get(VNU_JAR):
        print(f"HTML was looked at by html5lib alone: {VNU_JAR} names no vnu.jar", file=sys.stderr)
    print(f"{len(planned)} visits, {count} findings", file=sys.stderr)
    return 1 if count else 0


if __name__ == "__main__":
    raise SystemExit(main())
