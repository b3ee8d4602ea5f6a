"""Pages of a list, whatever stands in the address."""

import pytest

from portal.web.pagination import page_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (None, 1),
        ("", 1),
        ("3", 3),
        ("۳", 3),  # a Persian keyboard
        ("٣", 3),  # an Arabic one
        (" 3 ", 3),
        ("0", 1),
        ("-3", 1),
        ("+3", 1),
        ("3.5", 1),
        ("1e3", 1),
        ("0x10", 1),
        ("²", 1),
        ("three", 1),
        ("3; DROP TABLE post", 1),
        ("501", 500),  # nobody reads that far, and the database need not count that far
        ("9" * 19, 500),
        ("9" * 100_000, 1),
    ],
)
def test_a_page_number_is_what_can_be_read_as_one(typed, number):
    assert page_number(typed) == number
