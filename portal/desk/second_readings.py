"""Second readings at the desk: a sample of decided texts, read blind; and where two readers differ."""

from werkzeug.wrappers import Response

from portal import clock, complaints, moderation
from portal.access import Permission, allowed
from portal.db import Session, StaleStateError, db
from portal.desk.facts import private_facts, public_facts
from portal.desk.findings import marked
from portal.desk.forms import SecondReadingForm
from portal.desk.hidings import all_moderators
from portal.desk.routes import routes
from portal.desk.undoing import post_name
from portal.desk.words import SEVERITY_LABELS, SEVERITY_TAGS, VERDICT_LABELS
from portal.language import N_, text
from portal.moderation import MAX_NOTE, REASON_LABELS, SecondReadingView, Verdict
from portal.web import (
    authorise,
    current_actor,
    current_language,
    flash,
    forget_kept_form,
    kept_fields,
    optional,
    page,
    see_other,
    writing,
)

KEPT = N_("Kept for the figures; the text stays as it was decided.")
READ_ALREADY = N_("Somebody else has read this meanwhile, so nothing was kept. What you wrote is still here.")


@routes.page("/desk/moderation/second-readings/", Permission.READ_DESK)
def second_readings() -> Response:
    session, language, actor = db.session(), current_language(), current_actor()
    moderators = all_moderators(session)
    waiting = moderation.waiting_second_readings(session, actor, moderators)
    differing = moderation.differing_readings(session, moderators) if allowed(actor, Permission.ADMINISTER) else []
    waiting = [one for one in waiting if allowed(actor, Permission.READ_AGAIN, one)]
    differing = [one for one in differing if allowed(actor, Permission.READ_SECOND_READING, one)]
    cases = complaints.cases_of_posts(session, [one.post_id for one in (*waiting, *differing)])
    names = {one.id: post_name(one.kind, cases.get(one.post_id), language) for one in (*waiting, *differing)}
    return page(
        "desk/second-readings.html",
        waiting=[(one, names[one.id]) for one in waiting],
        differing=[(one, names[one.id]) for one in differing],
        verdicts=VERDICT_LABELS,
        share=moderation.SAMPLED,
        is_moderator=allowed(actor, Permission.MODERATE),
        is_administrator=allowed(actor, Permission.ADMINISTER),
        indexed=False,
    )


@routes.page("/desk/moderation/second-readings/<int:reading_id>/", Permission.READ_DESK, methods=("GET", "POST"))
def second_reading(reading_id: int) -> Response:
    session = db.session()
    found = optional(moderation.load_second_reading(session, reading_id, all_moderators(session)))
    form = SecondReadingForm(data=kept_fields())
    if found.is_read and not form.is_submitted():
        authorise(Permission.READ_SECOND_READING, found)
        return _page(session, found, None)
    authorise(Permission.READ_AGAIN, found)
    if not form.is_submitted():
        return _page(session, found, form)
    if not form.validate():
        return _page(session, found, form, 422)
    return _read(found, form)


def _read(found: SecondReadingView, form: SecondReadingForm) -> Response:
    try:
        with writing() as session:
            moderation.read_again(
                session,
                current_actor(),
                clock.now(),
                reading_id=found.id,
                verdict=Verdict(form.verdict.data),
                reason=form.chosen_reason,
                note=form.note.data or "",
                moderators=found.moderators,
            )
            forget_kept_form(session)
    except StaleStateError:
        form.form_errors.append(text(current_language(), READ_ALREADY))
        return _page(db.session(), found, form, 409)
    flash(KEPT)
    return _to_next(found)


def _to_next(found: SecondReadingView) -> Response:
    waiting = moderation.waiting_second_readings(db.session(), current_actor(), found.moderators)
    allowed_ones = [one for one in waiting if allowed(current_actor(), Permission.READ_AGAIN, one)]
    if not allowed_ones:
        return see_other("desk.second_readings")
    return see_other("desk.second_reading", reading_id=allowed_ones[0].id)


def _page(session: Session, found: SecondReadingView, form: SecondReadingForm | None, status: int = 200) -> Response:
    """Blind: neither where the text stands, nor what came after it, nor a way to its case."""
    language = current_language()
    case = complaints.case_of_post(session, found.post_id)
    return page(
        "desk/second-reading.html",
        status=status,
        reading=found,
        name=post_name(found.kind, case, language),
        marked=marked(found, language),
        facts=public_facts(case, language) if case else [],
        private_facts=private_facts(case, language) if case and allowed(current_actor(), Permission.MODERATE) else [],
        verdicts=VERDICT_LABELS,
        reasons=REASON_LABELS,
        severities=SEVERITY_LABELS,
        severity_tags=SEVERITY_TAGS,
        form=form,
        max_note=MAX_NOTE,
        indexed=False,
    )
