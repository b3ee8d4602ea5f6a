"""What journeys in a browser share: a portal run in earnest, with a past; and one of the test's own world."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.kit import browser as browsers
from tests.kit.archives import STORE, complaint, lines_of
from tests.kit.portal import Portal, running
from tests.kit.serving import served
from tests.kit.world import ANSWER, PASSWORD, Person, World

NAKHL = {**STORE, "slug": "nakhl", "name": {"ar": "متجر النخل", "fa": "نخل", "en": "Nakhl"}, "country": "SA"}
GOLESTAN = {**STORE, "name": {"fa": "فروشگاه گلستان", "ar": "غولستان", "en": "Golestan"}}
STAFF = {
    "nader@example.org": ("--role", "moderator"),
    "layla@example.org": ("--role", "representative", "--store", "golestan"),
    "salma@example.org": ("--role", "representative", "--store", "nakhl"),
}
CASES = 12
PATIENCE = 15_000


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Site and worker as `serve` starts them: two stores, one of them with a past, and those who work here."""
    browsers.program()
    archive = "\n".join(lines_of([GOLESTAN, NAKHL, *_past()]))
    with running(tmp_path_factory.mktemp("portal"), archive, STAFF, PASSWORD) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.chromium() as started:
        yield started


@pytest.fixture
def base(world: World) -> Iterator[str]:
    """The address of a portal with the world's database."""
    with served(world.app) as address:
        yield address


@pytest.fixture
def phone(browser: Browser, base: str) -> Iterator[BrowserContext]:
    """A phone nobody has used yet. What goes wrong in a page's own script fails the test."""
    context = browser.new_context(base_url=base, locale="fa-IR", viewport={"width": 360, "height": 740})
    context.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield context
    context.close()
    assert not wrong


@pytest.fixture
def sign_in(world: World, phone: BrowserContext, base: str) -> Callable[[Person], None]:
    """Puts the session of somebody into the phone."""

    def sign_in(person: Person) -> None:
        client = world.client(person)
        cookie = client._client.get_cookie("portal")
        assert cookie is not None
        phone.add_cookies([{"name": "portal", "value": cookie.value, "url": base}])

    return sign_in


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    return phone.new_page()


def _past() -> Iterator[dict[str, object]]:
    """Cases of Nakhl, answered after a day each; of half of them the shopper has said that they are solved."""
    for number in range(CASES):
        published = datetime.now(UTC) - timedelta(days=40 + number)
        answered, ended = published + timedelta(days=1), published + timedelta(days=3)
        yield complaint(
            f"past-{number}",
            store="nakhl",
            language="ar",
            title=f"الثلاجة وصلت مكسورة، الطلب {number + 1}",
            body="اشتريت ثلاجة من هذا المتجر ووصلت مكسورة، وطلبت استبدالها ولم يرد أحد على اتصالاتي منذ أيام.",
            submitted_at=published.isoformat(),
            published_at=published.isoformat(),
            posts=[{"at": answered.isoformat(), "by": "store", "body": ANSWER, "substantive": True}],
            outcomes=[{"at": ended.isoformat(), "resolved": True}] if number % 2 else None,
        )
