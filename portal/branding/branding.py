"""The branding of an installation, and what a page in one language shows of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.branding.colours import Paint
from portal.branding.pictures import Picture
from portal.language import Language, country_name, language, nearest, text

Words = Mapping[str, str]
"""A text by language. Languages that are absent get the catalogue's translation of the English, or the nearest."""

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Country:
    """A country stores are in; `names` only where CLDR's name is not what people say."""

    currency: str
    names: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who runs the portal, and how to reach them."""

    name: Words
    website: str | None
    email: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """The branding in one language, as templates see it."""

    name: str
    tagline: str
    lead: str
    description: str
    publisher: str
    website: str | None
    email: str | None
    light_header: str
    dark_header: str
    logo: Picture | None
    logo_shows_name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Branding:
    """`source` is the installation's file, None where the portal's own branding is in use.

    `pictures` are icons and the pictures of shared links, by their names.
    """

    source: Path | None
    name: Words
    tagline: Words
    lead: Words
    description: Words
    publisher: Publisher | None
    paint: Paint
    logo: Picture | None
    logo_shows_name: bool
    pictures: Mapping[str, Picture]
    missing_pictures: tuple[str, ...]
    categories: Mapping[str, Words]
    countries: Mapping[str, Country]

    def shown_in(self, written_in: Language | str) -> Brand:
        tongue = language(written_in)
        publisher = self.publisher
        return Brand(
            name=in_language(self.name, tongue),
            tagline=in_language(self.tagline, tongue),
            lead=in_language(self.lead, tongue),
            description=in_language(self.description, tongue),
            publisher=in_language(publisher.name, tongue) if publisher else "",
            website=publisher.website if publisher else None,
            email=publisher.email if publisher else None,
            light_header=self.paint.light_header,
            dark_header=self.paint.dark_header,
            logo=self.logo,
            logo_shows_name=self.logo_shows_name,
        )

    def name_in(self, written_in: Language | str) -> str:
        return in_language(self.name, language(written_in))

    def category_name(self, slug: str, written_in: Language | str) -> str:
        """The category's name; a slug that is not in the list reads as *other*."""
        return in_language(self.categories.get(slug) or self.categories[OTHER], language(written_in))

    def category_names(self, written_in: Language | str) -> dict[str, str]:
        """Every category by its slug, in the order of the file."""
        return {slug: in_language(names, language(written_in)) for slug, names in self.categories.items()}

    def country_name(self, code: str, written_in: Language | str) -> str:
        tongue = language(written_in)
        country = self.countries.get(code)
        own = country.names.get(tongue.code) if country else None
        return own or country_name(tongue, code)

    def currency(self, country: str) -> str | None:
        """The currency in which people of the country pay; None where the branding does not know the country."""
        found = self.countries.get(country)
        return found.currency if found else None


def in_language(words: Words, tongue: Language) -> str:
    """The words in a language, or what comes nearest to it."""
    if own := words.get(tongue.code):
        return own
    english = words.get("en", "")
    translated = text(tongue, english)
    return translated if translated != english else words[nearest(tongue, words)]
