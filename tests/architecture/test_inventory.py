"""No page without a stop on the walk."""

from collections import Counter

from tests.walk.inventory import MACHINES_ONLY, OF_FRAMES, STOPS


def test_every_page_has_a_stop(app):
    """A page added to the portal is added to tests/walk/inventory.py, in the states worth looking at."""
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert pages - MACHINES_ONLY - OF_FRAMES - {stop.endpoint for stop in STOPS} == set()


def test_stops_have_names_of_their_own():
    assert not [name for name, count in Counter(stop.name for stop in STOPS).items() if count > 1]
