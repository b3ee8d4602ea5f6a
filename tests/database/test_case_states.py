"""The state a reader sees and the state a list is narrowed to are the same rule, twice."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from portal.complaints import Complaint, Progress, State
from portal.complaints.queries import in_state
from portal.complaints.rules import state_of
from portal.db import db
from tests.kit.depth import examples

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EDGES = [0, 1, 13, 14, 15, 29, 30, 31, 90]
ago = st.builds(
    lambda days, microseconds: NOW - timedelta(days=days, microseconds=microseconds),
    st.sampled_from(EDGES),
    st.sampled_from([-1, 0, 1]),
)


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    progress=st.sampled_from([one for one in Progress if one is not Progress.WITHDRAWN]),
    published=ago,
    answered=st.none() | ago,
    reopened=st.none() | ago,
)
def test_a_case_is_in_the_state_it_shows_and_in_no_other(world, progress, published, answered, reopened):
    case_id = getattr(world, "only_case", None) or world.complain().id
    world.only_case = case_id
    db.session.execute(
        update(Complaint)
        .where(Complaint.id == case_id)
        .values(progress=progress, published_at=published, answered_at=answered, reopened_at=reopened)
    )
    shown = state_of(progress, published, answered, reopened, NOW)
    found = {state for state in State if db.session.scalar(select(Complaint.id).where(in_state(state, NOW)))}
    db.session.rollback()
    assert found == {shown}
