"""Which words of a post are proposed to be masked."""

from portal.complaints import CaseView, contacts_of, staff_of
from portal.db import Session
from portal.moderation import MaskedPost, PostView, can_be_masked, masked_post


def proposed(session: Session, post: PostView, case: CaseView | None) -> MaskedPost:
    """The post with marks over what the rules found in it; names of staff get the numbers they have in the case."""
    has_any = case is not None and any(map(can_be_masked, post.findings))
    staff = staff_of(contacts_of(session, case.id)) if case and has_any else ()
    return masked_post(post.title, post.body, post.findings, post.language, staff=staff)
