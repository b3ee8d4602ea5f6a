"""What is a burst, and what is known of where somebody writes from."""

import pytest
from flask import Flask

from portal.moderation.ties.rules import is_burst
from portal.web import prints_of_request
from portal.web.origins import network_of


@pytest.mark.parametrize(
    ("last_day", "before", "burst"),
    [
        pytest.param(1, 0, False, id="one post about a quiet store is no burst"),
        pytest.param(4, 0, False, id="nor are four"),
        pytest.param(5, 0, True, id="five are, where there was none in four weeks"),
        pytest.param(5, 46, True, id="five are more than three times 46/28"),
        pytest.param(6, 56, False, id="exactly three times the mean is no burst"),
        pytest.param(7, 56, True, id="one more is"),
        pytest.param(300, 2_800, False, id="a large store has large days"),
        pytest.param(301, 2_800, True, id="and bursts of its own"),
    ],
)
def test_a_burst_is_more_than_three_times_the_mean(last_day: int, before: int, burst: bool) -> None:
    assert is_burst(last_day, before) is burst


@pytest.mark.parametrize(
    ("address", "network"),
    [
        pytest.param("203.0.113.77", "203.0.113.0/24", id="the last of four numbers is dropped"),
        pytest.param("2001:db8:1:2::3", "2001:db8:1::/48", id="of a long address the first 48 bits stay"),
        pytest.param("::ffff:203.0.113.77", "203.0.113.0/24", id="an old address in the dress of a new one"),
        pytest.param("2001:db8::1%eth0", "2001:db8::/48", id="the name of a card says nothing"),
        pytest.param("127.0.0.1", None, id="this machine"),
        pytest.param("10.2.3.4", None, id="a network behind a proxy"),
        pytest.param("fe80::1%eth0", None, id="what is no further than the next machine"),
        pytest.param("", None, id="no address"),
        pytest.param(None, None, id="none at all"),
        pytest.param("unix:", None, id="what is no address"),
    ],
)
def test_of_an_address_only_the_network_counts(address: str | None, network: str | None) -> None:
    assert network_of(address) == network


def test_prints_name_nothing_and_are_the_installations_own(app: Flask) -> None:
    def prints(address: str) -> tuple[str | None, str | None]:
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            return prints_of_request()

    device, network = prints("203.0.113.77")
    assert device is None
    assert network == prints("203.0.113.9")[1] != prints("203.0.114.77")[1]
