"""The facts of a case as pairs of label and value: those everybody sees, and the private ones."""

from portal.complaints import NATURE_LABELS, WANTED_LABELS, CaseView
from portal.language import Language, date, digits, money, text
from portal.web import current_branding

Facts = list[tuple[str, str | None]]


def public_facts(case: CaseView, language: Language) -> Facts:
    return [
        (text(language, "What went wrong"), text(language, NATURE_LABELS[case.nature])),
        (text(language, "Kind of goods"), current_branding().category_name(case.category, language)),
        (text(language, "Product"), case.product),
        (text(language, "Seller"), case.seller),
        (text(language, "What the shopper wants"), text(language, WANTED_LABELS[case.wanted]) if case.wanted else None),
    ]


def private_facts(case: CaseView, language: Language) -> Facts:
    """What the author told for the store and the moderators alone."""
    return [
        (text(language, "Order number"), case.order_number),
        (text(language, "Date of purchase"), date(language, case.purchased_on) if case.purchased_on else None),
        (text(language, "Amount"), _amount(case, language)),
    ]


def _amount(case: CaseView, language: Language) -> str | None:
    if case.amount is None:
        return None
    return money(language, case.amount, case.currency) if case.currency else digits(language, case.amount)
