"""Who took a public text down or masked words of it, as everybody may know it: roles, never names."""

from datetime import datetime

from portal.access import Role
from portal.language import N_, Language, date, moment, text
from portal.moderation import HidingTrace

MASKED = N_("On %(day)s a moderator masked words here: personal data, names, or what harms somebody.")
WAITS_FOR_A_SECOND = N_("A moderator; it returns on %(moment)s unless a second person confirms.")


def by_whom(trace: HidingTrace | None, language: Language) -> str | None:
    """Who took a text down: roles, never names; and until when, where a second person has not confirmed it yet."""
    if trace is None:
        return None
    if trace.until is not None:
        return text(language, WAITS_FOR_A_SECOND, moment=moment(language, trace.until))
    if trace.confirmed_as is Role.ADMINISTRATOR:
        return text(language, "A moderator; an administrator confirmed it.")
    return text(language, "A moderator; a second moderator confirmed it.")


def masked_remark(masked_at: datetime | None, language: Language) -> str | None:
    """What stands beside a public text of which words were masked."""
    return None if masked_at is None else text(language, MASKED, day=date(language, masked_at))
