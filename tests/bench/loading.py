"""Loads an archive into the instance of the environment, stage by stage, and prints what each stage took as JSON.

`python -m tests.bench.loading FILE [--screen]`, in a process of its own so that its peak memory is its own. The
stages are those of the command `import`.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade

from portal import archive, events
from portal.config import Config
from portal.factory import create_app
from tests.bench.figures import folder_size


class Stages:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.peaks: dict[str, int] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - began
        self.peaks[name] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def follow(app: Flask, name: str) -> None:
    """Delivers to one subscriber until it has everything."""
    subscriber = next(one for one in app.extensions["portal-subscribers"] if one.name == name)
    while events.deliver(subscriber):
        pass


def load(app: Flask, file: Path, *, screen: bool, on_problem: Callable[[int, str], None]) -> dict[str, Any]:
    config: Config = app.extensions["portal-config"]
    stages = Stages()
    with stages.stage("migrate"):
        upgrade()
    with stages.stage("import"), file.open(encoding="utf-8") as lines:
        result = archive.import_archive(
            lines,
            accepted=config.post_languages,
            categories=app.extensions["portal-branding"].categories,
            screen_published=screen,
            on_problem=on_problem,
        )
    with stages.stage("replies"):
        archive.judge_unjudged()
    with stages.stage("index"):
        follow(app, "search")
    with stages.stage("scores"):
        follow(app, "scores")
    return {
        "stores": result.stores,
        "complaints": result.complaints,
        "bad": result.bad,
        "documents": app.extensions["portal-search"].size(),
        "seconds": stages.seconds,
        "peaks": stages.peaks,
        "index_bytes": folder_size(config.instance / "search"),
        "database_bytes": sum(part.stat().st_size for part in config.instance.glob("portal.db*")),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Load an archive and time it.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--screen", action="store_true")
    options = parser.parse_args()
    app = create_app(Config.from_environment())
    with app.app_context():
        found = load(
            app,
            options.file,
            screen=options.screen,
            on_problem=lambda place, reason: print(f"line {place}: {reason}", file=sys.stderr),
        )
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
