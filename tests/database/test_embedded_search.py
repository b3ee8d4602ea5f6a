"""The index in the instance folder: in whatever order cases come, the newest first, to the last page."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from portal.complaints import CaseFilter, Complaint
from portal.db import db, transaction
from portal.moderation import Post, Reason, Revision, Verdict
from portal.search import Question, WhooshEngine, Wording, search_cases
from portal.search.documents import Document, Standing
from portal.search.engine import Sought
from portal.text import terms

OPENED = datetime(2026, 1, 1, tzinfo=UTC)
SOUGHT = Sought([["یخچال"]], newest=True)
DEEP, PAGE = 10_000, 20


def document(case_id: int, day: int) -> Document:
    opened_at, others = OPENED + timedelta(days=day), [terms("کالا نرسید")]
    return Document(case_id, opened_at, terms("یخچال"), others, "fa", "nakhl", "other", "late", Standing(1))


def test_cases_taken_in_one_by_one_are_found_newest_first_whenever_they_were_opened(tmp_path):
    engine, rng, days = WhooshEngine(tmp_path), random.Random(1), {}
    engine.rebuild(document(case_id, case_id) for case_id in range(1, 4))
    days.update({case_id: case_id for case_id in range(1, 4)})
    for turn in range(60):
        changed = {
            rng.randrange(1, 30): rng.randrange(20) if turn % 3 else 20 + turn for _ in range(rng.choice((1, 1, 5)))
        }
        removed = {rng.randrange(1, 30)} - changed.keys()
        engine.update([document(*each) for each in changed.items()], removed)
        days = {case_id: day for case_id, day in {**days, **changed}.items() if case_id not in removed}
        expected = sorted(days, key=lambda case_id: (days[case_id], case_id), reverse=True)
        assert (list(engine.search(SOUGHT).ids), engine.size()) == (expected, len(days)), turn
    assert len(list(tmp_path.glob("index-*/*.seg"))) < 12


@pytest.mark.thorough
def test_pages_follow_each_other_to_the_last_and_hidden_cases_are_in_none(world):
    first = world.publish(title="یخچال")
    ids = copied(first.id, DEEP + PAGE)
    engine = world.app.extensions["portal-search"]
    engine.rebuild(document(case_id, case_id) for case_id in [first.id, *ids])
    hidden = world.publish(title="یخچال", body="شکسته رسید و جواب نمی‌دهند.")
    world.deliver()
    world.decide(hidden.post_id, Verdict.HIDE, Reason.COURT_ORDER)
    expected = [*reversed(ids), first.id]

    def page(offset: int) -> tuple[list[int], int]:
        db.session.rollback()
        question = Question(Wording(("یخچال",)), CaseFilter())
        found = search_cases(db.session(), engine, question, world.now, limit=PAGE, offset=offset)
        return [row.id for row in found.rows], found.total

    ranked = [case_id for offset in range(0, 1_100, 100) for case_id in page(offset)[0]]
    assert len(set(ranked)) == len(ranked)
    for offset in (980, 1_000, 5_000, DEEP - PAGE, DEEP):
        assert page(offset) == (expected[offset : offset + PAGE], len(expected))


def copied(case_id: int, times: int) -> list[int]:
    """So many more public cases like that one, each a second later; returns their ids."""
    with transaction() as session:
        complaint = session.get_one(Complaint, case_id)
        post, revision = (
            session.execute(select(model.__table__).where(column == complaint.post_id)).one()
            for model, column in ((Post, Post.id), (Revision, Revision.post_id))
        )
        row = session.execute(select(Complaint.__table__).where(Complaint.id == case_id)).one()
        numbers = range(1, times + 1)
        for model, kept, named in (
            (Post, post, lambda n: {"id": post.id + n, "subject": f"complaint:{case_id + n}", "submission": None}),
            (Revision, revision, lambda n: {"id": revision.id + n, "post_id": post.id + n}),
            (Complaint, row, lambda n: {"id": case_id + n, "post_id": post.id + n, "number": f"N{n}", "ref": f"R{n}"}),
        ):
            session.execute(insert(model.__table__), [{**kept._mapping, **named(n)} for n in numbers])
    return [case_id + number for number in numbers]
