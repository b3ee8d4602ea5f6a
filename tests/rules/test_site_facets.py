"""What the hits of a search are made of."""

from datetime import UTC, date, datetime

from portal.complaints import CaseMarks, State
from portal.language import LANGUAGES, days_of_year, year_of
from portal.site.facets import MOST, Choice, Facet, Kind, facets, years

AT = datetime(2026, 3, 21, 12, tzinfo=UTC)


def marks(store_id=1, category="phones", language="fa", opened_at=AT, state=State.OPEN):
    return CaseMarks(1, store_id, category, language, opened_at, state)


def test_the_most_frequent_comes_first_and_narrows_to_itself():
    kind = Kind("store", "Store", lambda each: each.store_id, {"1": "Nakhl", "2": "Golestan"})
    assert facets([marks(1), marks(2), marks(2)], [kind]) == [
        Facet("Store", [Choice("Golestan", 2, {"store": "2"}), Choice("Nakhl", 1, {"store": "1"})])
    ]


def test_what_all_hits_share_tells_nothing():
    kind = Kind("state", "State", lambda each: each.state.value, {"open": "Open"})
    assert facets([marks(), marks()], [kind]) == []
    assert facets([], [kind]) == []


def test_of_many_the_most_frequent_are_offered():
    kind = Kind("store", "Store", lambda each: each.store_id, {str(number): str(number) for number in range(20)})
    (facet,) = facets([marks(number) for number in range(20)], [kind])
    assert len(facet.choices) == MOST


def test_years_are_those_of_the_reader():
    hits = [marks(opened_at=AT), marks(opened_at=AT.replace(day=19))]
    (persian,) = years(hits, LANGUAGES["fa"], "سال", "یخچال")
    assert persian.choices == [
        Choice("۱۴۰۵", 1, {"q": "یخچال since:2026-03-21 until:2027-03-20"}),
        Choice("۱۴۰۴", 1, {"q": "یخچال since:2025-03-21 until:2026-03-20"}),
    ]
    assert years(hits, LANGUAGES["en"], "Year", "") == []


def test_the_days_of_a_year_are_all_in_it():
    for language in LANGUAGES.values():
        year = year_of(language, date(2026, 11, 29))
        assert {year_of(language, day) for day in days_of_year(language, year)} == {year}
