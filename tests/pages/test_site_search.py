"""The search page: filters in the address, honest totals, and no error whatever the address says."""

import shutil

import pytest

from portal import search
from portal.moderation import Reason, Verdict
from tests.kit.world import TITLE, World

pytestmark = pytest.mark.usefixtures("world_clock")
LANGUAGES = ("fa", "ar", "en")


def _two_of_which_one_is_answered(world):
    answered = world.publish()
    world.publish(store=world.nakhl)
    world.wait(hours=1)
    world.answer(answered)


def titles(page):
    return [link.get_text().strip() for link in page.select("[aria-labelledby=complaints] .card__title a")]


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_find_complaints_and_stores(world, complaint, client, language):
    page = client.visit(f"/{language}/search?q=یخچال")
    assert titles(page) == [TITLE]
    assert page.select("meta[name=robots][content=noindex]")
    named = client.visit(f"/{language}/search?q=گلستان")
    assert named.select(".card--store")


@pytest.mark.parametrize(
    ("query", "named"),
    [
        pytest.param("گلست", 1, id="the beginning of a word of the name"),
        pytest.param("فروشگاه گلستان", 1, id="two words of it"),
        pytest.param("گلستان یخچال", 0, id="a word that is not in it"),
        pytest.param("لستان", 0, id="the middle of a word"),
        pytest.param("ggggg", 0, id="a letter many times over is that letter"),
        pytest.param("G", 0, id="a letter"),
    ],
)
def test_stores_are_found_by_the_words_of_their_names(world, client, query, named):
    world.add_store("golestan-shop", "فروشگاه گلستان بزرگ", "Golestan")
    assert len(client.visit(f"/fa/search?q={query}").select(".card--store")) == named + (query == "گلست")


@pytest.mark.parametrize("spelling", ["يخچال", "یخچالها", "هفته سه"])
def test_spelling_matters_little(world, complaint, client, spelling):
    assert titles(client.visit(f"/fa/search?q={spelling}")) == [TITLE]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("store=golestan", 1),
        ("nature=late", 2),
        ("nature=damaged", 0),
        ("state=answered", 1),
        ("state=open&store=golestan", 0),
        ("category=home-appliances&q=یخچال", 2),
        ("category=fashion", 0),
        ("sort=longest-unanswered", 2),
        ("sort=newest&q=یخچال", 2),
    ],
)
def test_filters_narrow(world, once, client, query, count):
    once(_two_of_which_one_is_answered, world)
    assert len(titles(client.visit(f"/fa/search?{query}"))) == count


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "query", ["store=nobody", "nature=magic", "state=withdrawn", "sort=size", "category=%00", "page=-3", "page=x"]
)
def test_what_is_not_known_is_left_out_and_said(world, once, client, language, query):
    once(World.publish, world)
    page = client.visit(f"/{language}/search?{query}")
    assert titles(page) == [TITLE]
    assert bool(page.select(".notice--hint")) is ("page" not in query and "%00" not in query)


def test_a_long_list_comes_in_pages_that_keep_the_question(world, client):
    for _ in range(21):
        world.decide(world.complain().post_id)
    world.deliver()
    first = client.visit("/en/search?nature=late")
    assert len(titles(first)) == 20
    assert "21 complaints" in first.text
    address = first.select("a[rel=next]")[0]["href"]
    assert "nature=late" in address
    assert len(titles(client.visit(address))) == 1
    assert client.visit("/en/search?page=9").select(".empty a[href*='/search']")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_says_what_to_try(client, language):
    assert client.visit(f"/{language}/search?q=هیچ").select(".empty")


@pytest.mark.parametrize("fate", [None, Verdict.REJECT])
def test_what_is_not_public_is_in_no_hit_and_no_total(world, client, fate):
    complaint = world.complain()
    if fate:
        world.decide(complaint.post_id, fate, Reason.SPAM)
    world.deliver()
    for query in ("", "q=یخچال", "state=open"):
        page = client.visit(f"/fa/search?{query}")
        assert TITLE not in page.body
        assert page.select(".empty")


def test_a_complaint_taken_down_is_found_no_more(world, complaint, client):
    world.decide(complaint.post_id, Verdict.HIDE, Reason.FAKE)
    assert TITLE not in client.visit("/fa/search?q=یخچال").body


def test_without_an_index_the_database_answers_and_the_page_says_so(world, client):
    world.decide(world.complain().post_id)
    with_hint = client.visit("/fa/search?q=یخچال").select(".notice--hint")
    assert with_hint
    world.deliver()
    assert not client.visit("/fa/search?q=یخچال").select(".notice--hint")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_index_the_page_finds_and_says_what_it_looked_through(world, client, language):
    world.publish(title="یخچال نرسید")
    shutil.rmtree(world.app.extensions["portal-config"].folder("search"))
    page = client.visit(f"/{language}/search?q=یخچال")
    assert len(page.select("main .card")) == 1
    assert len(page.select("main .notice--hint")) == 1
    search.mend(world.app.extensions["portal-search"])
    page = client.visit(f"/{language}/search?q=یخچال")
    assert len(page.select("main .card")) == 1
    assert not page.select("main .notice--hint")


def test_the_hits_are_told_apart_and_narrowed_by_one_press(world, complaint, client):
    world.publish(store=world.nakhl)
    page = client.visit("/fa/search?q=یخچال&sort=newest")
    links = {link.get_text(" ", strip=True): link["href"] for link in page.select(".filter-links a")}
    assert {"گلستان ۱", "نخل ۱"} <= links.keys()
    narrowed = client.visit(links["نخل ۱"])
    assert len(titles(narrowed)) == 1
    assert narrowed.select("option[value=newest][selected]")
    assert not narrowed.select(".filter-links")


