"""The private facts a shopper lets the store see: opened by a press, so that the author knows when."""

from werkzeug.wrappers import Response

from portal import clock, complaints
from portal.access import Permission
from portal.complaints import KNOWN_TO_SPEAK, CaseView, PrivateFact
from portal.db import Session, db
from portal.desk.facts import Facts, fact_of
from portal.desk.forms import OpenForm
from portal.desk.routes import routes
from portal.language import Language
from portal.web import NotFoundError, authorise, current_actor, current_language, optional, page, see_other, writing


@routes.page("/desk/stores/<slug>/cases/<number>/facts", Permission.WORK_FOR_STORE, methods=("GET", "POST"))
def shared_facts(slug: str, number: str) -> Response:
    """Asks on GET, opens on POST; what the shopper has ticked meanwhile is what is shown."""
    case = optional(complaints.case_by_number(db.session(), number))
    if case.store_slug != slug or not case.is_public:
        raise NotFoundError
    authorise(Permission.REPLY_FOR_STORE, case)
    now, actor = clock.now(), current_actor()
    if not complaints.may_open_shared(db.session(), actor, now, case):
        return see_other("desk.reply", slug=slug, number=number)
    form = OpenForm()
    if not form.validate_on_submit():
        return page("desk/shared-facts.html", case=case, form=form, facts=[], indexed=False, status=_status(form))
    with writing() as session:
        opened = complaints.open_shared(session, actor, now, case=case)
    facts = _opened(case, opened, current_language())
    return page("desk/shared-facts.html", case=case, form=form, facts=facts, indexed=False)


def offer(session: Session, case: CaseView) -> tuple[int, int | None]:
    """How many facts the shopper shows, and, for one who may not open them yet, after how many days somebody may."""
    shown = len(complaints.shared_facts(session, case.id))
    may = complaints.may_open_shared(session, current_actor(), clock.now(), case)
    return shown, None if may else KNOWN_TO_SPEAK.days


def _status(form: OpenForm) -> int:
    return 422 if form.form_errors else 200


def _opened(case: CaseView, opened: frozenset[PrivateFact], language: Language) -> Facts:
    return [fact_of(case, fact, language) for fact in PrivateFact if fact in opened]
