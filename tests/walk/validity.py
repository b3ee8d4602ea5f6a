"""Documents shown to the Nu checker of the W3C, which is no part of this repository."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

VNU_JAR = "VNU_JAR"


def invalid(documents: Path) -> Iterator[str]:
    """Its errors and warnings, each with the documents it is found in; nothing where VNU_JAR names none."""
    jar = os.environ.get(VNU_JAR)
    if not jar:
        return
    command = ["java", "-jar", jar, "--format", "json", "--skip-non-html", str(documents)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    found: dict[str, list[str]] = {}
    for message in json.loads(done.stderr)["messages"]:
        if message["type"] != "info" or message.get("subType") == "warning":
            words = f"{message['message']} ({message.get('extract', '').strip()[:80]!r})"
            found.setdefault(words, []).append(Path(message["url"]).stem)
    for words, places in found.items():
        yield f"vnu: {words}: {', '.join(places[:3])} ({len(places)})"
