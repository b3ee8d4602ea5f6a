"""How fast screening is beside a yardstick, what it takes of memory and start, and how time grows with length."""

import json
import re
import subprocess
import sys
import time
from itertools import islice

from portal.moderation.screening import screen
from tests.bench.real_text import posts

LENGTH, ROUNDS, A_ROUND = 200, 4, 1_500
REVIEWS = {"fa": "persian_reviews", "ar": "arabic_reviews"}
HOSTILE = (
    "a@", "a@a.", "a.a-", "ل.", "1 ", "1", "09", "0912 ", "+9", "(at)", "GB12 ", "((+", "((((", "http://", "@a ", "#a",
    "a'", "!؟", "پلاک 1 ", "خیابان ", "عااا", "سلام ", "آقای ", "کلاه ", "و", "t.me/", "12 ب 345 ", "\u200c", "ا\u200c",
)  # fmt: skip
_WORD = re.compile(r"\w+")


def pieces(language):
    """Real reviews, one after the other, in pieces of ``LENGTH`` characters."""
    text = " ".join(post["text"] for post in posts(REVIEWS[language]))
    return [text[at * LENGTH : (at + 1) * LENGTH] for at in range(ROUNDS * A_ROUND)]


def seconds(work, texts):
    began = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - began


def words_and_back(text):
    """The yardstick: the words of a text, to JSON and back."""
    return json.loads(json.dumps(_WORD.findall(text)))


def speeds(language):
    """Posts a second and how many yardsticks a post takes: the best of some rounds, each over posts of its own."""
    texts = pieces(language)
    rounds = [texts[at : at + A_ROUND] for at in range(0, len(texts), A_ROUND)]
    timed = [(seconds(screen, texts) / len(texts), seconds(words_and_back, texts) / len(texts)) for texts in rounds]
    return 1 / min(spent for spent, _ in timed), min(spent / yardstick for spent, yardstick in timed)


def milliseconds(text):
    """The best of fifteen, so that what else the machine does counts little."""
    return min(seconds(screen, [text]) for _ in range(15)) * 1000


def long_post(size):
    text = " ".join(post["text"] for post in islice(posts(REVIEWS["ar"]), 3_000))
    return text[20_000 : 20_000 + size]


def growth(text_of):
    """Milliseconds for 2,500 and for 10,000 characters."""
    return tuple(milliseconds(text_of(size)) for size in (2_500, 10_000))


def hostile_growths():
    """Posts made to break regular expressions, with their milliseconds."""
    return {unit: growth(lambda size, unit=unit: (unit * size)[:size]) for unit in HOSTILE}


_OF_A_PROCESS = """
import json, sys, time
from pathlib import Path
from portal.moderation.screening import screen
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
texts = json.load(sys.stdin)
before, began = resident(), time.process_time()
for text in texts[:3]:
    screen(text)
started = time.process_time() - began
for text in texts[3:]:
    screen(text)
print(json.dumps([started, resident() - before]))
"""


def start_and_memory():
    """Of a process of its own: seconds until each model has been used once, bytes more after many posts."""
    first = ["این گوشی را خریدم و خراب است", "اشتريت الهاتف ولم يصل حتى الآن", "man in gooshi ro kharidam vali kharabe"]
    texts = first + pieces("fa") + pieces("ar")
    done = subprocess.run(
        [sys.executable, "-c", _OF_A_PROCESS], input=json.dumps(texts), check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout)
