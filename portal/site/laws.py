"""What may not be written, by country: the law in plain words, each rule with its source and the date of that source.

A country is a row of `LAWS`; one without a row has what holds nearly everywhere. Names of laws stay in their language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.language import N_
from portal.stores import Store
from portal.web import current_branding, current_language


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing that may not be written. `source` is the law's own name and article, `dated` the day it was passed."""

    what: str
    why: str
    source: str
    source_language: str
    dated: date


ISLAMIC_PENAL_CODE = date(1996, 5, 22)
COMPUTER_CRIMES = date(2009, 5, 26)
SAUDI_CYBER_CRIMES = date(2007, 3, 27)

CRIME = N_("That somebody committed a crime: stole, swindled, forged, took bribes")
UNTRUE = N_("What you know to be untrue, or invented details")
INSULTS = N_("Insults and obscene words")
PRIVATE = N_("Pictures, recordings and private matters of others, and their names, numbers and addresses")
THREATS = N_("Threats against somebody’s life, body, honour or property")

LAWS: Mapping[str, Sequence[Provision]] = {
    "IR": (
        Provision(
            CRIME,
            N_(
                "Who says so in public and cannot prove it in court can be punished, however well founded "
                "their anger is."
            ),
            "قانون مجازات اسلامی، کتاب پنجم (تعزیرات، مصوب ۱۳۷۵/۳/۲)، مادهٔ ۶۹۷",
            "fa",
            ISLAMIC_PENAL_CODE,
        ),
        Provision(
            UNTRUE,
            N_(
                "Spreading untrue statements by computer, meaning to harm somebody or to disturb the "
                "public, is punished."
            ),
            "قانون جرایم رایانه‌ای (مصوب ۱۳۸۸/۳/۵)، مادهٔ ۱۸ (مادهٔ ۷۴۶ تعزیرات)",
            "fa",
            COMPUTER_CRIMES,
        ),
        Provision(
            INSULTS,
            N_(
                "Insulting people with obscene or degrading words is punished even where the complaint itself is right."
            ),
            "قانون مجازات اسلامی، کتاب پنجم (تعزیرات، مصوب ۱۳۷۵/۳/۲)، مادهٔ ۶۰۸",
            "fa",
            ISLAMIC_PENAL_CODE,
        ),
        Provision(
            PRIVATE,
            N_(
                "Publishing another’s private picture, voice, film or secrets without consent, to their "
                "harm, is punished."
            ),
            "قانون جرایم رایانه‌ای (مصوب ۱۳۸۸/۳/۵)، مادهٔ ۱۷ (مادهٔ ۷۴۵ تعزیرات)",
            "fa",
            COMPUTER_CRIMES,
        ),
        Provision(
            THREATS,
            N_("A threat is punished whether or not anything was demanded with it."),
            "قانون مجازات اسلامی، کتاب پنجم (تعزیرات، مصوب ۱۳۷۵/۳/۲)، مادهٔ ۶۶۹",
            "fa",
            ISLAMIC_PENAL_CODE,
        ),
    ),
    "SA": (
        Provision(
            CRIME,
            N_(
                "Defaming others and harming them by technical means is a crime, punished with prison or a "
                "fine or both."
            ),
            "نظام مكافحة الجرائم المعلوماتية (م/١٧ بتاريخ ٨/٣/١٤٢٨هـ)، المادة الثالثة، الفقرة الخامسة",
            "ar",
            SAUDI_CYBER_CRIMES,
        ),
        Provision(
            PRIVATE,
            N_("Intruding on private life with a telephone’s camera or the like is punished by the same article."),
            "نظام مكافحة الجرائم المعلوماتية (م/١٧ بتاريخ ٨/٣/١٤٢٨هـ)، المادة الثالثة، الفقرة الرابعة",
            "ar",
            SAUDI_CYBER_CRIMES,
        ),
        Provision(
            INSULTS,
            N_("What offends public order, religious values, morals or private life may not be made or sent at all."),
            "نظام مكافحة الجرائم المعلوماتية (م/١٧ بتاريخ ٨/٣/١٤٢٨هـ)، المادة السادسة، الفقرة الأولى",
            "ar",
            SAUDI_CYBER_CRIMES,
        ),
    ),
}

EVERYWHERE: Sequence[str] = (CRIME, UNTRUE, INSULTS, PRIVATE, THREATS)
"""What is forbidden nearly everywhere, for a country whose law is not listed."""


@dataclass(frozen=True, slots=True)
class LawInShort:
    """What may not be written, a line each, and the countries, by code, whose pages tell by what law and since when."""

    forbidden: Sequence[str]
    countries: Mapping[str, str]


def law_of(store: Store | None) -> LawInShort:
    """Of the country of the store; of all of them while it is not chosen, or where its country's law is not told."""
    countries = law_countries()
    if store is None or store.country not in LAWS:
        return LawInShort(EVERYWHERE, countries)
    forbidden = [provision.what for provision in LAWS[store.country]]
    return LawInShort(forbidden, {store.country: countries[store.country]})


def law_countries() -> dict[str, str]:
    """The countries whose law is told, by code, in the reader's language."""
    language = current_language()
    return {code: current_branding().country_name(code, language) for code in LAWS}
