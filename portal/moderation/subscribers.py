"""What follows from what is sent in and decided: the rules read every version, a second reader some."""

from collections.abc import Sequence

from portal import clock
from portal.db import Session, transaction
from portal.events import Recorded, Subscriber
from portal.moderation.events import PostPublished, PostReturned, PostSubmitted
from portal.moderation.lessons import learned
from portal.moderation.likeness.operations import keep_sketch
from portal.moderation.likeness.queries import likenesses
from portal.moderation.likeness.rules import duplicate, sketch, words_of
from portal.moderation.operations import record_findings
from portal.moderation.queries import case_text, load_post
from portal.moderation.screening import screen
from portal.moderation.screening.dialect import dialect_of
from portal.moderation.second_readings.operations import draw_second_reading
from portal.moderation.second_readings.rules import DRAWN_WITHIN


def screening_of_submissions(accepted: Sequence[str]) -> Subscriber:
    """Follows what is sent in. The rules run outside the transaction that keeps their findings."""

    def handle(session: Session, batch: Sequence[Recorded]) -> None:
        for recorded in batch:
            if isinstance(recorded.event, PostSubmitted):
                _screen_post(session, recorded.event, accepted)

    return Subscriber("screening", handle, frozenset({PostSubmitted}), transactional=False)


def sampling_of_decisions(key: str) -> Subscriber:
    """Follows what takes effect, and puts a share of it before a second reader; `key` keeps the sample unforeseen."""

    def handle(session: Session, batch: Sequence[Recorded]) -> None:
        since = clock.now() - DRAWN_WITHIN
        for recorded in batch:
            if isinstance(recorded.event, PostPublished | PostReturned) and recorded.at >= since:
                draw_second_reading(session, key, recorded.event.post_id, recorded.at)

    return Subscriber("second-readings", handle, frozenset({PostPublished, PostReturned}), transactional=True)


def _screen_post(session: Session, event: PostSubmitted, accepted: Sequence[str]) -> None:
    post = load_post(session, event.post_id)
    if post is None or post.is_screened or post.revision_number != event.revision_number:
        return
    found = screen(
        post.body,
        kind=post.kind,
        title=post.title,
        accepted=accepted,
        case=case_text(session, post.subject),
        learned=learned(session, post.title, post.body),
    ).findings
    words = words_of(post.body)
    copied = duplicate(post.kind, len(post.body), likenesses(session, post, words))
    dialect = dialect_of(f"{post.title}\n{post.body}", post.language)
    with transaction() as writing:
        record_findings(writing, post.revision_id, [*found, *([copied] if copied else [])], clock.now(), dialect)
        keep_sketch(writing, post.id, sketch(words))
