"""Brings the catalogues up to date with the messages in the source: ``python -m portal.language.extract``."""

import ast
import sys
import tomllib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from portal.language.languages import LANGUAGES
from portal.language.messages import catalogue_path, read_catalogue, untranslated

ROOT = Path(__file__).resolve().parents[2]
SOURCE = "en"
BRANDING = "portal/branding/branding.toml"
TRANSLATED = tuple(code for code in LANGUAGES if code != SOURCE)

# Where a call has its message: the place of the argument, or of the singular and the plural.
_IN_CODE = {"N_": (0,), "flash": (0,), "text": (1,), "plural": (1, 2)}
_IN_TEMPLATES = {"_": None, "ngettext": (1, 2)}

Message = str | tuple[str, ...]


def extracted(root: Path = ROOT) -> Catalog:
    """Every message of the source, with the files it stands in."""
    template = Catalog()
    for path in sorted((root / "portal").rglob("*.py")):
        for message in _code_messages(path.read_text(encoding="utf-8")):
            template.add(message, None, [(path.relative_to(root).as_posix(), 0)])
    for name, _, message, _, _ in extract_from_dir(
        root / "templates",
        method_map=[("**.html", "jinja2"), ("**.txt", "jinja2")],
        options_map={"**": {"extensions": "jinja2.ext.do", "silent": "false"}},
        keywords=_IN_TEMPLATES,
    ):
        template.add(message, None, [(f"templates/{name}", 0)])
    for message in _texts(tomllib.loads((root / BRANDING).read_text(encoding="utf-8"))):
        template.add(message, None, [(BRANDING, 0)])
    return template


def _texts(table: Mapping[str, Any]) -> Iterator[str]:
    """The English texts of the portal's own branding, however deep they stand."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _texts(value)
        elif key == SOURCE:
            yield value


def _code_messages(source: str) -> Iterator[Message]:
    # Babel works on tokens: before Python 3.12 it is blind in f-strings, and joins the ends of a condition.
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (places := _IN_CODE.get(_name(node.func))):
            found = [_strings(argument) for argument in node.args[places[0] : places[-1] + 1]]
            if len(found) == len(places):
                yield from (message if len(places) > 1 else message[0] for message in zip(*found, strict=False))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _strings(argument: ast.expr) -> list[str]:
    if isinstance(argument, ast.IfExp):
        return _strings(argument.body) + _strings(argument.orelse)
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    return []


def update(catalogue: Catalog, template: Catalog) -> None:
    """Gives a catalogue the messages of the template and no others: translations kept, nothing guessed."""
    made = catalogue.creation_date
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.creation_date = catalogue.revision_date = made
    catalogue.fuzzy = False
    catalogue.header_comment = "# The words of the portal. Brought up to date by: make messages"
    catalogue.project, catalogue.version = "Shakwa", "1"
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = "Shakwa"


def save(catalogue: Catalog, path: Path) -> None:
    """Writes a catalogue sorted and without line numbers, so that a change shows what changed and no more."""
    written = BytesIO()
    write_po(written, catalogue, sort_output=True, include_lineno=False, ignore_obsolete=True, width=110)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written.getvalue())


def main() -> None:
    template = extracted()
    for code in TRANSLATED:
        catalogue = read_catalogue(code)
        update(catalogue, template)
        save(catalogue, catalogue_path(code))
        sys.stdout.write(f"{code}: {len(catalogue)} messages, {len(untranslated(catalogue))} untranslated\n")


if __name__ == "__main__":
    main()
