"""The shape of the code: files and functions that fit in the eye, right-to-left first, nothing inline."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PHYSICAL = re.compile(r"(?<![\w-])((margin|padding|border)-(left|right)|left|right)\s*:|text-align\s*:\s*(left|right)")
SOURCES = sorted((ROOT / "portal").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def lines_of(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_no_file_is_over_350_lines():
    assert not [f"{file}: {lines_of(file)}" for file in SOURCES if lines_of(file) > 350]


def test_no_template_is_over_150_lines():
    assert not [f"{file}: {lines_of(file)}" for file in TEMPLATES if lines_of(file) > 150]


def test_no_function_is_over_50_lines_and_every_module_says_what_it_is():
    wrong = []
    for file in SOURCES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            wrong.append(f"{file} has no docstring")
        wrong += [
            f"{file}:{node.lineno} {node.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
        ]
    assert not wrong


def test_no_table_has_two_rows_for_one_key():
    """The later one would win in silence."""
    twice = []
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                keys = [ast.dump(key) for key in node.keys if key is not None]
                twice += [f"{file}:{node.lineno} {key}" for key in set(keys) if keys.count(key) > 1]
    assert not twice


def test_no_drawer_for_odds_and_ends():
    assert not [file for file in SOURCES if file.stem in {"utils", "helpers", "misc", "common"}]


def test_styles_know_no_left_and_right():
    sheets = sorted((ROOT / "static" / "css").glob("*.css"))
    assert sheets
    assert not [sheet.name for sheet in sheets if PHYSICAL.search(sheet.read_text(encoding="utf-8"))]


def test_every_style_sheet_is_in_the_table_of_contents():
    contents = (ROOT / "static" / "css" / "main.css").read_text(encoding="utf-8")
    missing = [sheet.name for sheet in (ROOT / "static" / "css").glob("*.css") if f'"{sheet.name}"' not in contents]
    assert missing == ["main.css"]


def test_templates_hold_no_inline_style_or_script():
    for file in TEMPLATES:
        text = file.read_text(encoding="utf-8")
        if "mail" not in file.parts and file.name != "mail.html":
            assert " style=" not in text, file
            assert not re.search(r"<script(?![^>]*\bsrc=)", text), file
