"""In which order the desk reads, and what a mask may be."""

import pytest

from portal.moderation import Finding, Kind, Lane, Severity, is_masked_from, lane_of, masked_words
from portal.text import MASK


def finding(rule: str, severity: Severity) -> Finding:
    return Finding(rule, 1, severity, 0, 1, {})


@pytest.mark.parametrize(
    ("kind", "findings", "is_first", "lane"),
    [
        pytest.param(Kind.COMPLAINT, [], False, Lane.REST, id="an author known here has no haste"),
        pytest.param(Kind.COMPLAINT, [], True, Lane.FIRST, id="a first complaint is read before the others"),
        pytest.param(Kind.REBUTTAL, [], True, Lane.REST, id="only a complaint is a first complaint"),
        pytest.param(Kind.REPLY, [], False, Lane.REPLY, id="a store's reply stops a clock"),
        pytest.param(
            Kind.COMPLAINT, [("language", Severity.WARN)], True, Lane.FIRST, id="a warning of language does no harm"
        ),
        pytest.param(
            Kind.COMPLAINT, [("personal-data", Severity.WARN)], False, Lane.DANGEROUS, id="personal data does"
        ),
        pytest.param(Kind.REPLY, [("threat", Severity.WARN)], False, Lane.DANGEROUS, id="a store may threaten too"),
        pytest.param(Kind.COMPLAINT, [("threat", Severity.PASS)], False, Lane.REST, id="what passes is no danger"),
        pytest.param(
            Kind.COMPLAINT, [("relevance", Severity.BLOCK)], False, Lane.DANGEROUS, id="what a rule objects to is first"
        ),
    ],
)
def test_lanes(kind: Kind, findings: list[tuple[str, Severity]], is_first: bool, lane: Lane) -> None:
    assert lane_of(kind, [finding(*each) for each in findings], is_first=is_first) is lane


@pytest.mark.parametrize(
    ("masked", "may"),
    [
        pytest.param(f"call {MASK} or {MASK} today", True, id="two words are taken out"),
        pytest.param(f"{MASK} 123 or 456 today", True, id="at the beginning"),
        pytest.param(f"call 123 or 456 {MASK}", True, id="at the end"),
        pytest.param(MASK, True, id="everything"),
        pytest.param(f"call {MASK}{MASK} or 456 today", True, id="a mask in two pieces"),
        pytest.param("call 123 or 456 today", False, id="nothing is taken out"),
        pytest.param("call or 456 today", False, id="words may not vanish"),
        pytest.param(f"never call {MASK} or 456 today", False, id="no word is put in before it"),
        pytest.param(f"call {MASK} or 456 tomorrow", False, id="nor after it"),
        pytest.param(f"call {MASK} and 456 today", False, id="nor between"),
        pytest.param(f"call 123 or{MASK} 456 today", False, id="a mask stands for something"),
        pytest.param(f"call 456 {MASK} or 123 today", False, id="the order stays"),
        pytest.param(f"call 123 or 456 today{MASK}", False, id="nothing can be masked after the end"),
        pytest.param(f"call 123 or 456 or {MASK} 456 today", False, id="nothing is said twice"),
    ],
)
def test_what_a_mask_may_be(masked: str, may: bool) -> None:
    assert is_masked_from(masked, "call 123 or 456 today") is may


@pytest.mark.parametrize(
    ("masked", "words"),
    [
        (f"call {MASK} or {MASK} today", ["123", "456"]),
        (f"{MASK} today", ["call 123 or 456"]),
        (f"call {MASK}", ["123 or 456 today"]),
        ("call 123 or 456 today", []),
    ],
)
def test_the_words_under_the_masks(masked: str, words: list[str]) -> None:
    assert masked_words(masked, "call 123 or 456 today") == words
