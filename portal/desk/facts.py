"""The facts of a case as pairs of label and value: those everybody sees, and the private ones."""

from portal.complaints import NATURE_LABELS, PRIVATE_FACT_LABELS, WANTED_LABELS, CaseView, PrivateFact
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
    """What the author told for the moderators, and for the store where shared."""
    return [fact_of(case, fact, language) for fact in PrivateFact]


def fact_of(case: CaseView, fact: PrivateFact, language: Language) -> tuple[str, str | None]:
    """One private fact with its label."""
    told = {
        PrivateFact.ORDER_NUMBER: case.order_number,
        PrivateFact.PURCHASED_ON: date(language, case.purchased_on) if case.purchased_on else None,
        PrivateFact.AMOUNT: _amount(case, language),
    }
    return text(language, PRIVATE_FACT_LABELS[fact]), told[fact]


def _amount(case: CaseView, language: Language) -> str | None:
    if case.amount is None:
        return None
    return money(language, case.amount, case.currency) if case.currency else digits(language, case.amount)
