"""What decisions teach: how far a lesson goes, and how far it cannot go."""

import pytest

from portal.moderation.rules import Kind, Reason, Verdict, taught_by
from portal.moderation.screening import Learned, LearnedWord, after_lesson, screen, telling_words

CHATTER = "دیشب همه دربارهٔ مناظرهٔ نامزدها حرف می‌زدند و هیچ‌کس قانع نشده بود"


def taught(times, *, on_subject, text=CHATTER, margin=2.0):
    known = {}
    for _ in range(times):
        known |= after_lesson(known, telling_words(text), margin, on_subject=on_subject)
    return known


@pytest.mark.parametrize(
    ("kind", "verdict", "reason", "says"),
    [
        pytest.param(Kind.COMPLAINT, Verdict.APPROVE, None, True, id="let through, it is about a purchase"),
        pytest.param(Kind.PRAISE, Verdict.APPROVE, None, True, id="so is praise"),
        pytest.param(Kind.COMPLAINT, Verdict.REJECT, Reason.OFF_TOPIC, False, id="rejected as off the subject"),
        pytest.param(Kind.COMPLAINT, Verdict.REQUEST_CHANGES, Reason.OFF_TOPIC, False, id="sent back as off it"),
        pytest.param(Kind.COMPLAINT, Verdict.HIDE, Reason.OFF_TOPIC, False, id="taken down as off it"),
        pytest.param(Kind.COMPLAINT, Verdict.REJECT, Reason.INSULT, None, id="an insult says nothing of the subject"),
        pytest.param(Kind.COMPLAINT, Verdict.RESTORE, None, None, id="bringing back was decided before"),
        pytest.param(Kind.REPLY, Verdict.APPROVE, None, None, id="a reply belongs to its case"),
    ],
)
def test_what_a_decision_says_of_the_subject(kind, verdict, reason, says):
    assert taught_by(kind, verdict, reason) is says


def test_lessons_move_the_words_of_a_post_and_less_each_time():
    steps = [taught(times, on_subject=False)["مناظره"].weight for times in (1, 2, 3)]
    assert 0 > steps[0] > steps[1] > steps[2]
    assert steps[0] - steps[1] > steps[1] - steps[2]


def test_what_the_rule_knew_already_teaches_little():
    assert abs(taught(1, on_subject=True, margin=6.0)["مناظره"].weight) < 0.01


def test_one_lesson_changes_no_verdict():
    learned = Learned({"fa": taught(1, on_subject=False)})
    assert learned.correction("fa", CHATTER) == 0


def test_later_posts_of_the_same_words_are_corrected():
    learned = Learned({"fa": taught(3, on_subject=False)})
    assert learned.correction("fa", "مناظرهٔ نامزدها دیشب") < -0.2
    assert learned.correction("ar", CHATTER) == 0
    assert screen(CHATTER, learned=learned).relevance.score < screen(CHATTER).relevance.score


def test_a_word_and_all_words_together_are_bounded():
    known = {word: LearnedWord(0.999, 500) for word in telling_words(CHATTER)}
    after = after_lesson(known, telling_words(CHATTER), -50.0, on_subject=True)
    assert {word.weight for word in after.values()} == {1.0}
    assert Learned({"fa": after}).correction("fa", CHATTER) == 2.5


def test_a_text_without_words_teaches_nothing():
    assert after_lesson({}, telling_words("۱۲۳ !!"), 0.0, on_subject=True) == {}


def test_the_same_lessons_give_the_same_weights():
    assert taught(7, on_subject=True, margin=-1.3) == taught(7, on_subject=True, margin=-1.3)
