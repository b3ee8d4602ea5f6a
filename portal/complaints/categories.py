"""Product categories, from a data file that an installation may replace."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("categories.toml")
OTHER = "other"


@cache
def categories() -> Mapping[str, Mapping[str, str]]:
    """Names by language, by slug, in the order of the file."""
    with FILE.open("rb") as file:
        loaded: dict[str, dict[str, str]] = tomllib.load(file)
    if OTHER not in loaded:
        raise ValueError(f"{FILE.name} must hold a category named {OTHER!r}")
    return loaded


def category_name(slug: str, language: str) -> str:
    """The category's name; a slug that is no longer in the file reads as *other*."""
    names = categories().get(slug) or categories()[OTHER]
    return names.get(language) or names["en"]
