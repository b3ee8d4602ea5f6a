"""Who counts as somebody reading, and how often."""

from datetime import date

import pytest

from portal.reading.counting import DaysVisits
from portal.reading.rules import is_prefetch, is_robot, key_for_case

TODAY, TOMORROW = date(2026, 11, 28), date(2026, 11, 29)


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "TelegramBot (like TwitterBot)",
        "WhatsApp/2.23.20.0",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/150.0 Safari/537.36",
        "curl/7.88.1",
        "python-requests/2.32",
        "",
        "  ",
    ],
)
def test_a_program_that_says_so_is_not_somebody(agent):
    assert is_robot(agent)


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1) Presto/2.12",
    ],
)
def test_a_browser_is_somebody(agent):
    assert not is_robot(agent)


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [("prefetch", True), ("prefetch;prerender", True), ("preview", True), ("", False), ("navigate", False)],
)
def test_what_is_fetched_beforehand_is_not_read(purpose, expected):
    assert is_prefetch(purpose) is expected


def test_a_browser_has_another_key_in_each_case():
    assert key_for_case("browser", 1) == key_for_case("browser", 1)
    assert len({key_for_case(browser, case) for browser in ("a", "b") for case in (1, 2)}) == 4


def test_a_visitor_reads_a_case_once_a_day():
    visits = DaysVisits()
    assert visits.is_first(1, "Maryam's phone", TODAY)
    assert not visits.is_first(1, "Maryam's phone", TODAY)
    assert visits.is_first(1, "Karim's phone", TODAY)
    assert visits.is_first(2, "Maryam's phone", TODAY)
    assert visits.is_first(1, "Maryam's phone", TOMORROW)


def test_no_address_is_kept_and_no_hash_outlives_its_day():
    visits = DaysVisits()
    visits.is_first(1, "192.0.2.7 Firefox", TODAY)
    first = set(visits._seen)
    assert "192.0.2.7" not in repr(vars(visits))
    visits.is_first(1, "192.0.2.7 Firefox", TOMORROW)
    assert not first & visits._seen
