"""How many cases hold a word, as the index in the database counts them."""

import time
from collections import Counter
from collections.abc import Collection
from functools import cache

from sqlalchemy import Select, Text, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from portal.db import Session
from portal.search.models import IndexedWord
from portal.search.vectors import LONGEST

REMEMBERED_FOR = 30.0
"""Seconds. So long a new number of cases may be passed over in saying how rare a word is."""
MOST_REMEMBERED = 20_000
"""Words, some 2 MB of them."""


def held(session: Session, words: Collection[str]) -> Counter[str]:
    """How many cases hold each of the words now; under the empty word, how many cases there are."""
    rows = session.connection().execute(_counted(), {"words": list({word[:LONGEST] for word in words})})
    return Counter(dict(rows.all()))


@cache
def _counted() -> Select[str, int]:
    named = IndexedWord.word == any_(bindparam("words", type_=ARRAY(Text)))
    return select(IndexedWord.word, IndexedWord.cases).where(named)


class RememberedWords:
    """The same as it was a moment ago, for what needs no more. A word that no case held is asked for each time."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._cases: dict[str, int] = {}
        self._until = time.monotonic() + REMEMBERED_FOR

    def held(self, session: Session, words: Collection[str]) -> Counter[str]:
        if time.monotonic() >= self._until or len(self._cases) > MOST_REMEMBERED:
            self.forget()
        # What other threads forget meanwhile is still known here.
        known = self._cases
        wanted = {word[:LONGEST] for word in words}
        if unknown := wanted - known.keys():
            known.update({word: cases for word, cases in held(session, unknown).items() if cases})
        return Counter({word: known[word] for word in wanted if word in known})
