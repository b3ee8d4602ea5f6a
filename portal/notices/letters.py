"""Notices as letters, in the language of whoever gets them. Links are made and signed here, never stored."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.accounts import Account, Purpose, make_token
from portal.config import Config
from portal.db import Session
from portal.language import DEFAULT, LANGUAGES, N_, Language, moment, text
from portal.moderation import (
    APPEAL_WITHIN,
    KIND_LABELS,
    REASON_ADVICE,
    REASON_LABELS,
    Decision,
    Finding,
    Kind,
    Revision,
    Severity,
    Verdict,
    advice,
    appeal_answered_at,
    explain,
    findings_of,
    load_post,
    masked_words,
    open_hiding_of,
    rule_name,
)
from portal.notices.links import address_of
from portal.notices.models import Notice
from portal.notices.queries import cases_named, decision_at, report, revision
from portal.notices.rules import APPEALED, MASKED, NEXT_STEPS, REPORTED, RETURNED, TITLES, NoticeKind
from portal.rendering import Renderer
from portal.stores import name_in
from portal.text import shortened
from portal.web import absolute

MOST_WORDS_SHOWN = 80
APPEAL_UNTIL = N_("If you think the decision is wrong, you can appeal once, until %(moment)s: somebody else answers.")
APPEAL_LATER = N_(
    "It is public again on %(moment)s unless a second person confirms this. If they do, you can appeal within %(days)s "
    "days."
)
SIGNATURE = "\n-- \n"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to be sent; `html` is the dress of the same words, with language and direction."""

    language: Language
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule saw in the author's own text, on which words, and what can be done."""

    rule: str
    explanation: str
    words: str
    advice: str


def letter(session: Session, renderer: Renderer, config: Config, notice: Notice, account: Account) -> Letter:
    language = LANGUAGES.get(account.language, DEFAULT)
    kind = NoticeKind(notice.kind)
    subject, context = _about_account(config, kind, account, language)
    if "complaint_id" in notice.arguments:
        subject, context = _about_case(session, notice, kind, language)
    template = f"mail/{_template(kind)}.txt"
    written = renderer.render(language, template, {"kind": kind.value, **context}).strip() + "\n"
    links = {context["link"], context.get("forgotten")}
    content, _, signature = written.rpartition(SIGNATURE)
    words = {"subject": subject, "links": links, "paragraphs": _paragraphs(content), "why": signature.splitlines()[-1]}
    return Letter(language, subject, written, renderer.render(language, "mail/letter.html", words))


def _template(kind: NoticeKind) -> str:
    """Letters about the account have a text each, those about cases share one, with the reason where there is one."""
    if kind in RETURNED:
        return "returned"
    if kind in APPEALED:
        return "appeal"
    if kind in REPORTED:
        return "reported"
    return "case" if kind in NEXT_STEPS else kind.value


def _about_account(
    config: Config, kind: NoticeKind, account: Account, language: Language
) -> tuple[str, dict[str, Any]]:
    def signed(endpoint: str, purpose: Purpose) -> str:
        return absolute(endpoint, language, token=make_token(config.secret_key, purpose, account))

    match kind:
        case NoticeKind.CONFIRM_ADDRESS:
            link = signed("accounts.confirm", Purpose.CONFIRM)
        case NoticeKind.CHOOSE_PASSWORD:
            link = signed("accounts.choose_password", Purpose.PASSWORD)
        case _:
            link = absolute("accounts.sign_in", language)
    forgotten = absolute("accounts.forgotten", language)
    return text(language, TITLES[kind]), {"link": link, "forgotten": forgotten}


def _about_case(session: Session, notice: Notice, kind: NoticeKind, language: Language) -> tuple[str, dict[str, Any]]:
    complaint_id = notice.arguments["complaint_id"]
    case = cases_named(session, [complaint_id])[complaint_id]
    store = name_in(case.store_names, language.code)
    endpoint, values = address_of(notice, case)
    context: dict[str, Any] = {
        "title": text(language, TITLES[kind], number=_isolated(case.number), store=_isolated(store)),
        "next_step": text(language, NEXT_STEPS[kind]),
        "link": absolute(endpoint, language, **values),
    }
    context["masked"] = _masked(session, notice) if kind in MASKED else []
    if kind in RETURNED:
        context.update(_decision(session, notice, language))
    if kind in APPEALED:
        answered = appeal_answered_at(session, notice.arguments["post_id"], notice.created_at)
        context["answer"] = answered.answer if answered else ""
    if kind in REPORTED:
        context["note"] = report(session, notice.arguments["report_id"]).answer
    return text(language, TITLES[kind], number=case.number, store=store), context


def _decision(session: Session, notice: Notice, language: Language) -> dict[str, Any]:
    """What the author has to know: the reason, the moderator's words, and what the rules saw on which words."""
    post_id = notice.arguments["post_id"]
    post, decision = load_post(session, post_id), decision_at(session, post_id, notice.created_at)
    kind = post.kind if post else Kind.COMPLAINT
    what = text(language, KIND_LABELS[kind])
    if decision is None or decision.reason is None:
        return {"what": what, "reason": None, "advice": None, "note": "", "remarks": [], "appeal": None}
    decided_on = revision(session, decision.revision_id)
    return {
        "what": what,
        "reason": text(language, REASON_LABELS[decision.reason]),
        "advice": text(language, REASON_ADVICE[decision.reason]),
        "note": decision.note,
        "appeal": _appeal(session, decision, language),
        "remarks": _remarks(decided_on, kind, findings_of(session, [decided_on.id])[decided_on.id], language),
    }


def _appeal(session: Session, decision: Decision, language: Language) -> str | None:
    """Until when the author may appeal; of what one person has hidden, not before a second has confirmed it."""
    if decision.verdict is Verdict.REQUEST_CHANGES:
        return None
    hiding = open_hiding_of(session, decision.post_id)
    if hiding is not None and hiding.until is not None:
        return text(language, APPEAL_LATER, moment=moment(language, hiding.until), days=APPEAL_WITHIN.days)
    return text(language, APPEAL_UNTIL, moment=moment(language, decision.at + APPEAL_WITHIN))


def _masked(session: Session, notice: Notice) -> list[str]:
    """The author's words that were masked in the post that became public at this instant."""
    decision = decision_at(session, notice.arguments["post_id"], notice.created_at)
    if decision is None or decision.masked_body is None:
        return []
    own = revision(session, decision.revision_id)
    pairs = ((decision.masked_title or "", own.title), (decision.masked_body, own.body))
    return [_quoted(words) for new, old in pairs if new != old for words in masked_words(new, old)]


def _remarks(decided_on: Revision, kind: Kind, findings: Sequence[Finding], language: Language) -> list[Remark]:
    written = {"title": decided_on.title, "body": decided_on.body}
    return [
        Remark(
            rule_name(finding, language.code),
            explain(finding, language.code),
            _quoted(written[finding.field][finding.start : finding.end]),
            advice(finding, language.code, kind=kind),
        )
        for finding in findings
        if finding.severity is not Severity.PASS
    ]


def _quoted(words: str) -> str:
    return _isolated(shortened(" ".join(words.split()), MOST_WORDS_SHOWN))


def _isolated(words: str) -> str:
    """Keeps the direction of a name or number from disturbing the sentence around it, in plain text."""
    return f"\u2068{words}\u2069"


def _paragraphs(content: str) -> list[list[str]]:
    """The lines of each paragraph."""
    return [block.splitlines() for block in re.split(r"\n\s*\n", content.strip())]
