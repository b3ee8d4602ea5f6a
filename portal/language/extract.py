"""Brings the catalogues up to date with the messages in the source: ``python -m portal.language.extract``."""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from portal.language.languages import LANGUAGES
from portal.language.messages import catalogue_path, read_catalogue, untranslated

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = tuple(code for code in LANGUAGES if code != "en")

_TEMPLATES = {"extensions": "jinja2.ext.do", "silent": "false"}
_SOURCES = {"portal": {"**.py": "python"}, "templates": {"**.html": "jinja2", "**.txt": "jinja2"}}
_KEYWORDS = {"_": None, "N_": None, "flash": None, "ngettext": (1, 2), "text": (2,), "plural": (2, 3)}


def extracted(root: Path = ROOT) -> Catalog:
    """Every message of the source, with the files it stands in."""
    template = Catalog()
    for folder, methods in _SOURCES.items():
        for path, _, message, _, context in extract_from_dir(
            root / folder,
            method_map=list(methods.items()),
            options_map={pattern: _TEMPLATES for pattern, method in methods.items() if method == "jinja2"},
            keywords=_KEYWORDS,
        ):
            template.add(message, None, [(f"{folder}/{path}", 0)], context=context)
    return template


def update(catalogue: Catalog, template: Catalog) -> None:
    """Gives a catalogue the messages of the template and no others: translations kept, nothing guessed."""
    made = catalogue.creation_date
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.creation_date = catalogue.revision_date = made
    catalogue.fuzzy = False
    catalogue.header_comment = "# The words of the portal. Brought up to date by: make messages"
    catalogue.project, catalogue.version = "Shakwa", "1"
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = "Shakwa"


def main() -> None:
    template = extracted()
    for code in TRANSLATED:
        catalogue = read_catalogue(code)
        update(catalogue, template)
        written = BytesIO()
        write_po(written, catalogue, sort_output=True, include_lineno=False, ignore_obsolete=True, width=110)
        path = catalogue_path(code)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written.getvalue())
        sys.stdout.write(f"{code}: {len(catalogue)} messages, {len(untranslated(catalogue))} untranslated\n")


if __name__ == "__main__":
    main()
