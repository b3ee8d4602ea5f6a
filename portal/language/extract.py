"""Brings the catalogues up to date with the messages in the source: ``python -m portal.language.extract``."""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from portal.language.languages import LANGUAGES
from portal.language.messages import catalogue_path, read_catalogue, untranslated

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = tuple(code for code in LANGUAGES if code != "en")

_METHODS = [("portal/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
_OPTIONS = {
    pattern: {"extensions": "jinja2.ext.do", "silent": "false"}
    for pattern, method in _METHODS
    if method == "jinja2"
}
_KEYWORDS = {"_": None, "N_": None, "flash": None, "ngettext": (1, 2), "text": (2,), "plural": (2, 3)}


def extracted(root: Path = ROOT) -> Catalog:
    """Every message of the source, with the files it stands in."""
    template = Catalog(project="shakwa")
    for folder in ("portal", "templates"):
        for path, _, message, _, context in extract_from_dir(
            root / folder,
            method_map=[(pattern.removeprefix(f"{folder}/"), method) for pattern, method in _METHODS],
            options_map={
                pattern.removeprefix(f"{folder}/"): options for pattern, options in _OPTIONS.items()
            },
            keywords=_KEYWORDS,
        ):
            template.add(message, None, [(f"{folder}/{path}", 0)], context=context)
    return template


def updated(code: str, template: Catalog) -> Catalog:
    """The catalogue of a language with the template's messages: translations kept, nothing guessed."""
    catalogue = read_catalogue(code)
    made = catalogue.creation_date
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.creation_date = made
    catalogue.fuzzy = False
    catalogue.header_comment = f"# The portal's words in {LANGUAGES[code].name}."
    catalogue.project, catalogue.version, catalogue.revision_date = "Shakwa", "1", made
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = "Shakwa"
    return catalogue


def main() -> None:
    template = extracted()
    for code in TRANSLATED:
        catalogue = updated(code, template)
        path = catalogue_path(code)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, sort_output=True, include_lineno=False, ignore_obsolete=True, width=110)
        sys.stdout.write(f"{code}: {len(catalogue)} messages, {len(untranslated(catalogue))} untranslated\n")


if __name__ == "__main__":
    main()
