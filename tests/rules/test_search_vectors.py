"""Documents and questions in PostgreSQL's notation: nothing that is typed is an operator of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from portal.search.documents import Document, Standing
from portal.search.engine import Sought
from portal.search.vectors import (
    LONGEST,
    PARTS,
    groups,
    month,
    part_of_month,
    quoted,
    tokens,
    wanted,
    words_of,
    written,
)
from portal.text import terms

AT = datetime(2026, 3, 31, 23, 0, tzinfo=UTC)
PARTS_OF_CASE = [terms("یخچال نرسید"), terms("قرمز")]
CASE = Document(7, AT, terms("یخچال‌ها"), PARTS_OF_CASE, "fa", "golestan", "books", "late", Standing(1))


def test_a_case_is_its_stems_in_their_places_and_its_marks() -> None:
    words = "'یخچال':1A,10D 'نرسید':11D 'قرمز':20D"
    assert tokens(CASE) == f"{words} '@golestan' '#books' '!late' '~2026-03' '~2026-03.3'"
    assert written(CASE) == "'یخچالها':1A 'یخچال':10D 'نرسید':11D 'قرمز':20D"
    assert words_of(CASE) == {"یخچال", "نرسید", "قرمز", "@golestan", "#books", "!late", "~2026-03", "~2026-03.3"}


def test_a_month_is_that_of_utc_whatever_zone_the_instant_is_told_in_and_has_four_parts() -> None:
    assert month(AT.astimezone(timezone(timedelta(hours=3, minutes=30)))) == "~2026-03"
    days = [part_of_month(AT.replace(day=day)) for day in range(1, 32)]
    assert [days.index(f"~2026-03.{part}") for part in range(PARTS)] == [0, 8, 16, 24]


@pytest.mark.parametrize(
    ("sought", "query"),
    [
        (Sought(), ""),
        (Sought([["پول"], ["پول"], ["گوشی", "موبایل"]]), "('پول') & ('گوشی' | 'موبایل')"),
        (Sought(phrases=[["یخچال", "قرمز"]]), "('یخچال' <-> 'قرمز')"),
        (Sought([["پول"]], without=[["من"], ["از", "قرمز"]]), "('پول') & !('من') & !('از' <-> 'قرمز')"),
        (Sought(phrases=[["از", "من"]]), "('^از من')"),
        (Sought(phrases=[["از", "من", "یخچال"]]), "('^از من' & 'از' <-> 'من' <-> 'یخچال')"),
        (Sought(phrases=[["از", "من", "که"]]), "('^از من' & '^من که' & 'از' <-> 'من' <-> 'که')"),
        (Sought(store="a-b", category="books", nature="late"), "'@a-b' & '#books' & '!late'"),
    ],
)
def test_a_question(sought: Sought, query: str) -> None:
    assert wanted(sought) == query


def test_neighbours_that_are_very_common_are_a_token_of_each_part_they_stand_in() -> None:
    """None of a word and the first of the next part, none of what is rare."""
    case = replace(CASE, title=terms("پول من"), others=[terms("را از یخچال را از")])
    assert words_of(case) - words_of(replace(CASE, title=[], others=[])) == {
        "پول", "من", "را", "از", "یخچال", "^پول من", "^را از",
    }  # fmt: skip
    assert tokens(case).count("'^را از'") == 1


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        (["پول", "من"], [("^پول من",)]),
        (["پول", "من", "را"], [("^پول من",), ("^من را",)]),
        (["پول", "من", "یخچال"], [("پول",), ("من",), ("یخچال",)]),
        (["پول"], [("پول",)]),
    ],
)
def test_how_many_cases_hold_a_phrase_its_pairs_tell_where_each_word_is_in_one(phrase, told) -> None:
    assert groups(Sought(phrases=[phrase])) == told


def test_what_narrows_or_is_left_out_does_not_rank() -> None:
    sought = Sought([["پول"], ["گوشی", "پول"]], [["دو", "سه"]], [["من"]], store="a")
    assert sought.ranking == ["پول", "گوشی", "دو", "سه"]


@pytest.mark.parametrize(
    ("token", "literal"),
    [("it's", "'it''s'"), ("a\\b", r"'a\\b'"), ("a & !b | c:*", "'a & !b | c:*'"), ("ا" * 999, f"'{'ا' * LONGEST}'")],
)
def test_a_token_is_only_a_token(token: str, literal: str) -> None:
    assert quoted(token) == literal
