"""Every list that can be empty says why, and what can be done."""

import pytest

pytestmark = pytest.mark.usefixtures("world_clock")
LANGUAGES = ("fa", "ar", "en")

FRESH = [
    # An installation with stores and nothing else.
    (None, "", "There are no public complaints yet.", "/complaints/new"),
    (None, "", "No store has enough cases for a score yet.", "/stores/"),
    (None, "search", "There are no public complaints yet.", "/complaints/new"),
    (None, "search?q=یخچال", "No complaint matches.", "/search"),
    (None, "stores/?q=nothing", "No store matches.", "/stores/"),
    (None, "stores/golestan/", "There are no public complaints about it yet.", "/complaints/new?store=golestan"),
    (None, "stores/golestan/?state=solved", "No complaint about it is in this state.", "/stores/golestan/#cases"),
    (None, "stores/golestan/score", "There is nothing to compute yet.", "/stores/golestan/"),
    ("maryam", "account/cases", "You have not sent a complaint yet.", "/complaints/new"),
    ("maryam", "account/notices", "There is nothing new for you.", None),
    ("layla", "desk/stores/golestan/", "No case waits for you", None),
    ("layla", "desk/stores/golestan/?state=answered", "There is no such case", None),
    ("nader", "desk/moderation/", "Nothing waits", "/desk/moderation/"),
]


@pytest.mark.parametrize(("who", "path", "said", "leads_to"), FRESH)
def test_it_says_what_is_missing_and_where_to_go(world, who, path, said, leads_to):
    page = world.client(getattr(world, who) if who else None).visit(f"/en/{path}")
    boxes = [box for box in page.select(".empty") if said in box.get_text()]
    assert len(boxes) == 1
    assert len(boxes[0].select("p")) >= 2, "the reason, or what can be done"
    if leads_to:
        assert [link["href"] for link in boxes[0].select("a")] == [f"/en{leads_to}"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", sorted({path for who, path, _, _ in FRESH if who is None}))
def test_it_does_in_every_language(client, language, path):
    assert client.visit(f"/{language}/{path}").select(".empty")


@pytest.mark.parametrize("path", ["stores/golestan/?page=9", "stores/?page=9", "search?page=9"])
def test_a_page_behind_the_end_leads_to_the_first(world, client, path):
    world.publish()
    page = client.visit(f"/en/{path}")
    assert "The list ends before this page." in page.text
    assert client.visit(page.select(".empty a")[0]["href"]).select(".card")
