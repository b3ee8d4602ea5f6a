"""The index in the database itself, where that is PostgreSQL: tokens of the portal's own analyzer in a `tsvector`.

An update belongs to the transaction in which the cursor moves, so the index never differs from what was delivered.
Beside each token stands how many cases hold it: that tells which words are so common that not all their cases are
looked at, and what a slip may have been meant for.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from math import prod

from sqlalchemy import Text, delete, exists, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import DataError, InternalError, ProgrammingError

from portal.complaints import CaseFilter
from portal.db import MARK, Session, db
from portal.moderation import Kind, Post, visible
from portal.search.documents import Document
from portal.search.engine import (
    BEGUN,
    CAP,
    KEPT,
    RANKED,
    RANKED_OF_MORE,
    SEVERAL,
    Asked,
    Counts,
    Hits,
    IndexUnavailableError,
    Matches,
    Sort,
    Sought,
)
from portal.search.finding import BY_REST, BY_STORE, HIT, Plan, matches, page
from portal.search.held import RememberedWords, held
from portal.search.models import IndexedCase, IndexedWord
from portal.search.swapping import build
from portal.search.vectors import LONGEST, PARTS, SIGNS, groups, month, quoted, row, wanted, words_of
from portal.text import Vocabulary

COMMON = 2 * CAP
"""A word that so many cases hold is looked for in one span of time after the other, and for no more than a page."""
COMMON_TOGETHER = CAP
"""The same where so many are likely to hold all words: as many again often do, for one word goes with another."""
BEFORE_ALL = "0"
"""The place of a year that began before those that are counted."""
IN_PARTS = 3
"""The latest months, which are looked through a part at a time: a page of a very common word is found in the first."""


class PostgreSQLEngine:
    """The index of one installation; all that the process keeps of it, for a while, is which words are how common."""

    name = "search-postgresql"
    is_transactional = True
    keeps_standing = True
    serves: int | None = None

    def __init__(self) -> None:
        self._vocabulary: tuple[float, Vocabulary] | None = None
        self._words = RememberedWords()

    def search(self, sought: Sought) -> Matches:
        """Cases that hold what is sought, `RANKED` at most: the newest, of which the most relevant may come first."""
        with _reading(db.session()) as session:
            plan = _plan(session, self._words, Asked(sought, CaseFilter()))
            rows = matches(session, sought, plan, RANKED) if plan.queries else []
        return Matches([row.case_id for row in rows], [row.rank for row in rows], len(rows) == RANKED)

    def page(self, session: Session, asked: Asked, now: datetime, limit: int, offset: int) -> Hits:
        """A page of those that are public now and let through by the filter.

        Up to `CAP` the total and all counts are exact. Of the cases of a very common word `RANKED` are counted.
        """
        with _reading(session):
            plan = _plan(session, self._words, asked)
            if not plan.queries:
                return Hits({}, 0, total_is_floor=False, counts=Counts())
            depth = min(CAP, max(RANKED, offset + limit)) if plan.is_endless else CAP
            rows = page(session, self.name, asked, plan, now, depth=depth, limit=limit, offset=offset)
        scores = {row.case_id: row.rank for row in rows if row.kind == HIT}
        counts = _counts({row.kind: row.counts for row in rows if row.kind != HIT}, asked.years)
        is_floor = plan.is_endless or counts.total >= CAP
        total = CAP if is_floor else counts.total
        is_partly_ranked = asked.sort is Sort.RELEVANCE and total > RANKED
        return Hits(scores, total, is_floor, counts, RANKED_OF_MORE if is_partly_ranked else None)

    def is_sound(self) -> bool:
        """Whether there are tables, they can be read, and they are not empty where there are public cases."""
        try:
            with _reading(db.session()) as session:
                session.execute(select(IndexedCase.case_id, IndexedCase.tokens, IndexedCase.written).limit(1))
                return bool(held(session, [""])[""]) or not _has_cases(session)
        except IndexUnavailableError:
            return False

    def size(self) -> int:
        """How many cases are indexed. Raises IndexUnavailableError."""
        with _reading(db.session()) as session:
            return held(session, [""])[""]

    def knows(self, word: str) -> bool:
        """Whether any document holds the word."""
        with _reading(db.session()) as session:
            return held(session, [word])[word] > 0

    def beginning(self, letters: str) -> Sequence[str]:
        """Words that begin so, `BEGUN` at most, the commonest first."""
        begun = select(IndexedWord.word).where(IndexedWord.word.startswith(letters, autoescape=True))
        with _reading(db.session()) as session:
            return session.scalars(begun.order_by(IndexedWord.cases.desc(), IndexedWord.word).limit(BEGUN)).all()

    def vocabulary(self) -> Vocabulary:
        """The words that several documents hold, each with their number; of a large index those of minutes ago."""
        now = time.monotonic()
        if self._vocabulary is None or self._vocabulary[0] <= now:
            with _reading(db.session()) as session:
                counted = session.execute(
                    select(IndexedWord.word, IndexedWord.cases).where(IndexedWord.cases >= SEVERAL)
                )
                made = Vocabulary({word: cases for word, cases in counted if word and word[0] not in SIGNS})
            took = time.monotonic() - now
            self._vocabulary = now + took * KEPT - 1, made
        return self._vocabulary[1]

    def update(self, documents: Collection[Document], removed: Collection[int]) -> None:
        """Takes documents in, in place of earlier ones of the same case, and others out, in the present transaction."""
        self._words.forget()
        session = db.session()
        touched = [*(document.id for document in documents), *removed]
        try:
            changes = _taken_out(session, touched)
            if documents:
                session.execute(insert(IndexedCase), [row(document) for document in documents])
            changes.update(word for document in documents for word in words_of(document))
            changes[""] += len(documents)
            _count(session, changes)
        except (DataError, InternalError, ProgrammingError) as error:
            raise IndexUnavailableError(str(error.orig)) from error

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Builds the tables anew beside the present ones and swaps them in; returns how many documents they hold."""
        count = build(documents)
        self.forget()
        return count

    def forget(self) -> None:
        """Lets go of the vocabulary, and of how many cases hold a word."""
        self._vocabulary = None
        self._words.forget()


