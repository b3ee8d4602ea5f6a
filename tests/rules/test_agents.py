"""Agents in the contacts of a case: the public sees roles, the same person under the same number."""

from dataclasses import dataclass

import pytest

from portal.complaints import public_contacts, staff_of


@dataclass
class Told:
    agent: str | None = None
    note: str | None = None


def roles(*agents, language="fa"):
    return [contact.agent for contact in public_contacts([Told(agent) for agent in agents], language, "fa")]


def test_each_person_has_a_number_and_keeps_it():
    assert roles("خانم احمدی", "علی رضایی", None, "احمدي") == ["کارشناس ۱", "کارشناس ۲", None, "کارشناس ۱"]
    assert roles("Reza", "نورة", language="en") == ["agent 1", "agent 2"]


@pytest.mark.parametrize("agent", ["بخش مرجوعی", "آقای پشتیبان", "کارشناس", "موظفة الدعم", "agent 2", "اپراتور ۱۲"])
def test_a_role_that_names_nobody_stays(agent):
    assert roles(agent) == [agent]


def test_a_note_names_nobody_either():
    contacts = [Told("خانم احمدی", "احمدی گفت فردا؛ آقای کریمی از پشتیبانی هم گفت امروز"), Told("کریمی", "قول داد")]
    first, second = public_contacts(contacts, "fa", "fa")
    assert first.note == "کارشناس ۱ گفت فردا؛ کارشناس ۲ از پشتیبانی هم گفت امروز"
    assert (second.agent, second.note) == ("کارشناس ۲", "قول داد")


def test_what_was_made_public_once_is_made_public_alike_again():
    told = [Told("خانم احمدی", "احمدی قول داد"), Told("بخش مالی", "خانم احمدی از پشتیبانی نبود"), Told("رضایی", None)]
    once = public_contacts(told, "en", "fa")
    assert public_contacts(once, "en", "fa") == once


def test_the_posts_of_a_case_are_masked_by_the_same_numbers():
    assert staff_of([Told("بخش مالی"), Told("جناب آقای احمدی"), Told("احمدی")]) == ["احمدی"]
