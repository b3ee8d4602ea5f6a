"""What both engines say of where cases stand: as the cases themselves do, once the worker has passed it on."""

from collections import Counter
from collections.abc import Iterator

import pytest

from portal import search
from portal.complaints import CaseFilter, State
from portal.db import db
from portal.search import Question, Sort, Wording
from tests.kit.engines import ENGINES
from tests.kit.world import World


@pytest.fixture(params=ENGINES)
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    with request.param(request) as app:
        yield World(app)


def ask(world: World, state: State | None = None, sort: Sort = Sort.NEWEST) -> search.Found:
    world.deliver()
    session = db.session()
    session.rollback()
    question = Question(Wording(("یخچال",)), CaseFilter(state=state), sort=sort)
    return search.search_cases(session, world.app.extensions["portal-search"], question, world.now, limit=20)


def check(world: World, **expected: int) -> None:
    """All say the same: the cases shown, what is counted, and what each state is narrowed to."""
    found = ask(world)
    shown = Counter(row.state(world.now).value for row in found.rows)
    assert shown == Counter({State[name].value: number for name, number in expected.items()})
    assert found.counts.states == dict(shown)
    for state in State:
        narrowed = ask(world, state)
        assert {row.state(world.now) for row in narrowed.rows} <= {state}
        assert (narrowed.total, narrowed.counts.total) == (shown[state], shown[state]), state


def test_states_are_counted_and_narrowed_to_as_they_are_shown(world: World) -> None:
    cases = [world.publish(title="یخچال سفید") for _ in range(3)]
    check(world, OPEN=3)
    world.answer(cases[0])
    world.answer(cases[1])
    check(world, OPEN=1, ANSWERED=2)
    world.evaluate(cases[0], resolved=True)
    check(world, OPEN=1, ANSWERED=1, SOLVED=1)
    world.wait(days=60)
    check(world, OPEN=1, SILENT=1, SOLVED=1)
    world.give_up(cases[2])
    check(world, GIVEN_UP=1, SILENT=1, SOLVED=1)


def test_who_waits_longest_is_told_by_the_earliest_answer_however_late_it_is_let_through(world: World) -> None:
    first, second = (world.publish(title=f"یخچال {name}") for name in ("یکم", "دوم"))
    late = world.reply(first)
    world.wait(hours=1)
    world.answer(second)
    world.wait(hours=1)
    world.answer(first, "مرسولهٔ شما امروز با پست پیشتاز دوباره فرستاده شد و فردا می‌رسد.")
    assert [row.title for row in ask(world, sort=Sort.LONGEST_UNANSWERED).rows] == ["یخچال دوم", "یخچال یکم"]
    world.decide(late, answers=True)
    assert [row.title for row in ask(world, sort=Sort.LONGEST_UNANSWERED).rows] == ["یخچال یکم", "یخچال دوم"]
