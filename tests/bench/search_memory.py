"""What a process that searches holds in memory: `python -m tests.bench.search_memory INDEX QUERIES`.

Prints bytes as JSON: before the first search; after all, mapped files included; and of these, its own.
"""

import json
import sys
from pathlib import Path

from portal.config import Config
from portal.db import db
from portal.factory import create_app
from portal.search import WhooshEngine
from portal.text import closest
from tests.bench.searching import portal_searches


def held() -> tuple[int, int]:
    """Bytes in memory, and those of them that no file holds."""
    lines = (line.split() for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()[1:])
    sizes = {name: int(size) * 1024 for name, size, *_ in lines}
    return sizes["Rss:"], sizes["Anonymous:"]


def main() -> None:
    folder, queries = map(Path, sys.argv[1:])
    app = create_app(Config.from_environment())
    start = held()[0]
    with app.app_context():
        engine = WhooshEngine(folder)
        for typed in json.loads(queries.read_text(encoding="utf-8")):
            portal_searches(app, engine)[1](typed)
        closest("صفارش", engine.vocabulary())
        db.session.rollback()
        print(json.dumps([start, *held()]))


if __name__ == "__main__":
    main()
