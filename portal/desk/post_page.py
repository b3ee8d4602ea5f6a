"""The page of a post at the desk: all that a moderator has to know, in the order in which it is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from portal import clock, complaints, moderation
from portal.access import Actor, Permission, allowed
from portal.complaints import CaseRow, CaseView
from portal.db import Session
from portal.desk.differences import Change, differences
from portal.desk.facts import private_facts, public_facts
from portal.desk.findings import marked
from portal.desk.forms import DecisionForm, HidingForm, needs_note
from portal.desk.threads import turns
from portal.desk.undoing import undos_of
from portal.desk.words import FIRST_OF_TWO_HINT, SEVERITY_LABELS, SEVERITY_TAGS, VERDICT_HINTS
from portal.language import Language, text
from portal.moderation import (
    AT_ONCE,
    KIND_LABELS,
    LANE_LABELS,
    MAX_BODY,
    MAX_NOTE,
    REASON_LABELS,
    RULING_LABELS,
    TIE_LABELS,
    VISIBILITY_LABELS,
    History,
    Kind,
    LikePost,
    PostView,
    Verdict,
    Visibility,
)
from portal.stores import name_in, party
from portal.web import current_actor, current_language, page

MOST_LIKE = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a post: whose it is and how they wrote before, what is like it, what it was before."""

    author: History | None
    replies: History | None
    like: Sequence[LikePost]
    like_cases: Mapping[int, CaseRow]
    same_order: Sequence[CaseRow]
    title_changes: Sequence[Change]
    body_changes: Sequence[Change]


def post_page(
    session: Session,
    post: PostView,
    case: CaseView | None,
    form: DecisionForm,
    status: int = 200,
    hiding_form: HidingForm | None = None,
) -> Response:
    language, actor, now = current_language(), current_actor(), clock.now()
    is_waiting = post.visibility is Visibility.PENDING and not post.is_decided
    may_hide = post.visibility is Visibility.PUBLISHED and allowed(actor, Permission.HIDE_POST, post)
    first = moderation.first_approval(session, post) if is_waiting and post.approved_by else None
    return page(
        "desk/post.html",
        status=status,
        post=post,
        is_waiting=is_waiting,
        kind=text(language, KIND_LABELS[post.kind]),
        store_name=name_in(case.store_names, language.code) if case else None,
        author=_author(post, case, language),
        marked=marked(post, language),
        case=case,
        facts=public_facts(case, language) if case else [],
        private_facts=private_facts(case, language) if case else [],
        turns=_earlier(session, post, case, language),
        around=_surroundings(session, actor, post, case),
        earlier=moderation.decisions_on(session, [post.id]).get(post.id),
        appeal=moderation.latest_appeal(session, post.id) if not is_waiting else None,
        escalation=moderation.escalation_of(session, post.id) if is_waiting else None,
        ties=[text(language, TIE_LABELS[tie]) for tie in sorted(post.ties)] if is_waiting else [],
        first_approval=first,
        held_until=moderation.held_until(session, actor, now, post.id) if is_waiting else None,
        may_count=case is not None and case.post_id == post.id and allowed(actor, Permission.COUNT_CASE, case),
        hiding=moderation.open_hiding_of(session, post.id) if may_hide else None,
        hiding_form=(hiding_form or HidingForm(formdata=None)) if may_hide else None,
        undos=undos_of(session, actor, language, now),
        next_id=moderation.next_waiting_post(session, actor, now, post),
        previous_id=moderation.waiting_post_before(session, actor, now, post),
        is_moderator=allowed(actor, Permission.MODERATE),
        form=form,
        csrf=generate_csrf(),
        note_needed=needs_note(post),
        verdict_hints=_hints(language, takes_two=bool(post.ties) and first is None),
        **_words(),
    )


def _words() -> dict[str, object]:
    """Tables and limits the template reads from."""
    return {
        "at_once": AT_ONCE,
        "max_note": MAX_NOTE,
        "max_body": MAX_BODY,
        "lanes": LANE_LABELS,
        "reasons": REASON_LABELS,
        "rulings": RULING_LABELS,
        "states": VISIBILITY_LABELS,
        "severities": SEVERITY_LABELS,
        "severity_tags": SEVERITY_TAGS,
        "indexed": False,
    }


def _hints(language: Language, *, takes_two: bool) -> Mapping[str, str]:
    """What each verdict leads to."""
    hints = {verdict: text(language, hint) for verdict, hint in VERDICT_HINTS.items()}
    return {**hints, Verdict.APPROVE: text(language, FIRST_OF_TWO_HINT)} if takes_two else hints


def _surroundings(session: Session, actor: Actor, post: PostView, case: CaseView | None) -> Surroundings:
    """An administrator, who reads what was passed on, is shown no other text beside it."""
    is_moderator = allowed(actor, Permission.MODERATE)
    like = moderation.like_posts(session, actor, post, MOST_LIKE) if is_moderator else []
    before = moderation.earlier_version(session, post) if post.revision_number > 1 else None
    return Surroundings(
        author=None if post.author_id is None else moderation.author_history(session, post.author_id, post.id),
        replies=moderation.reply_history(session, party(case.store_id), post.id) if case else None,
        like=like,
        like_cases=complaints.cases_of_posts(session, [other.id for other in like]) if like else {},
        same_order=complaints.cases_of_order(session, case) if case and is_moderator else (),
        title_changes=differences(before[0], post.title) if before and before[0] != post.title else (),
        body_changes=differences(before[1], post.body) if before else (),
    )


def _earlier(session: Session, post: PostView, case: CaseView | None, language: Language) -> list[object]:
    """The thread around the post, without the post itself."""
    if case is None:
        return []
    thread = turns(case, complaints.entries_of(session, case.id), [*complaints.outcomes_of(session, case.id)], language)
    return [
        turn
        for turn in thread
        if turn.post_id != post.id and not (turn.kind == "complaint" and post.id == case.post_id)
    ]


def _author(post: PostView, case: CaseView | None, language: Language) -> str | None:
    if case is None:
        return None
    return name_in(case.store_names, language.code) if post.kind is Kind.REPLY else case.author_label
