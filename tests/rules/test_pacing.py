"""How fast somebody may ask: so often in a window, each asker for themselves."""

import pytest
from werkzeug.exceptions import TooManyRequests

from portal.web import Pace
from portal.web.pacing import MOST_KNOWN


def test_the_one_too_many_is_told_when_to_come_again():
    pace = Pace(most=2, seconds=60)
    pace.keep("a", 0)
    pace.keep("a", 10)
    with pytest.raises(TooManyRequests) as refused:
        pace.keep("a", 20)
    assert refused.value.retry_after == 40
    pace.keep("b", 20)
    pace.keep("a", 60)


def test_who_asked_longest_ago_is_forgotten():
    pace = Pace(most=1, seconds=60)
    for asker in range(MOST_KNOWN + 1):
        pace.keep(str(asker), 0)
    pace.keep("0", 1)
    with pytest.raises(TooManyRequests):
        pace.keep("2", 1)
