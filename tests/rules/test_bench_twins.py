"""Which posts say nearly what another says: a pair a row."""

import pytest

from tests.bench.twins import near_twins

POST = "سه هفته پیش گوشی سفارش دادم و هنوز نرسیده است"


@pytest.mark.parametrize(
    ("other", "is_twin"),
    [
        pytest.param(POST, True, id="the same"),
        pytest.param(f"«{POST}!»", True, id="the same letters"),
        pytest.param(f"سلام. {POST} لطفا پیگیری کنید", True, id="half of it and more"),
        pytest.param("سه هفته پیش یخچال خریدم و دیروز آن را آوردند", False, id="its beginning alone"),
        pytest.param("گوشی سفارش", False, id="two words of it"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_twin_is_what_shares_half_of_its_runs_of_words(other, is_twin):
    assert near_twins([POST], [other]) == ({0} if is_twin else set())


def test_all_of_the_same_letters_are_found():
    assert near_twins(["خوب بود", POST, "خوب بود."], ["خوب، بود"]) == {0, 2}
