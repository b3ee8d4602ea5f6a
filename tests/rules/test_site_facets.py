"""What the hits of a search are made of."""

from datetime import date

from portal.language import LANGUAGES, days_of_year, year_of
from portal.site.facets import MOST, Choice, Facet, Kind, facets, years

NEW_YEAR = date(2026, 3, 21)


def test_the_most_frequent_comes_first_and_narrows_to_itself():
    kind = Kind("store", "Store", {"nakhl": 1, "golestan": 2}, {"nakhl": "Nakhl", "golestan": "Golestan"})
    assert facets([kind]) == [
        Facet("Store", [Choice("Golestan", 2, {"store": "golestan"}), Choice("Nakhl", 1, {"store": "nakhl"})])
    ]


def test_what_all_hits_share_tells_nothing():
    assert facets([Kind("state", "State", {"open": 2}, {"open": "Open"})]) == []
    assert facets([Kind("state", "State", {}, {"open": "Open"})]) == []


def test_of_many_the_most_frequent_are_offered():
    counts = {str(number): 1 for number in range(20)}
    (facet,) = facets([Kind("store", "Store", counts, {name: name for name in counts})])
    assert len(facet.choices) == MOST


def test_years_are_those_of_the_reader():
    begun = {NEW_YEAR: 3, NEW_YEAR.replace(year=2025): 1}
    (persian,) = years(begun, LANGUAGES["fa"], "سال", "یخچال")
    assert persian.choices == [
        Choice("۱۴۰۵", 3, {"q": "یخچال since:2026-03-21 until:2027-03-20"}),
        Choice("۱۴۰۴", 1, {"q": "یخچال since:2025-03-21 until:2026-03-20"}),
    ]
    assert years({date(2026, 1, 1): 4}, LANGUAGES["en"], "Year", "") == []


def test_the_days_of_a_year_are_all_in_it():
    for language in LANGUAGES.values():
        year = year_of(language, date(2026, 11, 29))
        assert {year_of(language, day) for day in days_of_year(language, year)} == {year}
