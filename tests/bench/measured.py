"""The page of measured figures: one section a bench, replaced when that bench is run again."""

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "measured.md"
HEADING = """\
# Measured

Figures of this portal, each section written by the command it names. Speed depends on the machine and on what
else it does, so every speed stands beside a yardstick measured in the same run: read the ratios first.

Real input is text and timings that may not be redistributed; `PORTAL_REAL_DATA` names the folder that holds
them. Without it the benches that need it say so and measure nothing.
"""


def machine() -> str:
    """Cores, memory and Python, without a name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"


def write_section(
    name: str, title: str, lines: Sequence[str], page: Path = PAGE, command: str = "python -m tests.bench"
) -> None:
    """Puts the lines in place of the bench's earlier section, or at the end of the page."""
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    origin = f"`{command} {name}`, {datetime.now(UTC):%Y-%m-%d}, on {machine()}."
    section = "\n".join([start, f"## {title}", "", origin, "", *lines, end])
    text = page.read_text(encoding="utf-8") if page.exists() else HEADING
    earlier = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    replaced, count = earlier.subn(lambda _: section, text)
    page.write_text(replaced if count else f"{text.rstrip()}\n\n{section}\n", encoding="utf-8")
