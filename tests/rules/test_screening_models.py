"""The fast reading of weights against plain arithmetic, and time against length."""

import time
from functools import cache
from math import sqrt

import pytest

from portal.moderation.screening import screen
from portal.moderation.screening.letters import script_words
from portal.moderation.screening.linear import load
from portal.moderation.screening.recent import Recent
from portal.moderation.screening.subject import load_subject, token_pairs, tokens
from portal.moderation.screening.weights import read_weights
from tests.bench.letter_sequences import sequences, token_sequences
from tests.bench.screening_speed import HOSTILE
from tests.kit.hard_cases import dialects, hard_cases

TEXTS = {language: [case[-1] for case in hard_cases(language) + dialects(language)] for language in ("fa", "ar")}
LATIN = ["man az in forooshgah yakhchal kharidam", "Bu mağazadan buzdolabı aldım ama çalışmıyor", "x", ""]
STEEPEST = 8.0
"""Four times the text in the square of the time would be sixteen."""


@cache
def plain(name):
    """The facts of a model and the numbers of each sequence, the tree read from parent to child, for all texts."""
    weights = read_weights(name)
    facts, tree, names = weights.facts, weights.tree, [""]
    for node in range(facts["nodes"]):
        children = tree.labels[tree.first[node] : tree.first[node + 1]]
        names += [names[node] + facts["letters"][label - 1] for label in children]
    names += weights.phrases
    width = len(weights.numbers) // len(names)
    rows = zip(*(weights.numbers[at::width] for at in range(width)), strict=True)
    return facts, dict(zip(names, rows, strict=True))


def plain_log_odds(name, text):
    facts, numbers = plain(name)
    words = tokens(text)
    order = facts["order"]
    found = {run for token in words for run in token_sequences(token, order)} | set(token_pairs(words))
    known = [numbers[run] for run in found if run in numbers]
    length = sqrt(sum(rarity * rarity for _, rarity in known)) or 1
    return facts["bias"] + facts["scale"] * sum(weight - 128 for weight, _ in known) / length


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_the_odds_of_the_subject_are_those_of_plain_arithmetic(language):
    name, texts = f"relevance_{language}", [*TEXTS[language][::9], "", "ء" * 300]
    fast = [load_subject(name).log_odds(tokens(text)) for text in texts]
    assert fast == pytest.approx([plain_log_odds(name, text) for text in texts], abs=1e-9)


def plain_scores(name, words):
    facts, rows = plain(name)
    known = [rows[run] for word in words for run in sequences(word, facts["order"]) if run in rows]
    factor = facts["scale"] / sqrt(sum(map(len, words)) or 1)
    return [bias + factor * sum(row[at] - 128 for row in known) for at, bias in enumerate(facts["bias"])]


@pytest.mark.parametrize(("name", "texts"), [("arabic", TEXTS["fa"][::9] + TEXTS["ar"][::9]), ("latin", LATIN)])
def test_the_scores_of_languages_are_those_of_plain_arithmetic(name, texts):
    model = load(f"language_{name}")
    for text in texts:
        words = [word.letters for word in script_words(text) if word.script == name]
        assert list(model.scores(words)) == pytest.approx(plain_scores(f"language_{name}", words), abs=1e-9)


def seconds(text):
    """The best of three, so that what else the machine does counts little."""

    def once():
        began = time.process_time()
        screen(text)
        return time.process_time() - began

    return min(once() for _ in range(3))


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_length_and_not_with_its_square(unit):
    short, long = (seconds((unit * size)[:size]) for size in (2_500, 10_000))
    assert long < STEEPEST * short or long < 0.02


def test_what_was_worked_out_lately_is_kept_and_what_was_not_asked_for_is_forgotten():
    found = []
    lengths = Recent(lambda word: found.append(word) or len(word), most=2, longest=3)
    assert [lengths[word] for word in ("a", "bb", "a", "ccc", "a", "bb")] == [1, 2, 1, 3, 1, 2]
    assert found == ["a", "bb", "ccc"]
    assert [lengths[word] for word in ("d", "e", "ccc", "longer", "longer")] == [1, 1, 3, 6, 6]
    assert found == ["a", "bb", "ccc", "d", "e", "ccc", "longer", "longer"]
