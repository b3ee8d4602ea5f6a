"""What journeys in a browser share."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.kit.chromium import chromium, served
from tests.kit.world import Person, World

PATIENCE = 15_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def portal(world: World) -> Iterator[str]:
    """The portal of the world's, at this address."""
    with served(world.app) as address:
        yield address


@pytest.fixture
def phone(browser: Browser, portal: str) -> Iterator[BrowserContext]:
    """A phone nobody has used yet. What goes wrong in a page's own script fails the test."""
    context = browser.new_context(base_url=portal, locale="fa-IR", viewport={"width": 360, "height": 740})
    context.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield context
    context.close()
    assert not wrong


@pytest.fixture
def sign_in(world: World, phone: BrowserContext, portal: str) -> Callable[[Person], None]:
    """Puts the session of somebody into the phone."""

    def sign_in(person: Person) -> None:
        client = world.client(person)
        cookie = client._client.get_cookie("portal")
        assert cookie is not None
        phone.add_cookies([{"name": "portal", "value": cookie.value, "url": portal}])

    return sign_in


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    return phone.new_page()
