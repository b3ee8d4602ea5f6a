"""Searching the public record."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from flask import current_app, request
from werkzeug.wrappers import Response

from portal import clock
from portal.access import Permission
from portal.complaints import public_bodies
from portal.db import Session, db
from portal.language import Language, text
from portal.scores import score_histories, shown_scores
from portal.search import Found, Question, answer, marked, snippet
from portal.site.asked import Asked, asked_for
from portal.site.facets import Facet, Kind, facets, years
from portal.site.filters import is_cut
from portal.site.other_questions import fewer_words, meant
from portal.site.presenting import CaseCard, StoreCard, case_cards, store_card
from portal.site.routes import routes
from portal.site.ways_on import ways_on
from portal.stores import Store, all_stores, named
from portal.web import Pagination, current_language, page, page_number, path

PAGE = 20
STORES = 3


@routes.page("/search", Permission.READ_PUBLIC)
def search() -> Response:
    session, now, language = db.session(), clock.now(), current_language()
    stores = all_stores(session)
    asked = asked_for(stores, language)
    number = page_number(request.args.get("page"))
    wanted = asked.question(stores, language)
    engine, offset = current_app.extensions["portal-search"], (number - 1) * PAGE
    answered = answer(session, engine, wanted, now, limit=PAGE, offset=offset, loosely=True)
    found = answered.found
    bodies = public_bodies(session, [row.id for row in found.rows]) if found.wanted else {}

    return page(
        "site/search.html",
        answered=answered,
        meant=meant(answered, asked, language),
        fewer_words=fewer_words(answered, wanted, bodies, asked, language),
        searched=_searched(asked, wanted),
        is_empty=bool(asked.query) and wanted.is_empty,
        ways_on=ways_on(session, engine, asked, wanted, stores, language, now) if not found.total else None,
        query=asked.query,
        filters=list(asked.filters.values()),
        cases=_cards(session, found, bodies, language, now),
        pages=_pages(number, found.total, asked, language),
        found=found,
        facets=_facets(found, asked, stores, language),
        narrowed_to=lambda choice: path("site.search", language, **{**asked.parameters, **choice.parameters}),
        stores=_named(session, stores, asked.query, now, language) if number == 1 else [],
        indexed=False,
    )


def _searched(asked: Asked, wanted: Question) -> str:
    """What was searched for, where that is less than what was typed."""
    if wanted.wording.is_cut:
        return " ".join([*wanted.wording.words, wanted.wording.rest]).strip()
    return asked.query if is_cut() else ""


def _cards(
    session: Session, found: Found, bodies: Mapping[int, str], language: Language, now: datetime
) -> list[CaseCard]:
    """The hits, with the words that were looked for told apart in what is public of them now."""
    cards = case_cards(session, language, now, found.rows)[0]
    if not found.wanted:
        return cards
    return [
        replace(card, heading=marked(card.title, found.wanted), passage=snippet(bodies[row.id], found.wanted))
        for card, row in zip(cards, found.rows, strict=True)
        if row.id in bodies
    ]


def _pages(number: int, total: int, asked: Asked, language: Language) -> Pagination:
    return Pagination(
        number, PAGE, total, lambda wanted: path("site.search", language, page=wanted, **asked.parameters)
    )


def _facets(found: Found, asked: Asked, stores: Sequence[Store], language: Language) -> list[Facet]:
    slugs = {store.id: store.slug for store in stores}
    counts = found.counts
    values = {
        "store": {slugs[store_id]: count for store_id, count in counts.stores.items() if store_id in slugs},
        "category": counts.categories,
        "state": counts.states,
        "language": counts.languages,
    }
    kinds = [
        Kind(name, asked.filters[name].label, counted, asked.filters[name].options) for name, counted in values.items()
    ]
    return facets(kinds) + years(counts.years, language, text(language, "Year"), asked.query)


def _named(session: Session, stores: Sequence[Store], query: str, now: datetime, language: Language) -> list[StoreCard]:
    """The stores that are called what was typed."""
    found = named(stores, query)[:STORES]
    if not found:
        return []
    store_ids = [store.id for store in found]
    scores, histories = shown_scores(session, store_ids), score_histories(session, store_ids, now)
    return [store_card(store, scores.get(store.id), language, histories.get(store.id, ())) for store in found]
