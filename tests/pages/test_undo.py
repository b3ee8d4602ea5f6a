"""Undo instead of a question beforehand: what an author says at one press, and the way back."""

import pytest

from portal.complaints import Progress
from tests.kit.world import World

pytestmark = pytest.mark.usefixtures("world_clock")
LANGUAGES = ("fa", "ar", "en")
UNDO = ".//form[contains(@action, '/take-back')]"


def address(complaint, language="en", page=""):
    return f"/{language}/complaints/{complaint.number}/{page}"


def kinds(page):
    return [title.get_text(" ", strip=True) for title in page.select(".timeline__title")]


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


@pytest.fixture
def maryam(world):
    return world.client(world.maryam)


def press(client, complaint, page, language="en"):
    """Presses the button for it on the case's own page."""
    return client.fill(address(complaint, language), form=f".//form[contains(@action, '/{page}')]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_giving_up_is_one_press_and_undone_by_another(world, client, maryam, complaint, language):
    page = maryam.follow(press(maryam, complaint, "give-up", language))
    assert world.case(complaint).progress is Progress.GIVEN_UP
    assert len(page.forms(UNDO)) == 1
    page = maryam.follow(maryam.fill(address(complaint, language), form=UNDO))
    assert world.case(complaint).progress is Progress.OPEN
    assert not page.forms(UNDO)
    assert len(kinds(client.visit(address(complaint, language)))) == 1


def test_what_giving_up_means_stands_beside_the_button(maryam, complaint):
    assert "counts as not solved" in maryam.visit(address(complaint)).select(".acts__at-once")[0].get_text()


def test_reopening_is_one_press_too(world, maryam, complaint):
    press(maryam, complaint, "give-up")
    world.wait(hours=1)
    page = maryam.follow(press(maryam, complaint, "reopen"))
    assert "The case is open again" in page.text
    assert kinds(page)[-1] == "Opened again"
    maryam.fill(address(complaint), form=UNDO)
    assert world.case(complaint).progress is Progress.GIVEN_UP


def test_an_evaluation_is_taken_back_with_its_marks(world, client, maryam, complaint):
    maryam.fill(address(complaint, page="evaluate"), resolved="no", courtesy="1", would_buy_again="no")
    assert "Would not buy there again." in client.visit(address(complaint)).text
    maryam.fill(address(complaint), form=UNDO)
    assert kinds(client.visit(address(complaint))) == ["Complaint"]
    again = maryam.fill(address(complaint, page="evaluate"), resolved="yes", courtesy="5")
    assert "Thank you" in maryam.follow(again).text


def test_the_offer_ends_after_ten_minutes(world, maryam, complaint):
    page = maryam.follow(press(maryam, complaint, "give-up"))
    until = page.select(".undo time")[0]["datetime"]
    world.wait(minutes=10, seconds=1)
    assert until < world.now.isoformat()
    assert not maryam.visit(address(complaint)).forms(UNDO)
    late = maryam.send(address(complaint, page="take-back"), page.fields(UNDO))
    assert "nothing to take back any more" in maryam.follow(late).text
    assert world.case(complaint).progress is Progress.GIVEN_UP


def test_a_second_press_changes_nothing(world, maryam, complaint):
    page = maryam.follow(press(maryam, complaint, "give-up"))
    for _ in range(2):
        sent = maryam.send(address(complaint, page="take-back"), page.fields(UNDO))
    assert "nothing was changed" in maryam.follow(sent).text
    assert world.case(complaint).progress is Progress.OPEN


def test_a_tab_left_open_takes_back_no_later_word(world, maryam, complaint):
    left_open = maryam.follow(press(maryam, complaint, "give-up"))
    world.wait(minutes=1)
    maryam.fill(address(complaint, page="evaluate"), resolved="no")
    sent = maryam.send(address(complaint, page="take-back"), left_open.fields(UNDO))
    assert "nothing was changed" in maryam.follow(sent).text
    assert world.case(complaint).progress is Progress.NOT_SOLVED


@pytest.mark.parametrize("said_at", ["", "yesterday", "2026-11-24T12:00:00", "\x00"])
def test_an_instant_that_cannot_be_meant_takes_nothing_back(world, maryam, complaint, said_at):
    page = maryam.follow(press(maryam, complaint, "give-up"))
    maryam.send(address(complaint, page="take-back"), {**page.fields(UNDO), "said_at": said_at})
    assert world.case(complaint).progress is Progress.GIVEN_UP


def test_only_the_author_sees_the_offer(world, client, maryam, complaint):
    press(maryam, complaint, "give-up")
    for reader in (client, world.client(world.karim), world.client(world.layla), world.client(world.nader)):
        assert not reader.visit(address(complaint)).forms(UNDO)
    world.client(world.karim).visit(address(complaint, page="take-back"), status=403)


@pytest.mark.parametrize("page", ["give-up", "reopen", "take-back"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_a_page_of_its_own_for_who_comes_by_an_old_address(world, maryam, complaint, page, language):
    if page != "give-up":
        press(maryam, complaint, "give-up", language)
    before = world.case(complaint).progress
    maryam.fill(address(complaint, language, page))
    assert world.case(complaint).progress is not before


def test_the_page_for_taking_back_says_when_there_is_nothing(maryam, complaint):
    page = maryam.visit(address(complaint, page="take-back"))
    assert "There is nothing to take back" in page.text
    assert not page.select("main form")


def test_a_stale_token_shows_the_button_once_more(world, maryam, complaint):
    page = maryam.send(address(complaint, page="give-up"), {"csrf_token": "stale"}, status=422)
    assert page.errors
    maryam.send(address(complaint, page="give-up"), page.fields())
    assert world.case(complaint).progress is Progress.GIVEN_UP
