"""Archives: what goes in comes out, once, and what cannot be taken is named."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from portal import archive, complaints, scores
from portal.complaints import Complaint, Entry, Progress, read_number
from portal.db import db
from portal.moderation import FindingRow, Post, Revision, Visibility
from tests.kit.archives import COMPLAINT, STORE, complaint, load

LATER = datetime(2026, 11, 24, tzinfo=UTC)
LONG_AGO = "2026-09-02T10:00:00+00:00"
ANSWER = "سفارش شما امروز صبح از انبار کرج با باربری ارسال شد و راننده فردا بین ساعت ده تا دوازده با شما تماس می‌گیرد."
THREAD = complaint(
    "thread-1",
    nature="late",
    category="home-appliances",
    product="یخچال",
    author="مریم",
    number=None,
    posts=[
        {"at": LONG_AGO, "by": "store", "body": ANSWER, "substantive": True, "substantive_by": "moderator"},
        {"at": "2026-09-03T10:00:00+00:00", "by": "shopper", "body": "سپاس، رسید."},
    ],
    contacts=[{"at": "2026-08-30T10:00:00+00:00", "channel": "phone", "agent": "کارشناس", "note": "قول داد"}],
    promises=[
        {"made_at": "2026-08-30T10:00:00+00:00", "due_at": "2026-09-02T10:00:00+00:00", "what": "تماس", "state": "kept"}
    ],
    outcomes=[
        {"at": "2026-09-04T10:00:00+00:00", "resolved": True, "ratings": {"courtesy": 5}, "would_buy_again": True}
    ],
)


def exported(*, public: bool = False) -> list[str]:
    db.session.rollback()
    return list(archive.export_lines(db.session(), public=public))


def only_case() -> Complaint:
    return db.session.scalars(select(Complaint)).one()


def test_export_import_export_gives_the_same_bytes(app, config):
    load(
        STORE,
        THREAD,
        complaint("waiting-1", visibility="pending", published_at=None),
        complaint("gone-1", visibility="hidden", removed={"at": LONG_AGO, "reason": "fake"}),
        complaint("left-1", withdrawn_at=LONG_AGO, counted=False, not_counted_because="دو بار ثبت شده"),
    )
    first = exported()
    empty_the_database()
    load(*first)
    assert exported() == first
    assert len(first) == 5


def test_export_keeps_the_order_of_keys_and_leaves_out_what_is_absent(app):
    load(STORE, THREAD)
    store, case = (json.loads(line) for line in exported())
    assert list(store) == ["type", "ref", "slug", "name", "country", "channels"]
    assert list(case) == [
        "type", "ref", "number", "store", "language", "title", "body", "nature", "category", "product", "author",
        "submitted_at", "published_at", "visibility", "posts", "contacts", "promises", "outcomes",
    ]  # fmt: skip
    assert complaints.read_number(case["number"]) == case["number"]


@pytest.mark.parametrize("public", [False, True])
def test_names_of_staff_leave_the_portal_in_no_archive(app, public):
    at = "2026-08-30T10:00:00+00:00"
    told = [("علی رضایی", "رضایی قول داد"), ("بخش مرجوعی", None), ("خانم احمدی", "قطع شد"), ("رضایی", None)]
    load(STORE, complaint("a", contacts=[{"at": at, "channel": "phone", "agent": a, "note": n} for a, n in told]))
    line = exported(public=public)[1]
    assert not any(name in line for name in ("رضایی", "احمدی"))
    agents = [contact["agent"] for contact in json.loads(line)["contacts"]]
    assert agents == ["agent 1", "بخش مرجوعی", "agent 2", "agent 1"]


def test_importing_twice_changes_nothing(app):
    load(STORE, THREAD)
    before = exported()
    result, problems = load(STORE, THREAD)
    assert (result.stores, result.complaints, result.known, problems) == (0, 0, 2, {})
    assert exported() == before


def test_what_another_archive_leaves_open_is_taken_as_it_stands(app):
    """Published without an instant: from its submission; left out without a reason; removed for a reason of theirs."""
    load(
        STORE,
        complaint("a", published_at=None),
        complaint("b", counted=False),
        complaint("c", visibility="hidden", removed={"at": LONG_AGO, "reason": "paid-for-praise"}),
    )
    first, second, third = (json.loads(line) for line in exported()[1:])
    assert first["published_at"] == first["submitted_at"]
    assert (second["counted"], "not_counted_because" in second) == (False, False)
    assert third["removed"]["reason"] == "paid-for-praise"


def test_without_a_ref_the_number_stands_in_its_place(app):
    load(STORE, complaint(None))
    case = only_case()
    assert case.ref == case.number


@pytest.mark.parametrize(
    ("number", "ref"),
    [
        pytest.param("K7RWX4MB", "K7RWX4MB", id="one of ours"),
        pytest.param("k7rw-x4mb", "K7RWX4MB", id="one of ours, otherwise written"),
        pytest.param("case 17 of 2019", "case 17 of 2019", id="another portal's"),
    ],
)
def test_a_number_without_a_ref_is_known_again(app, number, ref):
    taken = read_number(ref) is not None
    for _ in range(2):
        load(STORE, complaint("first", number=ref if taken else None), complaint(None, number=number))
    assert [case.ref for case in db.session.scalars(select(Complaint).order_by(Complaint.id))] == ["first", ref]
    assert len({case.number for case in db.session.scalars(select(Complaint))}) == 2


def test_new_numbers_are_none_that_anybody_has(app, monkeypatch):
    drawn = iter(["AAAAAAAA", "BBBBBBBB", "AAAAAAAA", "BBBBBBBB", "CCCCCCCC", "CCCCCCCC", "DDDDDDDD"])
    monkeypatch.setattr("portal.complaints.operations.new_number", lambda: next(drawn))
    load(STORE, complaint("a"), complaint("b"))
    load(complaint("c"), complaint("d"))
    assert set(db.session.scalars(select(Complaint.number))) == {"AAAAAAAA", "BBBBBBBB", "CCCCCCCC", "DDDDDDDD"}


def test_a_ref_of_another_store_is_named_and_its_complaints_with_it(app):
    other = {**STORE, "slug": "nakhl", "ref": "golestan"}
    _, problems = load(STORE, "not json", other, complaint("a", store="nakhl"), complaint("b"))
    assert list(problems) == [2, 3, 4]
    assert "belongs to a store with another slug" in problems[3]
    assert only_case().ref == "b"


def test_a_free_number_is_kept_and_a_taken_one_is_replaced(app):
    load(STORE, complaint("a"))
    number = only_case().number
    load(complaint("b", number=number), complaint("c", number=complaints.new_number()))
    numbers = set(db.session.scalars(select(Complaint.number)))
    assert number in numbers
    assert len(numbers) == 3


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "not JSON"),
        ("[1]", "not an object"),
        ('{"type": "letter"}', "neither store nor complaint"),
        (complaint("a", store="nowhere"), "there is no store 'nowhere'"),
        (complaint("a", nature="sad"), "nature: 'sad' is not one of"),
        (complaint("a", category="ships"), "category: 'ships' is not in the portal's list"),
        (complaint("a", title="ب" * 121), "title: longer than 120 characters"),
        (complaint("a", body="ب" * 10_001), "body: longer than 10000 characters"),
        (complaint("a", body="\x00\x01"), "body: missing"),
        (complaint("a", submitted_at="2026-09-01T08:00:00"), "submitted_at: an instant needs an offset"),
        (complaint("a", submitted_at="yesterday"), "submitted_at: 'yesterday' is not an ISO 8601 instant"),
        (complaint("a", submitted_at="0001-01-01T00:00:00+14:00"), "submitted_at: '0001-01-01T00:00:00+14:00'"),
        (complaint("a", submitted_at="0622-01-01T00:00:00Z"), "lies outside the years 1900 to 2199"),
        (complaint("a", published_at="2999-01-01T00:00:00Z"), "lies outside the years 1900 to 2199"),
        ("[" * 100_000, "not JSON"),
        ({**STORE, "slug": "other", "ref": "golestan"}, "ref: 'golestan' belongs to a store with another slug"),
        (
            {
                **STORE,
                "slug": "other",
                "channels": [{"kind": "phone", "address": "1", "claimed_reply_minutes": 10**30}],
            },
            "channels[0].claimed_reply_minutes: not between 0 and",
        ),
        (
            {**STORE, "slug": "other", "channels": [{"kind": "phone", "address": "1", "claimed_reply_minutes": -1}]},
            "channels[0].claimed_reply_minutes: not between 0 and",
        ),
        (complaint("a", visibility="hidden", removed={"at": LONG_AGO}), "removed.reason: missing"),
        (complaint("a", visibility="hidden", removed={"reason": "fake"}), "removed.at: missing"),
        (complaint("a", visibility="secret"), "visibility: 'secret' is not one of"),
        (complaint("a", posts=[{"at": LONG_AGO, "by": "store"}]), "posts[0].body: missing"),
        (complaint("a", posts=["hello"]), "posts[0]: not an object"),
        (complaint("a", submitted_at="0001-01-01T00:00:00+00:00"), "lies outside the years 1900 to 2199"),
        (complaint("a", outcomes=[{"at": LONG_AGO}]), "outcomes[0].resolved: missing"),
        (
            {**STORE, "slug": "a", "channels": [{"kind": "chat", "address": "x", "claimed_reply_minutes": 10**30}]},
            "channels[0].claimed_reply_minutes: not between 0 and",
        ),
        (
            complaint("a", outcomes=[{"at": LONG_AGO, "resolved": True, "ratings": {"speed": 6}}]),
            "outcomes[0].ratings.speed: a mark is 1 to 5",
        ),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_in(app, line, reason):
    result, problems = load(STORE, line, complaint("good-1"))
    assert (result.complaints, result.bad) == (1, 1)
    assert list(problems) == [2]
    assert reason in problems[2]
    assert only_case().ref == "good-1"


def test_unstorable_characters_are_cleaned_on_the_way_in(app):
    load(STORE, complaint("a", title="یخچال\u202e نرسید\ud800"))
    assert db.session.scalars(select(Revision.title)).one() == "یخچال نرسید\ufffd"


@pytest.mark.parametrize(
    ("fields", "progress"),
    [
        ({}, Progress.OPEN),
        ({"posts": [{"at": LONG_AGO, "by": "store", "body": ANSWER, "substantive": True}]}, Progress.ANSWERED),
        ({"posts": [{"at": LONG_AGO, "by": "store", "body": ANSWER, "substantive": False}]}, Progress.OPEN),
        ({"outcomes": [{"at": LONG_AGO, "resolved": True}]}, Progress.SOLVED),
        ({"outcome": {"at": LONG_AGO, "resolved": False}}, Progress.NOT_SOLVED),
        (
            {
                "outcomes": [
                    {"at": LONG_AGO, "resolved": True},
                    {"at": "2026-09-05T10:00:00+00:00", "resolved": None},
                ]
            },
            Progress.OPEN,
        ),
        ({"gave_up_at": LONG_AGO}, Progress.GIVEN_UP),
        ({"withdrawn_at": LONG_AGO}, Progress.WITHDRAWN),
    ],
)
def test_the_state_of_a_case_follows_from_its_latest_word(app, fields, progress):
    load(STORE, complaint("a", **fields))
    assert only_case().progress is progress


def test_waiting_posts_are_always_screened_and_published_ones_only_when_asked(app):
    latin = "This text is written in English from the first to the last word of it, about a fridge."
    load(STORE, complaint("a", body=latin), complaint("b", body=latin, visibility="pending", published_at=None))
    assert found_in(Visibility.PENDING) > 0
    assert found_in(Visibility.PUBLISHED) == 0
    load(complaint("c", body=latin), screen=True)
    assert found_in(Visibility.PUBLISHED) > 0


def found_in(visibility: Visibility) -> int:
    statement = (
        select(func.count(FindingRow.id))
        .join(Revision, Revision.id == FindingRow.revision_id)
        .join(Post, Post.id == Revision.post_id)
        .where(Post.visibility == visibility)
    )
    return db.session.scalar(statement)


def test_replies_without_a_verdict_are_judged_in_the_order_of_their_time(app):
    """The copied text counts where it was written first, not in the case it was copied to."""
    earlier = {"at": LONG_AGO, "by": "store", "body": ANSWER, "substantive": None}
    later = {"at": "2026-09-09T10:00:00+00:00", "by": "store", "body": ANSWER, "substantive": None}
    load(STORE, complaint("copied", posts=[later]), complaint("first", posts=[earlier]))
    verdicts = dict(
        db.session.execute(
            select(Complaint.ref, Entry.substantive).join(Entry, Entry.complaint_id == Complaint.id)
        ).all()
    )  # fmt: skip
    assert verdicts == {"copied": False, "first": True}
    progress = dict(db.session.execute(select(Complaint.ref, Complaint.progress)).all())
    assert progress == {"copied": Progress.OPEN, "first": Progress.ANSWERED}


def test_the_public_archive_has_no_text_of_removed_cases_and_nothing_that_waits(app):
    load(
        STORE,
        complaint("waiting-1", visibility="pending", published_at=None, title="قناری در انتظار"),
        complaint(
            "gone-1",
            title="قناری برداشته",
            visibility="hidden",
            removed={"at": LONG_AGO, "reason": "fake"},
            posts=[{"at": LONG_AGO, "by": "store", "body": "قناری پاسخ", "substantive": True}],
        ),
        complaint(
            "open-1",
            posts=[
                {"at": LONG_AGO, "by": "store", "body": "قناری منتظر", "visibility": "pending", "substantive": True}
            ],
        ),
    )
    public = exported(public=True)
    assert [json.loads(line).get("ref") for line in public] == ["golestan", "gone-1", "open-1"]
    assert "قناری" not in "".join(public)


def test_the_public_archive_can_be_taken_in_and_makes_the_same_score(app):
    """Whoever has the public rows can compute the score: what was taken down is there without its text."""
    hidden = {"at": LONG_AGO, "by": "store", "body": "قناری پاسخ", "visibility": "hidden", "substantive": True}
    gone = {
        "title": "قناری",
        "body": "قناری",
        "visibility": "hidden",
        "posts": [hidden],
        "promises": THREAD["promises"],
    }
    load(STORE, THREAD, complaint("hidden-reply", posts=[hidden]), complaint("gone", **gone))
    public, score = exported(public=True), score_as_of(LATER)
    assert "قناری" not in "".join(public)
    assert '"visibility":"hidden","published_at":' in public[2], "a reply that was taken down leaves a trace"
    empty_the_database()
    result, problems = load(*public)
    assert (result.complaints, problems) == (3, {})
    assert exported(public=True) == exported() == public
    assert score_as_of(LATER) == score
    assert score["components"]["V"] == 0.6, "the hidden reply counts: every case was answered after 24.5 hours"


@pytest.mark.parametrize("visibility", ["pending", "changes-requested", "rejected"])
def test_what_a_moderator_has_not_approved_is_no_case_whatever_else_is_told_of_it(app, visibility):
    """A reply in it may even be called published: a post that is shown alone has an instant of its own."""
    reply = {"at": LONG_AGO, "by": "store", "body": ANSWER, "visibility": "published", "substantive": True}
    load(STORE, complaint("a", visibility=visibility, posts=[reply], published_at=None), complaint("b"))
    load(complaint("c", visibility=visibility))
    assert score_as_of(LATER)["n"] == 1
    assert [json.loads(line).get("ref") for line in exported(public=True)] == ["golestan", "b"]


def score_as_of(as_of: datetime) -> dict[str, Any]:
    return scores.as_dict(scores.score_from_rows(db.session(), as_of)["golestan"])


def empty_the_database() -> None:
    db.session.rollback()
    with db.engine.begin() as connection:
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(table.delete())


def test_nothing_of_a_batch_is_kept_when_it_fails(app, monkeypatch):
    """A crash in the middle of a batch leaves neither rows nor event; the next import takes it in."""
    monkeypatch.setattr("portal.archive.operations.events.append", _crash)
    with pytest.raises(RuntimeError):
        load(STORE, COMPLAINT)
    assert exported() == []


def _crash(*_arguments):
    raise RuntimeError("the power went out")
