"""The rules on a sample of real posts, where PORTAL_REAL_DATA names a folder of them."""

import os
from itertools import islice

import pytest

from portal.moderation.screening import Severity, screen
from tests.bench.real_text import BORDERLINE, letters, part_of, posts, trainable

pytestmark = pytest.mark.skipif("PORTAL_REAL_DATA" not in os.environ, reason="PORTAL_REAL_DATA is not set")

SAMPLE = 1_500


def sampled(name):
    """Every second post of enough letters that neither made weights nor set bounds."""
    unseen = (post for post in posts(name) if letters(post["text"]) >= 15 and is_unseen(post))
    return list(islice(islice(unseen, 0, None, 2), SAMPLE))


def is_unseen(post):
    return part_of(post["text"]) == "measuring" and not trainable(post)


def share(results):
    results = list(results)
    return sum(results) / len(results)


@pytest.mark.parametrize(
    ("name", "accepted", "at_least"),
    [
        ("persian_reviews", True, 0.997),
        ("persian_offtopic", True, 0.99),
        ("arabic_reviews", True, 0.997),
        ("arabic_offtopic", True, 0.993),
        ("other_languages", False, 0.99),
        ("finglish_arabizi", False, 0.99),
    ],
)
def test_language(name, accepted, at_least):
    """Gilaki, the nearest neighbour of Persian, is left out."""
    verdicts = (screen(post["text"]).language.verdict for post in sampled(name) if post["lang"] != "glk")
    assert share((verdict is Severity.PASS) == accepted for verdict in verdicts) >= at_least


@pytest.mark.parametrize("name", ["persian_reviews", "arabic_reviews"])
def test_reviews_are_on_the_subject(name):
    rows = [post for post in sampled(name) if post["domain"] not in BORDERLINE]
    assert share(screen(post["text"]).relevance.verdict is Severity.PASS for post in rows) >= 0.975


@pytest.mark.parametrize(("name", "at_least"), [("persian_offtopic", 0.97), ("arabic_offtopic", 0.93)])
def test_other_talk_is_flagged(name, at_least):
    rows = [post for post in sampled(name) if post["domain"] not in BORDERLINE]
    assert share(screen(post["text"]).relevance.verdict is not Severity.PASS for post in rows) >= at_least