def test_what_was_looked_for_is_marked_in_title_and_text(world, client):
    world.publish(title="یخچال <b>", body=f"{'هوا خوب بود. ' * 60}یخچال‌ها را نفرستادند، هرچه گفتیم و نوشتیم.")
    page = client.visit("/en/search?q=يخچال")
    assert [mark.get_text() for mark in page.select(".card mark")] == ["یخچال", "یخچال‌ها"]
    assert page.select(".card__title")[0].get_text().strip() == "یخچال <b>"


def test_what_was_meant_is_found_and_said(world, client):
    for number in ("یک", "دو", "سه"):
        world.publish(title=f"گوشی {number}")
    page = client.visit("/fa/search?q=gooshi")
    assert len(titles(page)) == 3
    assert page.select(".notice bdi")[0].get_text() == "گوشی"


def test_what_holds_most_of_the_words_is_found_and_said(world, client):
    for title in ("گوشی قرمز", "گوشی سفید", "کتاب سفید"):
        world.publish(title=title)
    page = client.visit("/fa/search?q=گوشی رو سفید ژژژژ -کتاب")
    assert titles(page) == ["گوشی سفید", "گوشی قرمز"]
    [notice] = page.select("main .notice:has(.tag)")
    assert [word.get_text() for word in notice.select(".tag")] == ["سفید", "ژژژژ"]
    links = {link.get_text(): link["href"] for link in notice.select("a")}
    assert list(links) == ["گوشی سفید", "گوشی"]
    narrower = client.visit(links["گوشی سفید"])
    assert narrower.select_one("#filter-q")["value"] == "گوشی سفید -کتاب"
    assert titles(narrower)[0] == "گوشی سفید"


def test_a_phrase_that_nothing_holds_is_looked_for_word_by_word_and_said_so(world, client):
    for title in ("گوشی قرمز", "گوشی سفید"):
        world.publish(title=title, body="سفارش دادم و هنوز نرسیده و کسی جواب تلفن را نمی‌دهد.")
    told = "پشت سر هم نیامده است"
    page = client.visit("/fa/search?q=«هنوز سفارش»")
    assert sorted(titles(page)) == ["گوشی سفید", "گوشی قرمز"]
    [notice] = [notice.get_text() for notice in page.select("main .notice") if told in notice.get_text()]
    assert "بیشترِ" not in notice
    page = client.visit("/fa/search?q=«قرمز گوشی» -کتاب")
    assert titles(page) == ["گوشی قرمز", "گوشی سفید"]
    [notice] = [notice for notice in page.select("main .notice") if told in notice.get_text()]
    links = {link.get_text(): link["href"] for link in notice.select("a")}
    assert client.visit(links["گوشی"]).select_one("#filter-q")["value"] == "گوشی -کتاب"
    assert told not in client.visit("/fa/search?q=«گوشی قرمز»").body


def test_where_nothing_is_found_each_filter_can_be_taken_away(world, once, client):
    once(_two_of_which_one_is_answered, world)
    page = client.visit("/fa/search?q=یخچال+store:nakhl&state=answered&nature=damaged&sort=newest")
    assert not page.select("[aria-labelledby=complaints] .filter-links a")
    page = client.visit("/fa/search?q=یخچال+store:nakhl&state=answered&sort=newest")
    links = {link.get_text(" ", strip=True): link["href"] for link in page.select("main .filter-links a")}
    assert list(links) == ["بدون « وضعیت: پاسخ داده شد » ۱ شکایت", "بدون « store:nakhl » ۱ شکایت"]
    for address in links.values():
        assert len(titles(client.visit(address))) == 1
        assert "sort=newest" in address


@pytest.mark.parametrize(
    ("query", "stores"),
    [
        ("store=nakhl&q=ژژژژ", ["nakhl"]),
        ("q=ژژژژ+گلستان", ["golestan"]),
        ("q=ژژژژ+store:nakhl", ["nakhl"]),
        ("q=ژژژژ", [None]),
    ],
)
def test_where_nothing_is_found_a_complaint_can_be_written_about_the_store(world, client, query, stores):
    page = client.visit(f"/fa/search?{query}")
    links = [link["href"] for link in page.select("main a.button--complain")]
    assert links == ["/fa/complaints/new" + (f"?store={store}" if store else "") for store in stores]
    form = client.visit(links[0])
    assert bool(form.fields()["store"]) is bool(stores[0])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        pytest.param("abcdefghij " * 25, "abcdefghij " * 18 + "ab", id="too many letters"),
        pytest.param("آب " * 50, " ".join(["آب"] * 32), id="too many words"),
        pytest.param("؟!", "؟!", id="no word in it"),
        pytest.param("یخچال", None, id="a word"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_what_was_searched_for_is_said_where_it_is_less_than_what_was_typed(world, client, query, said):
    page = client.visit(f"/en/search?q={query}")
    told = [notice.select_one("bdi").get_text() for notice in page.select("main .notice--hint:has(bdi)")]
    assert told == ([said] if said else [])


def test_several_words_may_have_been_meant(world, client):
    for number in ("یک", "دو", "سه"):
        world.publish(title=f"کاغذ {number}", body="کاغذی که خریدم کاغذ سفید نبود و با آن کتاب کاهی فرستاده بودند.")
    page = client.visit("/fa/search?q=کاغد کتاپ")
    assert [word.get_text() for word in page.select("main .notice bdi")] == ["کاغذ کتاب"]
    page = client.visit("/fa/search?q=کاهذ")
    told = [word.get_text() for word in page.select("main .notice bdi")]
    assert sorted(told) == ["کاغذ", "کاهی"]
    assert len(titles(client.visit(page.select("main .notice a")[0]["href"]))) == 3
