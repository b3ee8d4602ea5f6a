"""The one statement in which PostgreSQL finds, narrows, counts and ranks.

All that hits are counted by is kept in the index itself; what was hidden and the index has yet to hear of is named, and
is in no total and no facet. The question comes as a list of queries, looked at one after the other until enough is
found: the question itself, or where very many cases hold its words, that of each span of time, the latest first. Such
a span is a token too, so that of common words only its postings are read. The planner sees neither the words nor how
rare they are, and cannot choose to walk through all cases by their dates instead.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, reduce
from heapq import nlargest
from operator import add, itemgetter
from typing import Any

from sqlalchemy import (
    CTE,
    JSON,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Date,
    DateTime,
    Float,
    Row,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal,
    literal_column,
    null,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, REAL, TSQUERY

from portal.complaints import CaseFilter, State
from portal.db import Session
from portal.search.engine import RANKED, RANKED_OF_MORE, SPELLED, Asked, Sort, Sought, rarity
from portal.search.models import IndexedCase
from portal.search.vectors import LONGEST, quoted

SHAPES = 128
"""Kinds of questions of which the statement is kept: by what they are narrowed to, and ordered and ranked by."""
MOST_RANKING = 64
"""Words, in either form, that a document is ranked by: of more, the rarest."""
HIT = "hit"
Shape = tuple[int, int]
"""Stems and spelled words by which is ranked."""
FACETS = {"15": "store", "23": "category", "27": "state", "29": "language", "30": "day"}
"""What is counted, by the kind of its rows: in GROUPING's number the bit of each other one is set."""
_DEPTH = bindparam("depth", type_=BigInteger)
_WEIGHTS = (0.3, 0.3, 0.3, 1.0)
"""Of a word in the text, twice unused, and of one in the title."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The queries to be looked at in turn, none where nothing can be found. `is_endless`: there are more than enough
    cases, however many are hidden. `held` tells how many of the `size` cases hold a word that is sought.
    """

    queries: Sequence[str] = ()
    is_endless: bool = False
    held: Mapping[str, int] = field(default_factory=dict)
    size: int = 0

    def rarity(self, word: str) -> float:
        return rarity(self.held.get(word[:LONGEST], 0), self.size)


def page(
    session: Session,
    asked: Asked,
    plan: Plan,
    gone: Collection[int],
    now: datetime,
    *,
    depth: int,
    limit: int,
    offset: int,
) -> Sequence[Row[Any]]:
    """Rows of kind, case, rank and counts: the page of hits with their ranks, then for each facet how many of the first
    `depth` matches have which value.
    """
    weighed = _weighed(asked.sought, plan)
    statement = _page(asked.narrowed, asked.zone, _sort(asked.sort, asked.sought), weighed.shape)
    values = {"gone": gone, "now": now, "limit": limit, "offset": offset}
    return session.execute(statement, _asked(plan, depth) | weighed.values | values).all()


def matches(session: Session, sought: Sought, plan: Plan, depth: int) -> Sequence[Row[Any]]:
    """Ids and ranks of the first so many that the index finds, whatever the database says of them."""
    sort = _sort(Sort.NEWEST if sought.newest else Sort.RELEVANCE, sought)
    weighed = _weighed(sought, plan)
    return session.execute(_matches(sort, weighed.shape), _asked(plan, depth) | weighed.values).all()


def _sort(sort: Sort, sought: Sought) -> Sort:
    return Sort.NEWEST if sort is Sort.RELEVANCE and not sought.ranking else sort


