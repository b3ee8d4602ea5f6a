"""How words move a case, and the state a reader sees."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.complaints.rules import (
    CAN_BE_TAKEN_BACK,
    TAKEN_BACK_WITHIN,
    TRANSITIONS,
    NotPossibleError,
    Progress,
    State,
    Word,
    can_be_taken_back,
    moved,
    restored,
    state_of,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
O, A, S, N, G, W = (  # noqa: E741 -- one letter a state keeps the rows on a line
    Progress.OPEN, Progress.ANSWERED, Progress.SOLVED, Progress.NOT_SOLVED, Progress.GIVEN_UP, Progress.WITHDRAWN,
)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "word", "has_answer", "after"),
    [
        pytest.param(O, Word.ANSWER, False, A, id="a first answer"),
        pytest.param(A, Word.ANSWER, True, A, id="a second answer changes nothing"),
        pytest.param(S, Word.ANSWER, True, S, id="a late answer does not reopen what is solved"),
        pytest.param(N, Word.ANSWER, True, N, id="an answer does not solve: only the shopper says so"),
        pytest.param(O, Word.SOLVED, False, S, id="solved before any reply"),
        pytest.param(A, Word.SOLVED, True, S, id="solved after an answer"),
        pytest.param(A, Word.NOT_SOLVED, True, N, id="not solved in spite of an answer"),
        pytest.param(S, Word.REOPEN, True, A, id="reopened, with an answer"),
        pytest.param(S, Word.REOPEN, False, O, id="reopened, never answered"),
        pytest.param(G, Word.SOLVED, False, S, id="solved after giving up"),
        pytest.param(O, Word.GIVE_UP, False, G, id="given up unanswered"),
        pytest.param(A, Word.WITHDRAW, True, W, id="withdrawn"),
    ],
)
def test_a_word_moves_a_case(before, word, has_answer, after):
    assert moved(before, word, has_answer=has_answer) is after


@pytest.mark.parametrize(
    ("before", "word"),
    [
        pytest.param(S, Word.SOLVED, id="solved twice"),
        pytest.param(O, Word.REOPEN, id="reopening what is open"),
        pytest.param(W, Word.SOLVED, id="solving what was withdrawn"),
        pytest.param(W, Word.REOPEN, id="reopening what was withdrawn"),
        pytest.param(S, Word.GIVE_UP, id="giving up what is solved"),
    ],
)
def test_a_word_that_leads_nowhere_is_refused(before, word):
    with pytest.raises(NotPossibleError):
        moved(before, word, has_answer=True)


@pytest.mark.parametrize(("before", "word"), [key for key in TRANSITIONS if key[1] in CAN_BE_TAKEN_BACK])
def test_a_word_taken_back_leaves_no_trace_on_the_state(before, word):
    assert moved(before, word, has_answer=False) is not None
    assert restored(before, has_answer=False) is before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(O, A, id="an answer came while it was given up by mistake"),
        pytest.param(A, A, id="it was answered before"),
        pytest.param(N, N, id="an answer does not change the verdict that stood"),
        pytest.param(S, S, id="nor reopen what was solved"),
        pytest.param(G, G, id="nor what was given up"),
    ],
)
def test_what_the_store_did_meanwhile_stays(before, after):
    assert restored(before, has_answer=True) is after


@pytest.mark.parametrize(
    ("word", "ago", "possible"),
    [
        pytest.param(Word.GIVE_UP, timedelta(), True, id="at once"),
        pytest.param(Word.SOLVED, TAKEN_BACK_WITHIN, True, id="after exactly ten minutes"),
        pytest.param(Word.NOT_SOLVED, TAKEN_BACK_WITHIN + timedelta(microseconds=1), False, id="a moment later"),
        pytest.param(Word.REOPEN, timedelta(minutes=9), True, id="a reopening is a word"),
        pytest.param(Word.WITHDRAW, timedelta(), False, id="a withdrawal is no slip"),
        pytest.param(Word.ANSWER, timedelta(), False, id="the answer is not the shopper's to take back"),
    ],
)
def test_a_word_can_be_taken_back_for_ten_minutes(word, ago, possible):
    assert can_be_taken_back(word, NOW - ago, NOW) is possible


def days(count):
    return NOW - timedelta(days=count)


@pytest.mark.parametrize(
    ("progress", "published", "answered", "reopened", "state"),
    [
        pytest.param(O, 100, None, None, State.OPEN, id="open however long: three months are not silence"),
        pytest.param(A, 40, 14, None, State.SILENT, id="answered 14 days ago, a month old: silent"),
        pytest.param(A, 40, 13.99, None, State.ANSWERED, id="answered a little less than 14 days ago"),
        pytest.param(A, 30, 20, None, State.SILENT, id="exactly 30 days old"),
        pytest.param(A, 29.99, 20, None, State.ANSWERED, id="not yet 30 days old"),
        pytest.param(A, 90, 60, 5, State.ANSWERED, id="a shopper who reopened has spoken"),
        pytest.param(S, 90, 60, None, State.SOLVED, id="a word is a word"),
        pytest.param(G, 90, None, None, State.GIVEN_UP, id="given up"),
    ],
)
def test_the_state_a_reader_sees(progress, published, answered, reopened, state):
    instants = [None if count is None else days(count) for count in (published, answered, reopened)]
    assert state_of(progress, *instants, NOW) is state
