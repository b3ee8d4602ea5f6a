"""What takes two people: taking down what was public, and what a moderator has passed on."""

from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from portal import accounts, clock, complaints, moderation, stores
from portal.access import Actor, Permission, Role, allowed
from portal.db import Session, StaleStateError, db
from portal.desk.forms import CONFIRM, DecisionForm, HidingForm, SecondForm
from portal.desk.post_page import post_page
from portal.desk.routes import routes
from portal.desk.undoing import post_name, undos_of
from portal.language import N_
from portal.moderation import (
    AT_ONCE,
    KIND_LABELS,
    REASON_LABELS,
    HidingView,
    NotPossibleError,
    PostView,
    Reason,
    Visibility,
)
from portal.web import (
    authorise,
    current_actor,
    current_language,
    flash,
    optional,
    page,
    see_other,
    writing,
)

HIDDEN_NOW = N_("The text is hidden. It returns in 24 hours unless a second person confirms.")
PROPOSED = N_("A second person is asked. The text stays public until they agree.")
PROPOSED_ALREADY = N_("This text waits for a second person already, or is no longer public. Nothing was changed.")
TAKEN_DOWN = N_("The text is taken down; date, reason and roles stay where it stood.")
LEFT_PUBLIC = N_("The text is public.")
KEPT_MASKED = N_("The words stay masked.")
SHOWN_AGAIN = N_("The words are public again.")
SETTLED_ALREADY = N_("Somebody has settled this already. Nothing was changed.")


@routes.page("/desk/shared/", Permission.READ_DESK)
def shared() -> Response:
    session, language, actor, now = db.session(), current_language(), current_actor(), clock.now()
    hidings = [
        hiding
        for hiding in moderation.open_hidings(session, all_moderators(session))
        if allowed(actor, Permission.SECOND_HIDING, hiding) or hiding.proposed_by == actor.account_id
    ]
    passed_on = moderation.escalated_posts(session, actor, now)
    cases = complaints.cases_of_posts(session, [*(one.post.id for one in hidings), *(post.id for post in passed_on)])
    return page(
        "desk/shared.html",
        hidings=[
            (hiding, post_name(hiding.post.kind, cases.get(hiding.post.id), language), _may_settle(hiding))
            for hiding in hidings
        ],
        passed_on=[(post, post_name(post.kind, cases.get(post.id), language)) for post in passed_on],
        undos=undos_of(session, actor, language, now),
        reasons=REASON_LABELS,
        is_moderator=allowed(actor, Permission.MODERATE),
        csrf=generate_csrf(),
        indexed=False,
    )


@routes.page("/desk/moderation/<int:post_id>/hide", Permission.MODERATE, methods=("POST",))
def hide(post_id: int) -> Response:
    session = db.session()
    post = optional(moderation.load_post(session, post_id))
    authorise(Permission.HIDE_POST, post)
    form = HidingForm()
    if post.visibility is not Visibility.PUBLISHED:
        flash(PROPOSED_ALREADY, kind="hint")
        return see_other("desk.shared")
    if not form.validate():
        return _post_again(session, post, form)
    try:
        with writing() as writing_session:
            reason = Reason(form.reason.data)
            moderation.propose_hiding(
                writing_session, current_actor(), clock.now(), post_id=post_id, reason=reason, note=form.note.data or ""
            )
    except (StaleStateError, NotPossibleError):
        flash(PROPOSED_ALREADY, kind="hint")
        return see_other("desk.post", post_id=post_id)
    flash(HIDDEN_NOW if reason in AT_ONCE else PROPOSED)
    return see_other("desk.shared")


@routes.page("/desk/shared/<int:hiding_id>/", Permission.READ_DESK, methods=("GET", "POST"))
def hiding(hiding_id: int) -> Response:
    session = db.session()
    moderators = all_moderators(session)
    found = optional(moderation.load_hiding(session, hiding_id, moderators))
    authorise(Permission.SECOND_HIDING, found)
    form = SecondForm()
    if found.settled_at is not None and form.is_submitted():
        return _hiding_page(session, found, form, 409)
    if not form.validate_on_submit():
        return _hiding_page(session, found, form, 422 if form.errors or form.form_errors else 200)
    try:
        with writing() as writing_session:
            moderation.settle_hiding(
                writing_session,
                current_actor(),
                clock.now(),
                hiding_id=hiding_id,
                confirmed=form.word.data == CONFIRM,
                moderators=moderators,
            )
    except (StaleStateError, NotPossibleError):
        flash(SETTLED_ALREADY, kind="hint")
        return see_other("desk.shared")
    kept, returned = (TAKEN_DOWN, LEFT_PUBLIC) if found.masked_from is None else (KEPT_MASKED, SHOWN_AGAIN)
    flash(kept if form.word.data == CONFIRM else returned)
    return see_other("desk.shared")


def all_moderators(session: Session) -> tuple[Actor, ...]:
    """Everybody who moderates, with the parties they speak for."""
    found = accounts.accounts_with_role(session, Role.MODERATOR)
    parties = stores.parties_by_account(session, [account.id for account in found])
    roles = frozenset({Role.MODERATOR})
    return tuple(accounts.actor_of(account, roles, parties.get(account.id, frozenset())) for account in found)


def _may_settle(hiding: HidingView) -> bool:
    return allowed(current_actor(), Permission.SECOND_HIDING, hiding)


def _post_again(session: Session, post: PostView, form: HidingForm) -> Response:
    case = complaints.case_of_post(session, post.id)
    return post_page(session, post, case, DecisionForm(post, formdata=None), 422, form)


def _hiding_page(session: Session, found: HidingView, form: SecondForm, status: int) -> Response:
    case = complaints.case_of_post(session, found.post.id)
    return page(
        "desk/hiding.html",
        status=status,
        hiding=found,
        name=post_name(found.post.kind, case, current_language()),
        kind=KIND_LABELS[found.post.kind],
        unmasked=moderation.unmasked_text(session, found) if found.settled_at is None else None,
        reasons=REASON_LABELS,
        form=form,
        indexed=False,
    )
