"""Searching the public record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import current_app, request
from werkzeug.wrappers import Response

from portal import clock
from portal.access import Permission
from portal.complaints import NATURE_LABELS, STATE_LABELS, CaseFilter, Nature, State, public_bodies
from portal.db import Session, db
from portal.language import Language, text
from portal.moderation import language_name
from portal.scores import score_histories, shown_scores
from portal.search import SORT_LABELS, Found, Question, Sort, answer, marked, question, snippet
from portal.site.facets import Facet, Kind, facets, years
from portal.site.filters import Filter, chosen_filter, typed_query
from portal.site.other_questions import fewer_words, meant
from portal.site.presenting import CaseCard, StoreCard, case_cards, store_card
from portal.site.routes import routes
from portal.site.store_names import named
from portal.stores import Store, all_stores, name_in
from portal.text import fold
from portal.web import Pagination, current_branding, current_language, page, page_number, path

PAGE = 20
STORES = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: the words, and each filter by its name."""

    query: str
    filters: Mapping[str, Filter]

    @property
    def parameters(self) -> dict[str, str | None]:
        """The same as parameters of an address, what is empty left out."""
        return {"q": self.query or None, **{name: item.parameter for name, item in self.filters.items()}}

    def question(self, stores: Sequence[Store], language: Language) -> Question:
        chosen = {name: item.chosen for name, item in self.filters.items()}
        store = next((store for store in stores if store.slug == chosen["store"]), None)
        narrowed = CaseFilter(
            store_id=store.id if store else None,
            category=chosen["category"] or None,
            nature=Nature(chosen["nature"]) if chosen["nature"] else None,
            state=State(chosen["state"]) if chosen["state"] else None,
            language=chosen["language"] or None,
        )
        return question(self.query, language, stores, current_branding().categories, narrowed, Sort(chosen["sort"]))


@routes.page("/search", Permission.READ_PUBLIC)
def search() -> Response:
    session, now, language = db.session(), clock.now(), current_language()
    stores = all_stores(session)
    asked = Asked(typed_query(), _filters(stores, language))
    number = page_number(request.args.get("page"))
    wanted = asked.question(stores, language)
    engine, offset = current_app.extensions["portal-search"], (number - 1) * PAGE
    answered = answer(session, engine, wanted, now, limit=PAGE, offset=offset, loosely=True)
    found = answered.found
    bodies = public_bodies(session, [row.id for row in found.rows]) if found.wanted else {}

    def address(query: str) -> str:
        return path("site.search", language, **{**asked.parameters, "q": query})

    return page(
        "site/search.html",
        answered=answered,
        meant=meant(answered, address),
        fewer_words=fewer_words(answered, wanted, bodies, address),
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
    return facets(kinds) + years(counts.days, language, text(language, "Year"), asked.query)


def _filters(stores: Sequence[Store], language: Language) -> dict[str, Filter]:
    names = {store.slug: name_in(store.names, language.code) for store in stores}
    states = {state.value: text(language, label) for state, label in STATE_LABELS.items()}
    states.pop(State.WITHDRAWN)
    filters = (
        chosen_filter("store", text(language, "Store"), dict(sorted(names.items(), key=lambda item: fold(item[1])))),
        chosen_filter(
            "category",
            text(language, "Kind of goods"),
            current_branding().category_names(language),
        ),
        chosen_filter(
            "nature",
            text(language, "What went wrong"),
            {nature.value: text(language, label) for nature, label in NATURE_LABELS.items()},
        ),
        chosen_filter("state", text(language, "State"), states),
        chosen_filter("language", text(language, "Language"), _written_in(language)),
        chosen_filter(
            "sort",
            text(language, "Order"),
            {sort.value: text(language, label) for sort, label in SORT_LABELS.items()},
            default=Sort.RELEVANCE.value,
        ),
    )
    return {item.name: item for item in filters}


def _written_in(language: Language) -> dict[str, str]:
    codes = current_app.extensions["portal-config"].post_languages
    return {code: language_name(code, language.code) for code in codes}


def _named(session: Session, stores: Sequence[Store], query: str, now: datetime, language: Language) -> list[StoreCard]:
    """The stores that are called what was typed."""
    found = named(stores, query)[:STORES]
    if not found:
        return []
    store_ids = [store.id for store in found]
    scores, histories = shown_scores(session, store_ids), score_histories(session, store_ids, now)
    return [store_card(store, scores.get(store.id), language, histories.get(store.id, ())) for store in found]
