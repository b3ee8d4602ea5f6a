"""Whatever the command is asked, both engines answer: no error, within a second."""

import json
import time
from collections.abc import Iterator

import pytest

from tests.kit.bad_questions import QUERIES, publish_two
from tests.kit.engines import ENGINES
from tests.kit.world import World


@pytest.fixture(scope="module", params=ENGINES)
def cases(request: pytest.FixtureRequest) -> Iterator[World]:
    with request.param(request) as app:
        world = World(app)
        publish_two(world)
        yield world


@pytest.mark.parametrize(("typed", "count"), QUERIES.values(), ids=QUERIES)
def test_the_command_answers_everything(cases: World, typed: str, count: int) -> None:
    began = time.process_time()
    result = cases.app.test_cli_runner().invoke(args=["search", "--json", "--", typed])
    assert time.process_time() - began < 1
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["total"] == count
