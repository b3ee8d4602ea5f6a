"""One portal for all journeys in a browser: two stores, one of them with a past, and those who work here."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from tests.kit import browser as browsers
from tests.kit.archives import STORE, complaint, lines_of
from tests.kit.portal import Portal, running
from tests.kit.world import ANSWER, PASSWORD

NAKHL = {**STORE, "slug": "nakhl", "name": {"ar": "متجر النخل", "fa": "نخل", "en": "Nakhl"}, "country": "SA"}
GOLESTAN = {**STORE, "name": {"fa": "فروشگاه گلستان", "ar": "غولستان", "en": "Golestan"}}
STAFF = {
    "nader@example.org": ("--role", "moderator"),
    "layla@example.org": ("--role", "representative", "--store", "golestan"),
    "salma@example.org": ("--role", "representative", "--store", "nakhl"),
}
CASES = 12


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    browsers.program()
    archive = "\n".join(lines_of([GOLESTAN, NAKHL, *_past()]))
    with running(tmp_path_factory.mktemp("portal"), archive, STAFF, PASSWORD) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.chromium() as started:
        yield started


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
