"""Brings the catalogues up to date with the messages in the source: ``python -m portal.language.extract``."""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from portal.language.languages import LANGUAGES
from portal.language.messages import catalogue_path, read_catalogue

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
    return catalogue


def untranslated(catalogue: Catalog) -> Iterator[Message]:
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(forms):
            yield message


def main() -> None:
    template = extracted()
    for code in TRANSLATED:
        catalogue = updated(code, template)
        path = catalogue_path(code)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, sort_output=True, include_lineno=False, ignore_obsolete=True, width=110)
        missing = sum(1 for _ in untranslated(catalogue))
        sys.stdout.write(f"{code}: {len(catalogue)} messages, {missing} untranslated\n")


if __name__ == "__main__":
    main()
