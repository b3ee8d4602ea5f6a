"""A post that was not let through: why, on which words, and a mended version of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.wrappers import Response

from portal import clock, moderation
from portal.access import Permission
from portal.checking import Heard, TextInCase, hear, look
from portal.complaints import CaseView
from portal.db import db
from portal.language import N_, Language, text
from portal.moderation import (
    KIND_LABELS,
    MAX_BODY,
    MAX_TITLE,
    REASON_ADVICE,
    REASON_LABELS,
    Decision,
    Finding,
    Kind,
    PostView,
    Visibility,
    decisions_on,
)
from portal.site.case_access import find_case, own_post
from portal.site.routes import routes
from portal.text import shortened
from portal.web import (
    AtMost,
    LineField,
    Required,
    TextField,
    current_actor,
    current_language,
    draft_sent,
    flash,
    forget_kept_form,
    kept_fields,
    page,
    path,
    see_other,
    writing,
)

QUOTED = 160
NOT_ASKED = Heard()


class MendForm(TextInCase):
    title = LineField(N_("Title"), [Required(N_("Please give it a title.")), AtMost(MAX_TITLE)])
    body = TextField(N_("Text"), [Required(N_("Please write something.")), AtMost(MAX_BODY)])

    def __init__(self, case: CaseView, post: PostView, kept: Mapping[str, str]) -> None:
        super().__init__(case, post.kind, {"title": post.title, "body": post.body, **kept})
        if not post.title:
            del self.title


@dataclass(frozen=True, slots=True)
class Explained:
    """A finding in the reader's words. `words` is empty where it is about the whole text."""

    rule: str
    words: str
    explanation: str
    advice: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The moderator's decision as the author reads it."""

    visibility: str
    reason: str | None
    advice: str | None
    note: str


@routes.page("/complaints/<number>/posts/<int:post_id>/mend", Permission.USE_ACCOUNT, methods=("GET", "POST"))
def mend(number: str, post_id: int) -> Response:
    case = find_case(number)
    post = own_post(case, post_id)
    form = MendForm(case, post, kept_fields())
    if post.visibility in {Visibility.PENDING, Visibility.PUBLISHED}:
        flash(N_("There is nothing to mend: nobody has sent this back."), "hint")
        return see_other("site.case", number=number)
    now = clock.now()
    if post.visibility is not Visibility.CHANGES_REQUESTED:
        return _page(case, post)
    # What the rules say of the version that came back is on the page from the start, and can be masked.
    heard = hear(form, now) if form.is_submitted() else look(form, now)
    if not heard.is_ready:
        return _page(case, post, form, heard)
    with writing() as session:
        moderation.revise_post(session, current_actor(), now, post_id, form.typed_title, form.typed_body)
        forget_kept_form(session)
    draft_sent()
    flash(N_("The mended version was sent. A moderator reads it again."))
    return see_other("site.case", number=number)


def _page(case: CaseView, post: PostView, form: MendForm | None = None, heard: Heard = NOT_ASKED) -> Response:
    language = current_language()
    told = {remark.rule for remark in heard.checked.remarks}
    decision = decisions_on(db.session(), [post.id]).get(post.id)
    return page(
        "site/mend.html",
        number=case.number,
        post=post,
        kind=text(language, KIND_LABELS[post.kind]),
        judgement=_judgement(post, decision, language),
        findings=[_explained(finding, post, language) for finding in post.findings if finding.rule not in told],
        standing=moderation.standing_of(db.session(), post),
        again_url=_again_url(case, post, language) if post.visibility is Visibility.REJECTED else None,
        form=form,
        heard=heard,
        max_title=MAX_TITLE,
        max_body=MAX_BODY,
        indexed=False,
        status=heard.status,
    )


def _again_url(case: CaseView, post: PostView, language: Language) -> str:
    """Where something of this kind is written."""
    match post.kind:
        case Kind.REPLY:
            return path("desk.reply", language, slug=case.store_slug, number=case.number)
        case Kind.REBUTTAL:
            return path("site.answer_back", language, number=case.number)
        case _:
            return path("site.new_complaint", language, store=case.store_slug)


def _judgement(post: PostView, decision: Decision | None, language: Language) -> Judgement:
    reason = decision.reason if decision else None
    return Judgement(
        visibility=post.visibility.value,
        reason=text(language, REASON_LABELS[reason]) if reason else None,
        advice=text(language, REASON_ADVICE[reason]) if reason else None,
        note=decision.note if decision else "",
    )


def _explained(finding: Finding, post: PostView, language: Language) -> Explained:
    whole = post.title if finding.field == "title" else post.body
    words = whole[finding.start : finding.end]
    return Explained(
        rule=moderation.rule_name(finding, language.code),
        words="" if words == post.body else shortened(words, QUOTED),
        explanation=moderation.explain(finding, language.code),
        advice=moderation.advice(finding, language.code, kind=post.kind),
    )
