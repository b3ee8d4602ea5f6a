"""The page on transparency: moderators' own figures, for everybody, without a name."""

from datetime import timedelta

import pytest

from portal import moderation, transparency
from portal.db import db
from portal.moderation import UNDO_WITHIN, AppealFigures, Reason, Reversals, Ruling, Verdict
from tests.kit.statements import counted
from tests.kit.world import BODY, World

pytestmark = pytest.mark.usefixtures("world_clock")
REPORT = "/en/report/"


def figures_of(world: World) -> dict[str, str]:
    """What the page tells, by its name."""
    rows = world.client().visit(REPORT).select(".summary__row")
    return {row.select_one("dt").get_text(): row.select_one("dd").get_text() for row in rows}


def test_without_texts_it_says_so(world: World) -> None:
    page = world.client().visit(REPORT)
    assert "There are too few texts to compare." in page.text
    assert "none yet" in page.text
    assert world.client().visit("/fa/").select("footer a[href='/fa/report/']")


def test_it_says_how_long_texts_wait_and_what_is_let_through_in_a_fixed_number_of_statements(world: World) -> None:
    seen = []
    for more in (1, 12):
        made = [world.complain() for _ in range(more)]
        world.wait(hours=2)
        for place, complaint in enumerate(made):
            verdict, reason = (Verdict.REJECT, Reason.SPAM) if place < 3 < more else (Verdict.APPROVE, None)
            world.decide(complaint.post_id, verdict, reason)
        transparency.count_figures()
        with counted() as sent:
            page = world.client().visit(REPORT)
        seen.append(len(sent))
    assert seen == [2, 2]
    assert "Within 24 hours 100% are decided (aim: 90%)" in page.text
    assert page.select("#waiting-curve svg")
    assert page.select("#about-store td")[1].get_text() == "77%"
    assert "Nader" not in page.body


def test_the_dialect_is_kept_with_what_the_rules_have_read(world: World) -> None:
    for body in (f"{BODY} زنگ می‌زنم میگن فردا میاد.", BODY):
        complaint = world.complain(body=body)
        world.deliver()
        world.decide(complaint.post_id)
    assert [row.dialect for row in moderation.first_decisions(db.session(), world.now)] == [None, "spoken"]


def test_of_answered_appeals_and_second_readings_the_figures_are_there(world: World) -> None:
    rejected = world.complain()
    world.decide(rejected.post_id, Verdict.REJECT, Reason.INSULT)
    world.read_again(world.draw(rejected.post_id), Verdict.APPROVE)
    upheld, waiting = world.complain(), world.complain()
    for other in (upheld, waiting):
        world.decide(other.post_id, Verdict.REJECT, Reason.SPAM)
    world.answer_appeal(world.appeal(upheld.post_id), Ruling.UPHELD)
    world.answer_appeal(world.appeal(rejected.post_id), Ruling.OVERTURNED)
    world.appeal(waiting.post_id)
    assert moderation.appeal_figures(db.session(), world.now) == AppealFigures(refused=3, answered=2, granted=1)
    assert moderation.appeal_figures(db.session(), world.now + timedelta(days=91)) == AppealFigures(0, 0, 0)
    transparency.count_figures()
    told = figures_of(world)
    assert (told["Decided for the author"], told["Texts read a second time"]) == ("1", "1")
    assert told["Both readers said the same"] == "too few"


def test_what_was_undone_or_passed_on_is_no_decision(world: World) -> None:
    undone, passed_on = world.complain(), world.complain()
    world.decide(undone.post_id, undo_within=UNDO_WITHIN)
    decision = moderation.decisions_to_undo(db.session(), world.nader.id, world.now, 1)[0]
    moderation.undo(db.session(), world.nader.actor, world.now, decision_id=decision.id)
    db.session.commit()
    world.decide(passed_on.post_id, Verdict.ESCALATE, note="مطمئن نیستم.")
    world.wait(days=1)
    rows = list(moderation.first_decisions(db.session(), world.now))
    assert [(row.verdict, row.seconds) for row in rows] == [(None, 86_400.0)] * 2
    world.decide(undone.post_id)
    assert {row.verdict for row in moderation.first_decisions(db.session(), world.now)} == {None, Verdict.APPROVE}
    assert list(moderation.first_decisions(db.session(), world.now + timedelta(days=90))) == []


def test_a_text_taken_down_and_made_public_again_was_reversed(world: World) -> None:
    kept, returned = world.publish(), world.publish()
    world.decide(kept.post_id, Verdict.HIDE, Reason.THREAT)
    hiding = world.propose_hiding(returned.post_id, Reason.THREAT)
    assert moderation.reversals(db.session(), world.now) == Reversals(2, 0)
    world.settle(hiding, confirmed=False)
    assert moderation.reversals(db.session(), world.now) == Reversals(2, 1)
    transparency.count_figures()
    assert "too few" in world.client().visit(REPORT).text


def test_the_figures_are_counted_by_the_worker_and_say_when(world: World) -> None:
    """A page shows what was counted: what was decided since is told a quarter of an hour later."""
    transparency.refresh_figures()
    world.publish()
    for minutes, decided in ((0, "0"), (14, "0"), (1, "1")):
        world.wait(minutes=minutes)
        transparency.refresh_figures()
        told = figures_of(world)
        assert told["Decided texts"] == decided
    assert "Counted on" in world.client().visit(REPORT).text
