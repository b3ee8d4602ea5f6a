"""Every page once, in a combination of language, theme and width that changes from day to day.

`make walk` looks at all of them in all combinations.
"""

from collections.abc import Iterator

import pytest

from portal.language import LANGUAGES
from tests.kit import browser as browsers
from tests.walk.browser import Walker, walking
from tests.walk.checks import findings
from tests.walk.combinations import TURN, taking_turns, turn
from tests.walk.inventory import STOPS, Stop
from tests.walk.places import make_places
from tests.walk.weights import FIRST_VISIT, too_heavy

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def walker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    browsers.program()
    with walking(make_places(tmp_path_factory.mktemp("walk"))) as started:
        yield started


@pytest.mark.parametrize(("place", "stop"), [pytest.param(*pair, id=pair[1].name) for pair in enumerate(STOPS)])
def test_a_page_is_good_to_look_at_and_to_use(walker: Walker, place: int, stop: Stop) -> None:
    combination, reader = taking_turns(place, stop.readers)
    with walker.opened(stop, reader, combination) as opened:
        found = findings(opened, combination, stop.status)
    assert not found, "\n".join([f"{combination}, as {reader} ({TURN}={turn()} repeats it):", *found])


@pytest.mark.parametrize("name", FIRST_VISIT)
def test_a_visit_is_light(walker: Walker, name: str) -> None:
    languages = tuple(LANGUAGES)
    language = languages[turn() % len(languages)]
    found = list(too_heavy(walker, name, language))
    assert not found, f"in {language}: {'; '.join(found)}"
