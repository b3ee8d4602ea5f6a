"""What page tests share."""

import pytest

from tests.kit.world import World


@pytest.fixture
def world_clock(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The portal's clock shows the world's time, also after it has waited."""
    monkeypatch.setattr("portal.clock.now", lambda: world.now)
