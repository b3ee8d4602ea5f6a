"""Who may know whom: every import of the portal is an arrow of this table, and slices are entered by the front door."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent / "portal"

PURE = {"text", "statistics", "plots", "clock", "config", "language", "branding"}
KERNEL = PURE | {"db", "events", "access", "jobs", "rendering", "web"}
BASE = KERNEL | {"accounts", "stores", "moderation"}
HEART = BASE | {"complaints"}
FOLLOWERS = HEART | {"scores", "search", "archive", "notices", "reading", "transparency"}

ARROWS: dict[str, set[str]] = {
    **dict.fromkeys(PURE, PURE),
    **{name: KERNEL - {"web"} for name in ("db", "events", "access", "jobs", "rendering")},
    "web": KERNEL,
    "accounts": KERNEL,
    "stores": KERNEL | {"accounts"},
    "moderation": KERNEL | {"accounts"},
    "complaints": BASE,
    "scores": HEART,
    "search": HEART,
    "archive": HEART,
    "notices": HEART,
    "reading": HEART,
    "transparency": HEART,
    "checking": HEART,
    "site": FOLLOWERS | {"checking"},
    "desk": FOLLOWERS | {"checking"},
    "sample": FOLLOWERS,
}
"""What each part may import, beside itself. `factory` and `cli` may import anything."""
FREE = {"factory", "cli"}

FLASK_AT_HOME = {"web", "site", "desk", "cli", "factory", "db"}
FLASK_FILES = {"views.py", "forms.py", "login.py", "delivery.py", "mail.py", "returning.py"}
SQL_AT_HOME = {"db", "events", "cli"}
SQL_FILES = {
    "models.py",
    "queries.py",
    "operations.py",
    "subscribers.py",
    "documents.py",
    "finding.py",
    "held.py",
    "judging.py",
    "lessons.py",
    "postgresql.py",
    "sharing.py",
    "swapping.py",
    "tallies.py",
}


class Import(NamedTuple):
    file: Path
    line: int
    module: str
    names: tuple[str, ...]
    nested: bool

    @property
    def home(self) -> str:
        return self.file.relative_to(ROOT).parts[0].removesuffix(".py")

    @property
    def target(self) -> str | None:
        """The part of the portal that is imported, if it is one."""
        parts = self.module.split(".")
        if parts[0] != "portal":
            return None
        return parts[1] if len(parts) > 1 else None

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line} imports {self.module}"


def imports_of(file: Path) -> Iterator[Import]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    nested = {
        id(inner)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(file, node.lineno, alias.name, (), id(node) in nested)
        elif isinstance(node, ast.ImportFrom) and node.module == "portal":
            for alias in node.names:
                yield Import(file, node.lineno, f"portal.{alias.name}", (), id(node) in nested)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield Import(file, node.lineno, node.module, tuple(alias.name for alias in node.names), id(node) in nested)


@pytest.fixture(scope="module")
def imports() -> list[Import]:
    return [found for file in sorted(ROOT.rglob("*.py")) for found in imports_of(file)]


def test_every_arrow_is_in_the_table(imports):
    wrong = [
        str(one)
        for one in imports
        if one.home not in FREE | {"__init__"}
        and one.target is not None
        and one.target != one.home
        and one.target not in ARROWS[one.home]
    ]
    assert not wrong


def test_a_slice_is_entered_through_its_front_door(imports):
    wrong = [
        str(one)
        for one in imports
        if one.target is not None
        and one.target != one.home
        and one.home not in FREE
        and len(one.module.split(".")) > 2
        and (ROOT / one.target).is_dir()
    ]
    assert not wrong


def test_flask_stays_at_the_edges(imports):
    wrong = [
        str(one)
        for one in imports
        if one.module.split(".")[0] in {"flask", "flask_login", "flask_wtf", "wtforms", "flask_mailman"}
        and one.home not in FLASK_AT_HOME
        and one.file.name not in FLASK_FILES
    ]
    assert not wrong


def test_sql_stays_with_the_database(imports):
    wrong = [
        str(one)
        for one in imports
        if one.module.split(".")[0] == "sqlalchemy"
        and one.home not in SQL_AT_HOME
        and one.file.name not in SQL_FILES
        and one.file.relative_to(ROOT).as_posix() not in {"web/errors.py", "sample/people.py"}
    ]
    assert not wrong


def test_nothing_is_imported_inside_a_function(imports):
    assert not [str(one) for one in imports if one.nested and one.home not in FREE]


def test_no_parts_import_each_other_in_a_circle(imports):
    graph: dict[str, set[str]] = {}
    for one in imports:
        if one.target is not None and one.target != one.home:
            graph.setdefault(one.home, set()).add(one.target)
    for start, imported in graph.items():
        seen: set[str] = set()
        waiting = set(imported)
        while waiting:
            part = waiting.pop()
            assert part != start, f"{start} reaches itself"
            if part not in seen:
                seen.add(part)
                waiting |= graph.get(part, set())
