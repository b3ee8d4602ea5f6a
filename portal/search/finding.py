"""The one statement in which PostgreSQL finds, narrows, counts and ranks.

All that hits are counted by is kept in the index itself; what was hidden and the index has yet to hear of is asked of
the database, and is in no total and no facet. The question comes as a list of queries, looked at one after the other
until enough is found: the question itself, or where very many cases hold its words, that of each span of time, the
latest first. Such a span is a token too, so that of common words only its postings are read. The planner sees neither
the words nor how rare they are, and cannot choose to walk through all cases by their dates instead.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    DateTime,
    Float,
    Row,
    Select,
    String,
    and_,
    any_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, REAL, TSQUERY

from portal.complaints import CaseFilter, State
from portal.db import MARK, Session
from portal.search.documents import hidden_of_late
from portal.search.engine import RANKED, RANKED_OF_MORE, SPELLED, STORES, Asked, Sort, Sought, rarity
from portal.search.models import IndexedCase
from portal.search.vectors import LONGEST, quoted

SHAPES = 128
"""Kinds of questions of which the statement is kept: by what they are narrowed to, and ordered and ranked by."""
MOST_RANKING = 64
"""Words, in either form, that a document is ranked by: of more, the rarest."""
HIT, BY_STORE, BY_REST = "hit", "store", "rest"
Shape = tuple[int, int]
"""Stems and spelled words by which is ranked."""
_DEPTH = bindparam("depth", type_=BigInteger)
_INSTANT = DateTime(timezone=True)
_WEIGHTS = literal_column("'{0.3, 0.3, 0.3, 1}'::real[]", ARRAY(REAL))
"""Of a word in the text, twice unused, and of one in the title."""
_PLACE: ColumnElement[Any] = literal_column("indexed_case.ctid")
_NONE: ColumnElement[Any] = literal_column("0.0::float", Float)


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
    name: str,
    asked: Asked,
    plan: Plan,
    now: datetime,
    *,
    depth: int,
    limit: int,
    offset: int,
) -> Sequence[Row[Any]]:
    """Rows of kind, case, rank and counts: the page of hits with their ranks, then for each facet how many of the first
    `depth` matches have which value. `name` is that of the index.
    """
    weighed = _weighed(asked.sought, plan)
    statement = _page(name, asked.narrowed, _sort(asked.sort, asked.sought), weighed.shape)
    values = {"stores": STORES, "now": now, "years": _listed(asked.years), "limit": limit, "offset": offset}
    # Of the connection, here and below: a session takes as long again, and there is nothing it could know of the rows.
    return session.connection().execute(statement, _asked(plan, depth) | weighed.values | values).all()


def matches(session: Session, sought: Sought, plan: Plan, depth: int) -> Sequence[Row[Any]]:
    """Ids and ranks of the first so many that the index finds, whatever the database says of them."""
    sort = _sort(Sort.NEWEST if sought.newest else Sort.RELEVANCE, sought)
    weighed = _weighed(sought, plan)
    return session.connection().execute(_matches(sort, weighed.shape), _asked(plan, depth) | weighed.values).all()


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


@lru_cache
def _listed(instants: tuple[datetime, ...]) -> str:
    # As one value: each of forty is given a type and written down anew.
    return f"{{{','.join(at.isoformat() for at in instants)}}}"


@lru_cache(maxsize=SHAPES)
def _page(name: str, narrowed: CaseFilter, sort: Sort, shape: Shape) -> CompoundSelect[Any]:
    # To write it down takes longer than to find a rare word.
    found = _found(name, narrowed)
    page = _ordered(found, sort, shape).limit(bindparam("limit")).offset(bindparam("offset")).subquery("page")
    nothing = cast(null(), JSON).label("counts")
    hits = select(_constant(HIT).label("kind"), page.c.case_id, page.c.rank, nothing)
    return union_all(hits, _counted(found))


@lru_cache(maxsize=SHAPES)
def _matches(sort: Sort, shape: Shape) -> Select[Any] | CompoundSelect[Any]:
    return _ordered(_matching(true()).cte("found"), sort, shape)


def _matching(condition: ColumnElement[bool], *columns: Any) -> Select[Any]:
    """The first of the cases that each query finds, the newest first; `place` is where the row lies."""
    # Read once: a phrase is held against each document that has its words.
    queries = select(cast(bindparam("queries", type_=ARRAY(String)), ARRAY(TSQUERY))).scalar_subquery()
    listed = func.unnest(queries)
    asked = listed.table_valued(column("query", TSQUERY), name="asked").render_derived()
    found = (
        select(IndexedCase.case_id, IndexedCase.opened_at, _PLACE.label("place"), *columns)
        .where(condition, IndexedCase.tokens.bool_op("@@")(asked.c.query))
        .order_by(IndexedCase.opened_at.desc(), IndexedCase.case_id.desc())
        # Keeps the planner from making one of the two.
        .offset(0)
        .lateral("match")
    )
    return select(*found.c).select_from(asked).join(found, true()).limit(_DEPTH)


def _constant(named: str) -> ColumnElement[str]:
    return literal_column(f"'{named}'", String)


def _found(name: str, narrowed: CaseFilter) -> CTE:
    state = _state(bindparam("now", type_=_INSTANT))
    conditions = [*_narrowed(narrowed, state), IndexedCase.case_id.not_in(hidden_of_late(name))]
    kept = (IndexedCase.language, IndexedCase.store_id, IndexedCase.category, IndexedCase.answered_at)
    return _matching(and_(*conditions), *kept, state.label("state")).cte("found").prefix_with("MATERIALIZED")


def _state(now: ColumnElement[datetime]) -> ColumnElement[str]:
    """The state a reader sees: what `state_of` says of the case, as far as the index has heard of it."""
    return case((IndexedCase.silent_at <= now, _constant(State.SILENT.value)), else_=IndexedCase.progress)


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
    unranked = select(found.c.case_id, _NONE.label("rank"))
    if sort is Sort.LONGEST_UNANSWERED:
        return unranked.order_by(found.c.answered_at.nulls_first(), found.c.opened_at, found.c.case_id)
    if sort is Sort.NEWEST:
        return unranked
    are_more = select(found.c.case_id).offset(bindparam("few")).exists()
    number = case((are_more, bindparam("first")), else_=bindparam("few")).label("number")
    looked_at = select(select(number).cte("looked_at").c.number).scalar_subquery()
    # By its place a row is reached at once; in one statement it stays there.
    first = func.array(select(found.c.place).limit(looked_at).scalar_subquery())
    rank = _rank(shape).label("rank")
    best = (
        select(IndexedCase.case_id, rank)
        .where(any_(first) == _PLACE)
        .order_by(rank.desc(), IndexedCase.opened_at.desc(), IndexedCase.case_id.desc())
    )
    return union_all(best.limit(looked_at), unranked.offset(looked_at))


def _rank(shape: Shape) -> ColumnElement[float]:
    """The sum of what each word counts, by how rare it is and where it stands; the shorter the document the more.

    Each word is a term of it: to read them from a list again for each document takes three times as long.
    """
    one: ColumnElement[float] = literal_column("1", Float)
    length = one + func.ln(func.length(IndexedCase.tokens) + one, type_=Float)
    each = (
        _counting(getattr(IndexedCase, vector), *_names(vector, number))
        for vector, words in zip(("tokens", "written"), shape, strict=True)
        for number in range(words)
    )
    counting: ColumnElement[float] = reduce(add, each, _NONE)
    return counting / length


def _counting(vector: ColumnElement[Any], word: str, counts: str) -> ColumnElement[float]:
    said = cast(bindparam(word, type_=TSQUERY), TSQUERY)
    return bindparam(counts, type_=Float) * func.ts_rank(_WEIGHTS, vector, said, type_=Float)


def _counted(found: CTE) -> CompoundSelect[Any]:
    """A row with how many are of which store, and one with how many are of which category, state, language and year,
    together told by `MARK`ed values: of these there are few, and the caller adds up those of a category and so on.
    """
    # Read once, and not for each row.
    begun = select(cast(bindparam("years", type_=String), ARRAY(_INSTANT))).scalar_subquery()
    year = func.width_bucket(found.c.opened_at, begun).label("year")
    marked = select(found.c.category, found.c.state, found.c.language, year).subquery("marked")
    number = func.count().label("number")
    stores = select(found.c.store_id, number).group_by(found.c.store_id)
    others = select(*marked.c, number).group_by(*marked.c)
    most = stores.order_by(number.desc(), found.c.store_id).limit(bindparam("stores"))
    return union_all(_together(BY_STORE, most), _together(BY_REST, others))


def _together(kind: str, counted: Select[Any]) -> Select[Any]:
    """All counts as one value: to read a thousand rows takes as long as to find them."""
    *values, number = counted.subquery(f"counted_{kind}").c
    counts = func.json_object_agg(func.concat_ws(_constant(MARK), *values), number, type_=JSON)
    return select(_constant(kind), cast(null(), BigInteger), cast(null(), Float), counts)