def _asked(plan: Plan, depth: int) -> dict[str, Any]:
    return {"queries": list(plan.queries), "depth": depth, "few": RANKED, "first": RANKED_OF_MORE}


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The words by which a document is ranked, each with what it counts: stems, and words as they were spelled."""

    stems: Sequence[tuple[str, float]]
    written: Sequence[tuple[str, float]]

    @property
    def shape(self) -> Shape:
        return len(self.stems), len(self.written)

    @property
    def values(self) -> dict[str, Any]:
        return {
            name: value
            for vector, words in (("tokens", self.stems), ("written", self.written))
            for number, (word, counts) in enumerate(words)
            for name, value in zip(_names(vector, number), (quoted(word), counts), strict=True)
        }


def _weighed(sought: Sought, plan: Plan) -> _Weighed:
    return _Weighed(
        _rarest((stem, plan.rarity(stem)) for stem in sought.ranking),
        _rarest((word, SPELLED * plan.rarity(stem)) for word, stem in sought.written.items()),
    )


def _rarest(words: Iterable[tuple[str, float]]) -> Sequence[tuple[str, float]]:
    return nlargest(MOST_RANKING, words, key=itemgetter(1))


def _names(vector: str, number: int) -> tuple[str, str]:
    """Of the values for a word: itself, and what it counts."""
    return f"{vector}_{number}", f"{vector}_{number}_counts"


@lru_cache(maxsize=SHAPES)
def _page(narrowed: CaseFilter, zone: str, sort: Sort, shape: Shape) -> CompoundSelect[Any]:
    # To write it down takes longer than to find a rare word.
    found = _found(narrowed, zone)
    page = _ordered(found, sort, shape).limit(bindparam("limit")).offset(bindparam("offset")).subquery("page")
    nothing = cast(null(), JSON).label("counts")
    hits = select(literal(HIT).label("kind"), page.c.case_id, page.c.rank, nothing)
    return union_all(hits, _counted(found))


@lru_cache(maxsize=SHAPES)
def _matches(sort: Sort, shape: Shape) -> Select[Any] | CompoundSelect[Any]:
    return _ordered(select(_matching(true())).limit(_DEPTH).cte("found"), sort, shape)


def _matching(condition: ColumnElement[bool], *columns: Any) -> Subquery:
    """The cases that each query finds, the newest first; `place` is where the row lies."""
    # Read once: a phrase is held against each document that has its words.
    listed = func.unnest(cast(bindparam("queries", type_=ARRAY(String)), ARRAY(TSQUERY)))
    asked = listed.table_valued(column("query", TSQUERY), name="asked").render_derived()
    found = (
        select(IndexedCase.case_id, IndexedCase.opened_at, literal_column("indexed_case.ctid").label("place"), *columns)
        .where(condition, IndexedCase.tokens.bool_op("@@")(asked.c.query))
        .order_by(IndexedCase.opened_at.desc(), IndexedCase.case_id.desc())
        # Keeps the planner from making one of the two.
        .offset(0)
        .lateral("match")
    )
    return select(*found.c).select_from(asked).join(found, true()).subquery("matches")


def _found(narrowed: CaseFilter, zone: str) -> CTE:
    state = _state(bindparam("now", type_=DateTime(timezone=True)))
    conditions = [*_narrowed(narrowed, state), IndexedCase.case_id.not_in(bindparam("gone", expanding=True))]
    kept = (IndexedCase.language, IndexedCase.store_id, IndexedCase.category, IndexedCase.answered_at)
    match = _matching(and_(*conditions), *kept, state.label("state"))
    day = cast(func.timezone(zone, match.c.opened_at), Date).label("day")
    return select(match, day).limit(_DEPTH).cte("found").prefix_with("MATERIALIZED")


def _state(now: ColumnElement[datetime]) -> ColumnElement[str]:
    """The state a reader sees: what `state_of` says of the case, as far as the index has heard of it."""
    return case((IndexedCase.silent_at <= now, literal(State.SILENT.value)), else_=IndexedCase.progress)


def _narrowed(narrowed: CaseFilter, state: ColumnElement[str]) -> Iterator[ColumnElement[bool]]:
    """What the filter asks beside the nature of a case, which is among its tokens."""
    if narrowed.store_id is not None:
        yield IndexedCase.store_id == narrowed.store_id
    if narrowed.category:
        yield IndexedCase.category == narrowed.category
    if narrowed.language:
        yield IndexedCase.language == narrowed.language
    if narrowed.state:
        yield state == narrowed.state.value
    if narrowed.since:
        yield IndexedCase.opened_at >= narrowed.since
    if narrowed.before:
        yield IndexedCase.opened_at < narrowed.before


def _ordered(found: CTE, sort: Sort, shape: Shape) -> Select[Any] | CompoundSelect[Any]:
    """Ids and ranks in the order asked for. What is found lies in it newest first already, and stays so in parts of it:
    to sort ten thousand takes longer than to rank those that are.
    """
    unranked = select(found.c.case_id, cast(literal(0), Float).label("rank"))
    if sort is Sort.LONGEST_UNANSWERED:
        return unranked.order_by(found.c.answered_at.nulls_first(), found.c.opened_at, found.c.case_id)
    if sort is Sort.NEWEST:
        return unranked
    are_few = func.count() <= bindparam("few")
    counted = select(case((are_few, bindparam("few")), else_=bindparam("first")).label("number")).select_from(found)
    looked_at = select(counted.cte("counted_first").c.number).scalar_subquery()
    first = select(found.c.case_id, found.c.opened_at, found.c.place).limit(looked_at).subquery("first")
    # By its place a row is reached at once; in one statement it stays there.
    place = literal_column("indexed_case.ctid") == first.c.place
    document = select(IndexedCase.tokens, IndexedCase.written).where(place).offset(0).lateral("of_first")
    scores = select(first, _rank(document, shape).label("rank")).join(document, true()).subquery("scores")
    best = select(scores.c.case_id, scores.c.rank).order_by(
        scores.c.rank.desc(), scores.c.opened_at.desc(), scores.c.case_id.desc()
    )
    return union_all(best.limit(looked_at), unranked.offset(looked_at))


def _rank(document: Any, shape: Shape) -> ColumnElement[float]:
    """The sum of what each word counts, by how rare it is and where it stands; the shorter the document the more.

    Each word is a term of it: to read them from a list again for each document takes three times as long.
    """
    length = 1 + func.ln(func.length(document.c.tokens) + 1, type_=Float)
    each = (
        _counting(document.c[vector], *_names(vector, number))
        for vector, words in zip(("tokens", "written"), shape, strict=True)
        for number in range(words)
    )
    none: ColumnElement[float] = cast(literal(0), Float)
    return reduce(add, each, none) / length


def _counting(vector: ColumnElement[Any], word: str, counts: str) -> ColumnElement[float]:
    weights = cast(literal(list(_WEIGHTS), ARRAY(REAL)), ARRAY(REAL))
    said = cast(bindparam(word, type_=TSQUERY), TSQUERY)
    return bindparam(counts, type_=Float) * func.ts_rank(weights, vector, said, type_=Float)


def _counted(found: CTE) -> Select[Any]:
    """A row for each facet, with all its counts as one value: to read a thousand rows takes as long as to find them."""
    values = [found.c.store_id, found.c.category, found.c.state, found.c.language, found.c.day]
    each = [cast(value, String) for value in values]
    kind = cast(func.grouping(*values), String).label("kind")
    number = func.count().label("number")
    counted = (
        select(kind, func.coalesce(*each).label("value"), number)
        .group_by(func.grouping_sets(*map(tuple_, values)))
        .subquery("counted")
    )
    counts = func.json_object_agg(counted.c.value, counted.c.number, type_=JSON)
    return select(counted.c.kind, cast(null(), BigInteger), cast(null(), Float), counts).group_by(counted.c.kind)
