"""A beginning that many tests share is made once, whichever process of a run needs it first."""

from portal import clock
from tests.kit.snapshots import Snapshots
from tests.kit.world import TITLE, World


def test_another_process_finds_what_was_made(world: World, snapshots: Snapshots) -> None:
    made: list[int] = []

    def begin(world: World) -> list[int]:
        made.append(world.publish().id)
        return list(made)

    begin.__qualname__ = "begin"
    first = snapshots.once(begin, world)
    snapshots.once(World, world.app)
    assert first == Snapshots(snapshots.instance).once(begin, world) == made
    assert TITLE in world.client().visit("/fa/").text


def test_a_beginning_by_the_clock_of_its_world_is_another(world: World, snapshots: Snapshots, monkeypatch) -> None:
    snapshots.once(_time_told, world)
    monkeypatch.setattr("portal.clock.now", lambda: world.now)
    assert snapshots.once(_time_told, world) == world.now


def _time_told(_world: World) -> object:
    return clock.now()
