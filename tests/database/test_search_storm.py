"""Many search while posts arrive: everybody is answered from the index, and what arrived is found."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from portal import clock
from tests.kit.world import World

QUERIES = ("یخچال", "gooshi", "یخچال زرافه سفید")
WORDS = ("قلم", "کتاب")


def test_searches_go_on_while_posts_arrive(world: World, caplog):
    for title in ("گوشی سفید", "یخچال سفید", "گوشی قرمز"):
        world.publish(title=title)
    done = threading.Event()

    def ask(query: str) -> list[tuple[int, bool]]:
        seen = []
        while not done.is_set():
            with world.app.test_client() as browser:
                answer = browser.get(f"/fa/search?q={query}")
            seen.append((answer.status_code, "نمایهٔ جست‌وجو" in answer.text))
        return seen

    with clock.stopped_at(world.now), ThreadPoolExecutor(len(QUERIES)) as pool:
        asking = [pool.submit(ask, query) for query in QUERIES]
        try:
            for word in WORDS:
                world.publish(title=f"{word} پاره")
        finally:
            done.set()
        seen = [answer for one in asking for answer in one.result()]
    assert set(seen) == {(200, False)}
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    for word in WORDS:
        assert f"{word} پاره" in world.client().visit(f"/fa/search?q={word}").text
