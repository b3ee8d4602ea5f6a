"""The moderators' queue."""

from portal import clock
from portal.access import Role
from portal.accounts import grant_role
from portal.db import transaction
from tests.kit.client import Client, Page
from tests.kit.statements import counted
from tests.kit.world import BODY, TITLE, World

QUEUE = "/fa/desk/moderation/"


def titles(page: Page) -> list[str]:
    return [" ".join(title.get_text(" ").split()) for title in page.select(".card__title")]


def test_the_queue_says_what_each_post_is(world: World, nader: Client) -> None:
    world.complain(body=BODY + " شماره‌ام 09121234567 است.")
    world.deliver()
    world.complain(title="دومی")
    page = nader.visit(QUEUE)
    assert titles(page) == [f"شکایت: {TITLE}", "شکایت: دومی"]
    first, second = (card.get_text(" ") for card in page.select(".card"))
    assert "گلستان" in first
    assert page.select(".card")[0].select_one(".tag--changes-requested")
    assert page.select(".card")[1].select_one(".tag--plain")
    assert "سه هفته پیش" in second


def test_the_queue_counts_what_waits_and_what_one_decided_today(world: World, nader: Client) -> None:
    world.complain()
    with clock.stopped_at(world.now):
        world.decide(world.complain().post_id)
        world.wait(days=-1)
        world.decide(world.complain().post_id)
        counts = nader.visit("/en/desk/moderation/").select("main > .card__facts span")
    assert [count.get_text() for count in counts] == ["1 waits", "1 decided by you today"]


def test_an_empty_queue_says_so(nader: Client) -> None:
    assert "Nothing waits" in nader.visit("/en/desk/moderation/").text


def test_the_queue_has_pages(world: World, nader: Client) -> None:
    for _ in range(21):
        world.complain()
    assert len(nader.visit(QUEUE).select(".card")) == 20
    assert len(nader.visit(f"{QUEUE}?page=2").select(".card")) == 1
    assert nader.visit(f"{QUEUE}?page=3").select(".empty a")


def test_what_is_not_yours_is_marked_and_not_shown(world: World) -> None:
    samira = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    with transaction() as session:
        grant_role(session, samira.id, Role.REPRESENTATIVE)
    post_id = world.complain().post_id
    page = world.client(samira).visit("/en/desk/moderation/")
    assert "Not yours to decide" in page.text
    assert TITLE not in page.body
    assert BODY[:30] not in page.body
    assert page.select(".card a") == []
    refused = world.client(samira).visit(f"{QUEUE}{post_id}/", status=403)
    assert BODY[:30] not in refused.body


def test_the_queue_takes_as_many_statements_for_many_as_for_few(world: World, nader: Client) -> None:
    def fill(count: int) -> None:
        for complaint in world.publish_many(count):
            world.reply(complaint)
            world.complain()

    fill(1)
    with counted() as few:
        nader.visit(QUEUE)
    fill(6)
    with counted() as many:
        nader.visit(QUEUE)
    assert len(many) == len(few) <= 17
