"""Relevance learns from decisions, once each, and can be made anew from the events."""

from sqlalchemy import select

from portal import events, moderation
from portal.db import db
from portal.moderation import UNDO_WITHIN, LearnedWordRow, Lesson, Reason, Verdict, carry_out_decisions
from tests.kit.world import World

CHATTER = "دیشب مناظرهٔ نامزدها را دیدم و دربارهٔ سیاست با پدرم حرف زدیم، هیچ‌کدام قانع نشدیم."
POEM = "این شاعر بزرگ با غزل‌هایش روح عشق را در ادبیات ما زنده کرد و مناظرهٔ دل را سرود."
ACCEPTED = ("fa", "ar")


def taught(world: World) -> None:
    for body in (CHATTER, POEM):
        world.wait(minutes=1)
        world.decide(world.complain(body=body).post_id, Verdict.REJECT, Reason.OFF_TOPIC)
    world.wait(minutes=1)
    world.decide(world.complain().post_id)
    world.wait(minutes=1)
    world.decide(world.complain().post_id, Verdict.REJECT, Reason.DUPLICATE)
    world.deliver()


def state() -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    db.session.rollback()
    session = db.session()
    lessons = select(Lesson.decision_id, Lesson.language, Lesson.on_subject, Lesson.margin, Lesson.rule_version)
    words = select(LearnedWordRow.language, LearnedWordRow.word, LearnedWordRow.weight, LearnedWordRow.lessons)
    return (
        [tuple(row) for row in session.execute(lessons.order_by(Lesson.decision_id))],
        [tuple(row) for row in session.execute(words.order_by(LearnedWordRow.word))],
    )


def test_each_decision_on_the_subject_is_a_lesson(world: World) -> None:
    taught(world)
    lessons, words = state()
    assert [on_subject for _, _, on_subject, _, _ in lessons] == [False, False, True]
    known = {word: (weight, count) for _, word, weight, count in words}
    assert known["مناظره"][1] == 2
    assert known["پشتیبانی"][0] > 0 >= known["مناظره"][0]


def test_a_decision_that_waited_its_minute_is_a_lesson_too(world: World, world_clock: None) -> None:
    world.decide(world.complain(body=CHATTER).post_id, Verdict.REJECT, Reason.OFF_TOPIC, undo_within=UNDO_WITHIN)
    world.wait(minutes=2)
    carry_out_decisions()
    world.deliver()
    assert [on_subject for _, _, on_subject, _, _ in state()[0]] == [False]


def test_what_is_made_anew_is_what_was_learned_bit_by_bit(world: World) -> None:
    taught(world)
    before = state()
    assert moderation.relearn(ACCEPTED) == 3
    assert state() == before


def test_a_decision_delivered_twice_is_one_lesson(world: World) -> None:
    taught(world)
    before = state()
    subscriber = moderation.learning_of_decisions(ACCEPTED)
    session = db.session()
    subscriber.handle(session, list(events.history(session, subscriber.follows)))
    session.commit()
    assert state() == before


def test_what_was_erased_is_forgotten_when_made_anew(world: World) -> None:
    taught(world)
    session = db.session()
    chatter = session.scalars(select(moderation.Revision).where(moderation.Revision.body == CHATTER)).one()
    chatter.title, chatter.body = "-", "-"
    session.commit()
    assert moderation.relearn(ACCEPTED) == 2
    assert "سیاست" not in {word for _, word, _, _ in state()[1]}


def test_later_posts_are_screened_with_what_was_learned(world: World) -> None:
    taught(world)
    learned = moderation.learned(db.session(), CHATTER)
    assert set(learned.words["fa"]) >= {"مناظره"}
    assert moderation.screen(CHATTER, learned=learned).relevance.score != 0
    assert "یخچال" not in learned.words["fa"]


def test_an_administrator_sees_words_of_three_decisions(world: World) -> None:
    for _ in range(3):
        world.wait(minutes=1)
        world.decide(world.complain(body=CHATTER).post_id, Verdict.REJECT, Reason.OFF_TOPIC)
    world.deliver()
    (summary,) = moderation.learned_summaries(db.session(), 5)
    assert (summary.language, summary.lessons, summary.on_subject, summary.outdated) == ("fa", 3, 0, 0)
    assert len(summary.words_against) == 5
    assert not summary.words_for
    page = world.client(world.parisa).visit("/en/desk/admin/learning/")
    assert summary.words_against[0][0] in {cell.get_text() for cell in page.select("th bdi")}


def test_nothing_learned_is_said_so(world: World) -> None:
    page = world.client(world.parisa).visit("/fa/desk/admin/learning/")
    assert page.select("main .quiet")
    world.client(world.nader).visit("/fa/desk/admin/learning/", status=403)
