"""Who took a public text down, as everybody may know it."""

from portal.access import Role
from portal.language import N_, Language, moment, text
from portal.moderation import HidingTrace

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
