"""Complaints that sound like news or verse, and everyday talk of other things: how many are told apart."""

from collections import Counter

import pytest

from portal.moderation.screening import Severity, screen
from tests.kit.hard_cases import dialects, hard_cases


def shares(language):
    """Of the complaints the share that pass, of other talk the share that is flagged."""
    right, total = Counter(), Counter()
    for side, _, text in hard_cases(language):
        passes = screen(text).relevance.verdict is Severity.PASS
        total[side] += 1
        right[side] += passes == (side == "on")
    return {side: right[side] / total[side] for side in total}


def test_there_are_enough_of_them():
    assert sum(len(hard_cases(language)) for language in ("fa", "ar")) >= 300


@pytest.mark.parametrize(("language", "complaints", "others"), [("fa", 0.7, 0.9), ("ar", 0.9, 0.88)])
def test_most_are_told_apart(language, complaints, others):
    told = shares(language)
    assert told["on"] >= complaints
    assert told["off"] >= others


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_most_complaints_in_dialect_pass(language):
    found = [screen(text) for _, text in dialects(language)]
    assert {each.language.detected for each in found} == {language}
    assert sum(each.relevance.verdict is Severity.PASS for each in found) >= 0.85 * len(found)


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_all_are_read_in_their_language(language):
    assert [text for _, _, text in hard_cases(language) if screen(text).language.detected != language] == []
