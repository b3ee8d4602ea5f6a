"""What can be said instead of an accusation: what happened, with the dates of the case where they are known."""

from collections.abc import Mapping
from datetime import date

from portal.complaints import Nature
from portal.language import LANGUAGES, N_, text
from portal.language import date as day

_UNKNOWN = "…"
_WORDINGS: Mapping[Nature, str] = {
    Nature.LATE: N_("I paid on %(paid)s; by %(today)s nothing had arrived."),
    Nature.DAMAGED: N_("I paid on %(paid)s; what came was damaged, and by %(today)s it was not replaced."),
    Nature.NOT_AS_DESCRIBED: N_("I paid on %(paid)s; what came was not what the page describes."),
    Nature.MISSING_ITEMS: N_("I paid on %(paid)s; a part of it was missing, and by %(today)s it had not come."),
    Nature.PAYMENT_REFUND: N_("I paid on %(paid)s; by %(today)s I had not got the money back."),
    Nature.WARRANTY: N_("I bought it on %(paid)s; the warranty I was promised had not been honoured by %(today)s."),
    Nature.MISLEADING_PROMOTION: N_("The offer said …; when I paid on %(paid)s, it was …."),
    Nature.NO_SUPPORT: N_("Since %(paid)s I have asked … times; by %(today)s nobody had answered."),
    Nature.STAFF_CONDUCT: N_("On %(paid)s I was told: “…”."),
    Nature.ACCOUNT_SECURITY: N_(
        "On %(paid)s … was taken from my account; by %(today)s the store had not explained it."
    ),
}
_OF_A_STORE = N_("Our records show: on … we …. Please send us … so that we can check it.")


def factual_wording(nature: str | None, paid: date | None, today: date, written_in: str) -> str:
    """A sentence in the language of the post; what is not known is left open."""
    message = _WORDINGS.get(Nature(nature) if nature in set(Nature) else Nature.LATE, _WORDINGS[Nature.LATE])
    language = LANGUAGES[written_in]
    return text(language, message, paid=day(language, paid) if paid else _UNKNOWN, today=day(language, today))


def store_wording(written_in: str) -> str:
    """What a store can say instead: what its own records show, left open."""
    return text(LANGUAGES[written_in], _OF_A_STORE)
