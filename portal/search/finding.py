"""The one statement in which PostgreSQL finds, narrows, counts and ranks.

Each match is joined with its case before it is counted; what was hidden and the index has yet to hear of is named, and
is in no total and no facet. The question comes as a list of queries, looked at one after the other until enough is
found: the question itself, or where very many cases hold its words, that of each span of time, the latest first. Such
a span is a token too, so that of common words only its postings are read. The planner sees neither the words nor how
rare they are, and cannot choose to walk through all cases by their dates instead.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
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
    null,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, REAL, TSQUERY

from portal.complaints import CaseFilter, Complaint, narrowed_to, stated
from portal.db import Session
from portal.search.engine import RANKED, RANKED_OF_MORE, Asked, Sort, Sought
from portal.search.models import IndexedCase
from portal.search.vectors import ranked, spelled

SHAPES = 64
"""Kinds of questions of which the statement is kept: by what they are narrowed to, and ordered."""
HIT = "hit"
FACETS = {"15": "store", "23": "category", "27": "state", "29": "language", "30": "day"}
"""What is counted, by the kind of its rows: in GROUPING's number the bit of each other one is set."""
_DEPTH = bindparam("depth", type_=BigInteger)
_WEIGHTS = (0.3, 0.3, 0.3, 1.0)
"""Of a word in the text, twice unused, and of one in the title."""
_BY_LENGTH = 1
"""What is found in a short text weighs more; by the logarithm of its length."""
_SPELLED = 0.5


def page(
    session: Session,
    asked: Asked,
    queries: Sequence[str],
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
    values = {"gone": gone, "now": now, "limit": limit, "offset": offset}
    return session.execute(
        _page(asked.narrowed, asked.zone, _order_of(asked.sort, asked.sought)),
        _asked(asked.sought, queries, depth) | values,
    ).all()


def matches(session: Session, sought: Sought, queries: Sequence[str], depth: int) -> Sequence[Row[Any]]:
    """Ids and ranks of the first so many that the index finds, whatever the database says of them."""
    order = _order_of(Sort.NEWEST if sought.newest else Sort.RELEVANCE, sought)
    return session.execute(_matches(order), _asked(sought, queries, depth)).all()


def _asked(sought: Sought, queries: Sequence[str], depth: int) -> dict[str, Any]:
    words = {"ranked": ranked(sought), "spelled": spelled(sought)}
    return {"queries": list(queries), "depth": depth, "few": RANKED, "first": RANKED_OF_MORE, **words}


@dataclass(frozen=True, slots=True)
class _Order:
    """What the matches are ordered by; by relevance, whether words are looked at, and their spelling."""

    sort: Sort
    is_ranked: bool
    is_spelled: bool


def _order_of(sort: Sort, sought: Sought) -> _Order:
    return _Order(sort, bool(ranked(sought)), bool(spelled(sought)))


@lru_cache(maxsize=SHAPES)
def _page(narrowed: CaseFilter, zone: str, order: _Order) -> CompoundSelect[Any]:
    # To write it down takes longer than to find a rare word.
    found = _found(narrowed, zone)
    page = _ordered(found, order).limit(bindparam("limit")).offset(bindparam("offset")).subquery("page")
    nothing = cast(null(), JSON).label("counts")
    hits = select(literal(HIT).label("kind"), page.c.case_id, page.c.rank, nothing)
    return union_all(hits, _counted(found))


@lru_cache(maxsize=SHAPES)
def _matches(order: _Order) -> Select[Any]:
    return _ordered(select(_matching(true())).limit(_DEPTH).cte("found"), order)


def _matching(condition: ColumnElement[bool]) -> Subquery:
    """Ids of the cases each query finds, the newest first."""
    listed = func.unnest(bindparam("queries", type_=ARRAY(String)))
    asked = listed.table_valued(column("query", String), name="asked").render_derived()
    found = (
        select(IndexedCase.case_id, IndexedCase.opened_at, IndexedCase.language)
        .where(condition, IndexedCase.tokens.bool_op("@@")(cast(asked.c.query, TSQUERY)))
        .order_by(IndexedCase.opened_at.desc(), IndexedCase.case_id.desc())
        # Keeps the planner from making one of the two.
        .offset(0)
        .lateral("match")
    )
    return select(*found.c).select_from(asked).join(found, true()).subquery("matches")


def _found(narrowed: CaseFilter, zone: str) -> CTE:
    now = bindparam("now", type_=DateTime(timezone=True))
    written_in = IndexedCase.language == narrowed.language if narrowed.language else true()
    match = _matching(and_(written_in, IndexedCase.case_id.not_in(bindparam("gone", expanding=True))))
    of_case = (
        select(
            Complaint.store_id,
            Complaint.category,
            Complaint.answered_at,
            stated(now).label("state"),
        )
        .where(Complaint.id == match.c.case_id, narrowed_to(narrowed, now))
        .offset(0)
        .lateral("of_case")
    )
    day = cast(func.timezone(zone, match.c.opened_at), Date).label("day")
    return select(match, of_case, day).join(of_case, true()).limit(_DEPTH).cte("found").prefix_with("MATERIALIZED")


def _ordered(found: CTE, order: _Order) -> Select[Any]:
    newest = (found.c.opened_at.desc(), found.c.case_id.desc())
    unranked = cast(literal(0), Float).label("rank")
    if order.sort is Sort.LONGEST_UNANSWERED:
        waiting = (found.c.answered_at.nulls_first(), found.c.opened_at, found.c.case_id)
        return select(found.c.case_id, unranked).order_by(*waiting)
    if order.sort is Sort.NEWEST or not order.is_ranked:
        return select(found.c.case_id, unranked).order_by(*newest)
    few = select(func.count() <= bindparam("few")).select_from(found).scalar_subquery()
    looked_at = case((few, bindparam("few")), else_=bindparam("first"))
    first = select(found.c.case_id).order_by(*newest).limit(looked_at).subquery("first")
    tokens = select(IndexedCase.tokens, IndexedCase.written).where(IndexedCase.case_id == first.c.case_id)
    document = tokens.offset(0).lateral("of_first")
    scores = select(first.c.case_id, _rank(document, order).label("rank")).join(document, true()).subquery("scores")
    score = func.coalesce(scores.c.rank, 0.0).label("rank")
    return (
        select(found.c.case_id, score)
        .outerjoin(scores, scores.c.case_id == found.c.case_id)
        .order_by(scores.c.rank.desc().nulls_last(), *newest)
    )


def _rank(document: Any, order: _Order) -> ColumnElement[float]:
    weights = cast(literal(list(_WEIGHTS), ARRAY(REAL)), ARRAY(REAL))
    wanted, written = (cast(bindparam(name, type_=String), TSQUERY) for name in ("ranked", "spelled"))
    rank = cast(func.ts_rank_cd(weights, document.c.tokens, wanted, _BY_LENGTH), Float)
    if not order.is_spelled:
        return rank
    return rank + _SPELLED * cast(func.ts_rank(weights, document.c.written, written, _BY_LENGTH), Float)


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
