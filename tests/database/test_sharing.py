"""Private facts: the store sees what the author ticked, after a week of speaking for it, and every look is kept."""

from datetime import date, timedelta

import pytest

from portal import complaints
from portal.access import ForbiddenError
from portal.complaints import Facts, Nature, NotPossibleError, PrivateFact
from portal.db import db, transaction

ORDER, AMOUNT = PrivateFact.ORDER_NUMBER, PrivateFact.AMOUNT
FACTS = Facts(
    Nature.LATE, "home-appliances", order_number="A-12", purchased_on=date(2026, 11, 3), amount=5_000, currency="IRR"
)


@pytest.fixture
def case(world):
    """A public case whose author shows the store the order number."""
    with transaction() as session:
        made = complaints.submit(
            session, world.maryam.actor, world.now, store_id=world.golestan.id, language="fa", title="یخچال",
            body="یخچال نرسید", facts=FACTS, submission="sharing", shared={ORDER},
        )  # fmt: skip
    world.decide(made.post_id)
    world.deliver()
    return world.case(made)


def open_shared(world, person, case, *, after):
    with transaction() as session:
        return complaints.open_shared(session, person.actor, world.now + after, case=case)


def looks(case):
    db.session.rollback()
    return [(look.fact, look.at) for look in complaints.looks_at(db.session(), case.id, 10)]


def test_the_store_sees_what_was_ticked_and_the_author_that_it_did(world, case):
    later = timedelta(days=7)
    assert open_shared(world, world.layla, case, after=later) == {ORDER}
    assert looks(case) == [(ORDER, world.now + later)]


def test_nobody_sees_anything_within_a_week_of_speaking_for_it(world, case):
    with pytest.raises(NotPossibleError):
        open_shared(world, world.layla, case, after=timedelta(days=6, hours=23))
    assert looks(case) == []


@pytest.mark.parametrize("who", ["karim", "nader", "maryam"])
def test_nobody_else_opens_it(world, case, who):
    with pytest.raises(ForbiddenError):
        open_shared(world, getattr(world, who), case, after=timedelta(days=9))


def test_the_author_changes_what_is_shown(world, case):
    with transaction() as session:
        complaints.share(session, world.maryam.actor, world.now, case=case, facts={AMOUNT})
    assert open_shared(world, world.layla, case, after=timedelta(days=8)) == {AMOUNT}
    with transaction() as session, pytest.raises(ForbiddenError):
        complaints.share(session, world.karim.actor, world.now, case=case, facts={ORDER})
