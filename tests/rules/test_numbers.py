"""Complaint numbers: read however they are typed, refused when they are mistyped."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.complaints.numbers import LENGTH, SIGNS, new_number, read_number

numbers = st.integers(min_value=0).map(lambda seed: new_number(random.Random(seed).randrange))


@given(numbers)
def test_a_new_number_reads_as_itself(number):
    assert len(number) == LENGTH
    assert read_number(number) == number


@pytest.mark.parametrize("write", [str.lower, lambda n: f"{n[:4]}-{n[4:]}", lambda n: f" {n[:4]} {n[4:]} "])
@given(number=numbers)
def test_it_reads_however_it_is_typed(number, write):
    assert read_number(write(number)) == number


@given(numbers)
def test_persian_and_arabic_digits_read_as_well(number):
    for digits in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"):
        assert read_number(number.translate(str.maketrans("0123456789", digits))) == number


@given(numbers, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_found(number, place, sign):
    mistyped = number[:place] + sign + number[place + 1 :]
    assert (read_number(mistyped) is None) == (mistyped != number)


@given(numbers, st.integers(0, LENGTH - 3))
def test_two_swapped_neighbours_are_found(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert (read_number(swapped) is None) == (swapped != number)


@pytest.mark.parametrize("typed", ["", "1", "ABCDEFGH9", "IIIIIIII", "سلام", "ABCD\u0000EFG", "'; --"])
def test_what_is_no_number_is_none(typed):
    assert read_number(typed) is None