def _plan(session: Session, words: RememberedWords, asked: Asked) -> Plan:
    sought = asked.sought
    each = groups(sought)
    cases = words.held(session, ["", *chain.from_iterable(each), *sought.ranking, *sought.written.values()])
    plan = Plan(held=cases, size=cases[""])
    if not plan.size and _has_cases(session):
        raise IndexUnavailableError("it has not been built yet")
    likely = _likely(plan.size, [sum(cases[word[:LONGEST]] for word in group) for group in each])
    if not likely:
        return plan
    query = wanted(sought)
    if query and likely < (COMMON if len(each) == 1 else COMMON_TOGETHER):
        return replace(plan, queries=[query])
    narrowed = asked.narrowed
    is_plain = len(each) == 1 and not (sought.without or narrowed.state or narrowed.language)
    is_endless = is_plain and narrowed.since is None and narrowed.before is None
    spans = _spans(session, narrowed, in_parts=IN_PARTS if is_endless else 0)
    return replace(
        plan, queries=[" & ".join(filter(None, (query, quoted(span)))) for span in spans], is_endless=is_endless
    )


def _likely(size: int, held: Sequence[int]) -> float:
    """How many of the cases hold one word of each group, if one says nothing of another; 0 where none can."""
    return size * prod(min(1.0, count / size) for count in held) if size else 0.0


def _spans(session: Session, narrowed: CaseFilter, in_parts: int) -> list[str]:
    """Spans of time in which cases were opened, the latest first, as tokens: parts of so many months, then months."""
    first, last = session.execute(select(func.min(IndexedCase.opened_at), func.max(IndexedCase.opened_at))).one()
    first, last = max(first, narrowed.since or first), min(last, narrowed.before or last)
    begun = [
        datetime(year, number, 1, tzinfo=UTC) for year in range(first.year, last.year + 1) for number in range(1, 13)
    ]
    months = [month(at) for at in reversed(begun) if month(first) <= month(at) <= month(last)]
    recent = [f"{one}.{part}" for one in months[:in_parts] for part in reversed(range(PARTS))]
    return [*recent, *months[in_parts:]]


def _has_cases(session: Session) -> bool:
    return bool(session.scalar(select(exists().where(Post.kind == Kind.COMPLAINT, visible()))))


def _taken_out(session: Session, case_ids: Sequence[int]) -> Counter[str]:
    """Takes the cases out; returns by how much that changes the number of cases of each token."""
    gone = delete(IndexedCase).where(IndexedCase.case_id.in_(case_ids))
    rows = session.scalars(gone.returning(func.tsvector_to_array(IndexedCase.tokens, type_=ARRAY(Text)))).all()
    changes = Counter({"": -len(rows)})
    for words in rows:
        changes.subtract(words)
    return changes


def _count(session: Session, changes: Mapping[str, int]) -> None:
    changed = [(word, change) for word, change in changes.items() if change]
    if not changed:
        return
    statement = upsert(IndexedWord)
    counted = statement.on_conflict_do_update(
        index_elements=[IndexedWord.word], set_={"cases": IndexedWord.cases + statement.excluded.cases}
    )
    session.execute(counted, [{"word": word, "cases": change} for word, change in changed])
    fewer = [word for word, change in changed if change < 0]
    session.execute(delete(IndexedWord).where(IndexedWord.cases <= 0, IndexedWord.word.in_(fewer)))


def _counts(by_kind: Mapping[str, Mapping[str, int] | None], years: Sequence[datetime]) -> Counts:
    """What was counted of stores, and of all else together, added up for each of it."""
    categories, states, languages, begun = (defaultdict[str, int](int) for _ in range(4))
    for marked, count in (by_kind[BY_REST] or {}).items():
        category, state, language, year = marked.split(MARK)
        categories[category] += count
        states[state] += count
        languages[language] += count
        begun[year] += count
    return Counts(
        stores={int(store): count for store, count in (by_kind[BY_STORE] or {}).items()},
        categories=categories,
        states=states,
        languages=languages,
        years={years[int(place) - 1].date(): count for place, count in begun.items() if place != BEFORE_ALL},
    )


@contextmanager
def _reading(session: Session) -> Iterator[Session]:
    """Whatever is wrong with the tables becomes one error, and leaves the session as one that can be used."""
    try:
        yield session
    except (DataError, InternalError, ProgrammingError) as error:
        session.rollback()
        raise IndexUnavailableError(str(error.orig).splitlines()[0]) from error
