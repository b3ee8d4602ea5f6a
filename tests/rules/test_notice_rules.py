"""Notices: every kind has its words, everybody has their kinds, and failed mail is tried ever more rarely."""

import re
from datetime import timedelta

import pytest

from portal.moderation import Kind, Ruling, Verdict
from portal.notices.rules import (
    MAIL_ONLY,
    MOST_ATTEMPTS,
    NEXT_STEPS,
    ON_APPEAL,
    ON_MOVE,
    ON_OUTCOME,
    ON_PUBLICATION,
    ON_REPORT,
    ON_RETURN,
    TITLES,
    Audience,
    NoticeKind,
    delay_after,
    pause_after,
)
from portal.notices.subscribers import ON_HIDING

NAMES_THE_CASE = frozenset(NoticeKind) - MAIL_ONLY


def test_every_kind_has_a_title():
    assert set(TITLES) == set(NoticeKind)


def test_every_notice_on_the_site_says_what_to_do_next():
    assert set(NEXT_STEPS) == NAMES_THE_CASE


@pytest.mark.parametrize("kind", sorted(NAMES_THE_CASE))
def test_a_notice_names_the_case_and_nothing_that_people_wrote(kind):
    assert set(re.findall(r"%\((\w+)\)s", TITLES[kind])) == {"number", "store"}


@pytest.mark.parametrize("kind", ["complaint", "reply", "rebuttal"])
def test_the_author_of_what_is_published_is_told_of_it(kind):
    assert Audience.AUTHOR in {audience for _, audience in ON_PUBLICATION[kind]}


@pytest.mark.parametrize(
    ("kind", "audience"),
    [
        # A complaint concerns the store.
        ("complaint", Audience.STORE),
        # The store's reply is for the shopper.
        ("reply", Audience.SHOPPER),
        # The shopper's answer is for the store.
        ("rebuttal", Audience.STORE),
    ],
)
def test_the_other_side_is_told(kind, audience):
    assert {told for _, told in ON_PUBLICATION[kind]} == {Audience.AUTHOR, audience}


def test_the_tables_speak_of_kinds_and_verdicts_that_exist():
    assert set(ON_PUBLICATION) <= set(Kind)
    assert set(ON_RETURN) == {Verdict.REQUEST_CHANGES, Verdict.REJECT}
    assert set(ON_OUTCOME) == {True, False, None}
    assert set(ON_APPEAL) == set(Ruling)
    assert set(ON_MOVE) == {"give-up", "take-back"}


def test_every_kind_is_told_by_some_event():
    told = {kind for tellings in ON_PUBLICATION.values() for kind, _ in tellings}
    told |= {*ON_RETURN.values(), *ON_OUTCOME.values(), *ON_MOVE.values(), *ON_APPEAL.values(), *ON_REPORT.values()}
    told |= set(ON_HIDING.values())
    assert told == NAMES_THE_CASE


def test_a_message_that_fails_is_tried_ever_more_rarely_for_some_days():
    delays = [delay_after(attempts) for attempts in range(1, MOST_ATTEMPTS)]
    assert delays == sorted(delays)
    assert delays[0] == timedelta(minutes=1)
    assert timedelta(days=3) < sum(delays, timedelta()) < timedelta(days=5)


def test_a_dead_server_is_asked_at_least_every_five_minutes():
    pauses = [pause_after(failures) for failures in range(1, 100)]
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(seconds=5)
    assert pauses[-1] == timedelta(minutes=5)
