"""What the page on transparency says of what is let through, and of how far readers agree."""

from portal.language import language
from portal.moderation import AppealFigures, Verdict
from portal.site.approval import Group, agreement_rows, appeal_rows, approval_bars, groups_of, outcome_rows

ENGLISH = language("en")


def test_groups_are_named_the_most_frequent_first() -> None:
    named = groups_of({"c": (3, 2), "b": (4, 4), "a": (3, 0)}, str.upper)
    assert named == [Group("B", 4, 4), Group("A", 3, 0), Group("C", 3, 2)]


def test_small_groups_are_counted_and_not_shown() -> None:
    bars = approval_bars("by-kind", "title", "Kind", [Group("a", 10, 9), Group("b", 9, 9), Group("c", 1, 0)], ENGLISH)
    assert bars is not None
    assert bars.rows == [["a", "10", "90%", "60%", "98%"]]
    assert [bar.value for bar in bars.bars] == ["90% (60% to 98%)"]
    assert bars.note.endswith("Not shown: 2 with fewer texts.")
    assert approval_bars("by-kind", "title", "Kind", [Group("b", 9, 9)], ENGLISH) is None
    assert approval_bars("by-kind", "title", "Kind", [], ENGLISH) is None


def test_stores_that_differ_by_more_than_chance_are_counted() -> None:
    alike = [Group("a", 20, 15), Group("b", 20, 17)]
    bars = approval_bars("by-store", "title", "Store", alike, ENGLISH)
    assert bars is not None
    assert "lies between 75% and 85%. None of them differs from the whole (80%)" in bars.sentence
    bars = approval_bars("by-store", "title", "Store", [Group("a", 400, 360), Group("b", 20, 10)], ENGLISH)
    assert bars is not None
    assert "1 of them differs from the whole (88%)" in bars.sentence


def test_outcomes_appeals_and_agreement_are_shares_of_ten_at_least() -> None:
    assert outcome_rows({Verdict.APPROVE: 9, Verdict.REJECT: 1}, ENGLISH) == [
        ("Let through", "90%"),
        ("Sent back for changes", "0%"),
        ("Not published", "10%"),
    ]
    assert {share for _, share in outcome_rows({Verdict.APPROVE: 9}, ENGLISH)} == {"too few"}
    said = [value for _, value in appeal_rows(AppealFigures(refused=200, answered=12, granted=3), ENGLISH)]
    assert said == ["200", "12", "3", "25%", "1.5%"]
    assert [value for _, value in appeal_rows(AppealFigures(9, 2, 1), ENGLISH)][3:] == ["too few", "too few"]
    pairs = {(Verdict.APPROVE, Verdict.APPROVE): 15, (Verdict.REJECT, Verdict.REJECT): 3}
    pairs[Verdict.REJECT, Verdict.APPROVE] = 2
    assert [value for _, value in agreement_rows(pairs, ENGLISH)] == ["20", "90%", "0.69"]
    assert [value for _, value in agreement_rows({}, ENGLISH)] == ["0", "none yet", "too few"]
