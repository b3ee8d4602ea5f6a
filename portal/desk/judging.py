"""A post before its moderator, and the decision on it."""

from flask import request
from werkzeug.wrappers import Response

from portal import clock, complaints, moderation
from portal.access import Permission, allowed
from portal.complaints import CaseView
from portal.db import Session, StaleStateError, db
from portal.desk.ahead import kept_ahead
from portal.desk.forms import NO, YES, DecisionForm
from portal.desk.masking import proposed
from portal.desk.post_page import post_page
from portal.desk.routes import routes
from portal.desk.words import MASK_WORDS
from portal.language import N_, hour, text
from portal.moderation import UNDO_WITHIN, ClaimedError, Decision, Kind, NotPossibleError, PostView, Visibility
from portal.web import (
    authorise,
    current_actor,
    current_language,
    flash,
    forget_kept_form,
    kept_fields,
    optional,
    see_other,
    writing,
)

CLEAN = "clean"
DECIDED_ALREADY = N_("Somebody has already decided on this text. Nothing was changed.")
ANOTHER_VERSION = N_("The author has sent another version meanwhile. Please read it before you decide.")
READ_BY_ANOTHER = N_("Another moderator reads that text until %(hour)s. Here is the next one.")
HELD_BY_ANOTHER = N_(
    "Another moderator reads this text until %(hour)s, so nothing was decided. What you wrote is kept."
)


@routes.page("/desk/moderation/<int:post_id>/", Permission.READ_DESK, methods=("GET", "POST"), name="post")
def judge(post_id: int) -> Response:
    session = db.session()
    post = optional(moderation.load_post(session, post_id))
    authorise(Permission.DECIDE_POST, post)
    if request.method != "POST":
        return _opened(session, post)
    form = DecisionForm(post)
    case = complaints.case_of_post(session, post_id)
    if not form.validate():
        return post_page(session, post, case, form, 422)
    return _decided(form, post, case)


def _opened(session: Session, post: PostView) -> Response:
    """Whoever opens what waits holds it; what somebody else holds leads on to the next, unless a form comes back."""
    if post.visibility is Visibility.PENDING and not post.is_decided and request.method == "GET":
        now, actor = clock.now(), current_actor()
        with writing() as claiming:
            held = moderation.claim(claiming, actor, now, [post.id])
        until = None if held else moderation.held_until(session, actor, now, post.id)
        if until is not None and not kept_fields():
            flash(READ_BY_ANOTHER, kind="hint", hour=hour(current_language(), until))
            return _to_next(post)
    case = complaints.case_of_post(session, post.id)
    return kept_ahead(post_page(session, post, case, _fresh_form(session, post, case)))


def _decided(form: DecisionForm, post: PostView, case: CaseView | None) -> Response:
    try:
        with writing() as session:
            moderation.decide(
                session,
                current_actor(),
                clock.now(),
                post_id=post.id,
                revision_number=form.version,
                verdict=form.chosen_verdict,
                reason=form.chosen_reason,
                note=form.note.data or "",
                answers=form.is_answer,
                masked=form.masked,
                undo_within=UNDO_WITHIN,
            )
            forget_kept_form(session)
    except (StaleStateError, NotPossibleError):
        return _overtaken(form, post.id, case)
    except ClaimedError as claimed:
        form.form_errors.append(text(current_language(), HELD_BY_ANOTHER, hour=hour(current_language(), claimed.until)))
        return post_page(db.session(), post, case, form, 409)
    return see_other("desk.clean") if form.then.data == CLEAN else _to_next(post)


def _overtaken(form: DecisionForm, post_id: int, case: CaseView | None) -> Response:
    """Somebody was faster: either it is decided, or there is another version to read, with the form as typed."""
    session = db.session()
    post = optional(moderation.load_post(session, post_id))
    if post.visibility is not Visibility.PENDING or post.is_decided:
        flash(DECIDED_ALREADY, kind="hint")
        return _to_next(post)
    form.revision_number.data = str(post.revision_number)
    form.form_errors.append(text(current_language(), ANOTHER_VERSION))
    return post_page(session, post, case, form, 409)


def _to_next(post: PostView) -> Response:
    """On to the next one; an administrator, who decides on what was passed on alone, back to the list of that."""
    if not allowed(current_actor(), Permission.MODERATE):
        return see_other("desk.shared")
    following = moderation.next_waiting_post(db.session(), current_actor(), clock.now(), post)
    return see_other("desk.moderation") if following is None else see_other("desk.post", post_id=following)


def _fresh_form(session: Session, post: PostView, case: CaseView | None) -> DecisionForm:
    undone = moderation.undone_decision(session, current_actor().account_id or 0, post.revision_id)
    masked = proposed(session, post, case)
    data = {
        "answers": {None: None, True: YES, False: NO}[_rule_says(session, post, case)],
        "masked_title": masked.title,
        "masked_body": masked.body,
        **_masked_by_the_first(session, post),
        **(_once_more(undone) if undone else {}),
        **kept_fields(),
        "revision_number": str(post.revision_number),
    }
    return DecisionForm(post, data=data)


def _masked_by_the_first(session: Session, post: PostView) -> dict[str, str]:
    """What the first of two moderators has masked, for the second to confirm."""
    first = moderation.first_approval(session, post) if post.approved_by else None
    if first is None or first.masked_body is None:
        return {}
    return {"masked_title": first.masked_title or "", "masked_body": first.masked_body}


def _once_more(undone: Decision) -> dict[str, str]:
    """What the moderator has just undone, to be changed and decided again."""
    masked = {"masked_title": undone.masked_title, "masked_body": undone.masked_body}
    answers = {True: YES, False: NO}
    fields = {
        "verdict": MASK_WORDS if undone.masked_body is not None else undone.verdict,
        "reason": undone.reason,
        "note": undone.note,
        "answers": None if undone.answers is None else answers[undone.answers],
        **masked,
    }
    return {name: str(value) for name, value in fields.items() if value}


def _rule_says(session: Session, post: PostView, case: CaseView | None) -> bool | None:
    if post.kind is not Kind.REPLY or case is None:
        return None
    entries = complaints.entries_of(session, case.id)
    return next((entry.substantive for entry in entries if entry.post_id == post.id), None)
