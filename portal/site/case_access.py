"""Loading a case for a page: what somebody may not see does not exist for them."""

from portal.access import ForbiddenError, Permission, allowed
from portal.complaints import CaseView, case_by_number, read_number, subject_of
from portal.db import db
from portal.moderation import PostView, Visibility, load_post
from portal.web import NotFoundError, current_actor, optional


def find_case(typed: str) -> CaseView:
    """The case of a number, however it was typed. Raises NotFoundError, also where the check sign is wrong."""
    return optional(case_by_number(db.session(), optional(read_number(typed))))


def readable_case(typed: str) -> CaseView:
    """The case, if this reader may know of it: strangers to one that was never public learn nothing."""
    case = find_case(typed)
    if not may_read(case) and not was_taken_down(case):
        raise NotFoundError
    return case


def own_case(typed: str, permission: Permission) -> CaseView:
    """A case of the reader's own, on which they may now do this."""
    case = readable_case(typed)
    if not allowed(current_actor(), permission, case):
        raise ForbiddenError(permission)
    return case


def own_post(case: CaseView, post_id: int) -> PostView:
    """A post in this case by this reader. To everybody else it does not exist."""
    post = optional(load_post(db.session(), post_id))
    if post.subject != subject_of(case.id) or not allowed(current_actor(), Permission.REVISE_POST, post):
        raise NotFoundError
    return post


def may_read(case: CaseView) -> bool:
    return allowed(current_actor(), Permission.READ_CASE, case)


def was_taken_down(case: CaseView) -> bool:
    """Whether it was public once: of such a case a trace stays."""
    return case.visibility is Visibility.HIDDEN and case.published_at is not None
