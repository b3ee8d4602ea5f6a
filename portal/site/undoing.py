"""What the author has just said, and the way back from it: undo instead of a question beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.complaints import TAKEN_BACK_WITHIN, CaseView, Word, word_to_take_back
from portal.db import Session
from portal.language import N_, Language, text
from portal.web import path

SAID: Mapping[Word, str] = {
    Word.SOLVED: N_("Thank you. You said: solved. It is public and counts in the score of the store."),
    Word.NOT_SOLVED: N_("Thank you. You said: not solved. It is public and counts in the score of the store."),
    Word.REOPEN: N_("The case is open again, and the store is asked once more."),
    Word.GIVE_UP: N_("You have given the case up. It stays public, and you can open it again."),
}


@dataclass(frozen=True, slots=True)
class Undo:
    """A word that can still be taken back: what was said, where to send `said_at`, and until when."""

    said: str
    url: str
    said_at: str
    until: datetime


def undo_of(session: Session, case: CaseView, language: Language, now: datetime) -> Undo | None:
    last = word_to_take_back(session, case.id, now)
    if last is None or not case.is_public:
        return None
    return Undo(
        said=text(language, SAID[last.word]),
        url=path("site.take_back", language, number=case.number),
        said_at=last.at.isoformat(),
        until=last.at + TAKEN_BACK_WITHIN,
    )
