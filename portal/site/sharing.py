"""The author of a case says which private facts the store may see, and sees when it looked."""

from collections.abc import Mapping

from werkzeug.wrappers import Response

from portal import clock, complaints
from portal.access import Permission
from portal.complaints import KNOWN_TO_SPEAK, PRIVATE_FACT_LABELS, CaseView, PrivateFact
from portal.db import db
from portal.language import N_, text
from portal.site.case_access import own_case
from portal.site.routes import routes
from portal.web import Form, Tick, current_actor, current_language, flash, page, see_other, writing

MOST_LOOKS = 100


class SharingForm(Form):
    """One box a private fact."""

    order_number = Tick(PRIVATE_FACT_LABELS[PrivateFact.ORDER_NUMBER])
    purchased_on = Tick(PRIVATE_FACT_LABELS[PrivateFact.PURCHASED_ON])
    amount = Tick(PRIVATE_FACT_LABELS[PrivateFact.AMOUNT])

    @property
    def boxes(self) -> Mapping[PrivateFact, Tick]:
        return {
            PrivateFact.ORDER_NUMBER: self.order_number,
            PrivateFact.PURCHASED_ON: self.purchased_on,
            PrivateFact.AMOUNT: self.amount,
        }


@routes.page("/complaints/<number>/sharing", Permission.FOLLOW_OWN_CASE, methods=("GET", "POST"))
def sharing(number: str) -> Response:
    found = own_case(number, Permission.FOLLOW_OWN_CASE)
    shown = complaints.shared_facts(db.session(), found.id)
    form = SharingForm(data={fact.replace("-", "_"): fact in shown for fact in PrivateFact})
    if not form.validate_on_submit():
        return _page(found, form)
    chosen = [fact for fact in _told(found) if form.boxes[fact].data]
    with writing() as session:
        complaints.share(session, current_actor(), clock.now(), case=found, facts=chosen)
    flash(N_("Saved."))
    return see_other("site.sharing", number=found.number)


def _page(found: CaseView, form: SharingForm) -> Response:
    language = current_language()
    return page(
        "site/sharing.html",
        case=found,
        form=form,
        boxes=[form.boxes[fact] for fact in _told(found)],
        looks=[
            (text(language, PRIVATE_FACT_LABELS[look.fact]), look.at)
            for look in complaints.looks_at(db.session(), found.id, MOST_LOOKS)
        ],
        days=KNOWN_TO_SPEAK.days,
        indexed=False,
        status=422 if form.errors or form.form_errors else 200,
    )


def _told(found: CaseView) -> list[PrivateFact]:
    """The private facts this case has."""
    values = (found.order_number, found.purchased_on, found.amount)
    return [fact for fact, value in zip(PrivateFact, values, strict=True) if value is not None]
