"""A reader who knows no Persian and no Arabic judges a store before buying: in English, on a phone and on a desk."""

import pytest
from playwright.sync_api import Browser

from tests.kit.browser import Visitor
from tests.kit.portal import Portal

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
def test_from_the_first_page_to_the_formula(portal: Portal, browser: Browser, width: int) -> None:
    reader = Visitor(browser, portal.address, "en", width=width)
    reader.visit(portal.address)
    reader.sees("Complaints, answered in public", "2 stores")

    reader.follow("Look a store up")
    reader.write("Name of the store", "nakhl")
    reader.press("Show")
    reader.sees("1 store", "Answers 100% of complaints within 3 days")
    reader.follow("Nakhl")
    reader.sees(
        "of 100", "probably between", "Saudi Arabia", "shopper silent", "Share answered, by time since publication"
    )

    reader.follow("How this score came about")
    reader.sees("The four parts, as measured", "flask --app wsgi score --store nakhl")
    reader.follow("How scores work")
    reader.sees("Silence never counts as solved")


def test_a_case_in_three_languages(portal: Portal, browser: Browser) -> None:
    reader = Visitor(browser, portal.address, "en", width=360)
    reader.visit("stores/nakhl/?state=solved")
    reader.follow("الثلاجة وصلت مكسورة")
    reader.sees("answered within 1 day", "The shopper says: solved", "Counts as the first answer, after 1 day.")
    written = reader.main.locator(".written").first
    assert (written.get_attribute("lang"), written.get_attribute("dir")) == ("ar", "rtl")
    reader.turn_to("العربية")
    reader.sees("رد المتجر بعد انتظار مدته يوم واحد", " هـ، ", " م")
    reader.turn_to("فارسی")
    reader.sees("فروشگاه پس از ۱ روز پاسخ داد", "خریدار می‌گوید: حل شد")


def test_an_address_that_leads_nowhere(portal: Portal, browser: Browser) -> None:
    reader = Visitor(browser, portal.address, "en", width=360)
    reader.visit("complaints/WRONG/", status=404)
    reader.follow("To the first page")
    reader.sees("Complaints, answered in public")
