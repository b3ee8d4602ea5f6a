"""Stores: the list, a store's page, and how its score came about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import request
from werkzeug.wrappers import Response

from portal import clock
from portal.access import Permission
from portal.complaints import STATE_LABELS, CaseFilter, State, page_of_cases
from portal.db import Session, db
from portal.language import Language, duration, text
from portal.moderation import record_and_removals
from portal.scores import Shown, score_histories, shown_scores
from portal.site.figures import MeasuredStore, measured, score_groups
from portal.site.filters import Filter, chosen_filter, typed_query
from portal.site.presenting import CaseCard, case_cards, score_figure, store_card, store_mark
from portal.site.routes import routes
from portal.site.store_plots import store_plots
from portal.site.verdict import answers
from portal.stores import (
    CHANNEL_LABELS,
    Channel,
    Store,
    all_stores,
    channels_of,
    name_in,
    named,
    party,
    store_by_slug,
)
from portal.text import fold
from portal.web import Pagination, current_branding, current_language, optional, page, page_number, path

STORES_A_PAGE = 50
CASES_A_PAGE = 20
STATES = tuple(state for state in State if state is not State.WITHDRAWN)


@routes.page("/stores/", Permission.READ_PUBLIC)
def stores() -> Response:
    session, language, query = db.session(), current_language(), typed_query()
    everyone = all_stores(session)
    filters = _store_filters(everyone, language)
    found = sorted(_narrowed(everyone, query, filters), key=lambda store: fold(name_in(store.names, language.code)))
    chosen = {item.name: item.parameter for item in filters}
    pages = Pagination(
        page_number(request.args.get("page")),
        STORES_A_PAGE,
        len(found),
        lambda number: path("site.stores", language, q=query or None, page=number, **chosen),
    )
    shown = found[pages.offset : pages.offset + STORES_A_PAGE]
    store_ids = [store.id for store in shown]
    scores, histories = shown_scores(session, store_ids), score_histories(session, store_ids, clock.now())
    return page(
        "site/stores.html",
        query=query,
        filters=filters,
        stores=[store_card(store, scores.get(store.id), language, histories.get(store.id, ())) for store in shown],
        pages=pages,
    )


@routes.page("/stores/<slug>/", Permission.READ_PUBLIC)
def store(slug: str) -> Response:
    session, now, language = db.session(), clock.now(), current_language()
    found = optional(store_by_slug(session, slug))
    score = shown_scores(session, [found.id]).get(found.id)
    state = chosen_filter("state", text(language, "State"), _state_options(language))
    cases, pages = _cases_of(session, found, state, language, now)
    name = name_in(found.names, language.code)
    reports, removed = record_and_removals(session, party(found.id))
    return page(
        "site/store.html",
        store=found,
        name=name,
        mark=store_mark(found.slug, name),
        answers=answers(score, language),
        country=current_branding().country_name(found.country, language),
        category=current_branding().category_name(found.category, language) if found.category else "",
        channels=[_channel_row(channel, language) for channel in channels_of(session, found.id)],
        score=score_figure(score, language),
        figures=_measured(score),
        plots=store_plots(session, found.id, score, now, language),
        reports=reports,
        removed=removed,
        state=state,
        cases=cases,
        pages=pages,
    )


@routes.page("/stores/<slug>/score", Permission.READ_PUBLIC)
def store_score(slug: str) -> Response:
    session, language = db.session(), current_language()
    found = optional(store_by_slug(session, slug))
    shown = shown_scores(session, [found.id]).get(found.id)
    return page(
        "site/store_score.html",
        store=found,
        name=name_in(found.names, language.code),
        score=score_figure(shown, language),
        plots=store_plots(session, found.id, shown, clock.now(), language),
        groups=score_groups(shown.published, language) if shown else [],
        as_of=datetime.fromisoformat(shown.published["as_of"]) if shown and shown.published else None,
        version=shown.published["version"] if shown and shown.published else None,
    )


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A way to reach the store, with what it claims."""

    kind: str
    address: str
    hours: str | None
    claimed: str | None


def _channel_row(channel: Channel, language: Language) -> ChannelRow:
    minutes = channel.claimed_reply_minutes
    return ChannelRow(
        text(language, CHANNEL_LABELS.get(channel.kind, CHANNEL_LABELS["other"])),
        channel.address,
        channel.hours,
        None if minutes is None else duration(language, minutes * 60),
    )


def _measured(shown: Shown | None) -> MeasuredStore | None:
    return measured(shown) if shown and shown.published and shown.cases else None


def _cases_of(
    session: Session, found: Store, state: Filter, language: Language, now: datetime
) -> tuple[list[CaseCard], Pagination]:
    narrowed = CaseFilter(store_id=found.id, state=State(state.chosen) if state.chosen else None)
    number = page_number(request.args.get("page"))
    rows, total = page_of_cases(session, narrowed, now, CASES_A_PAGE, (number - 1) * CASES_A_PAGE)
    pages = Pagination(
        number,
        CASES_A_PAGE,
        total,
        lambda wanted: path("site.store", language, slug=found.slug, state=state.parameter, page=wanted) + "#cases",
    )
    return case_cards(session, language, now, rows)[0], pages


def _state_options(language: Language) -> Mapping[str, str]:
    return {state.value: text(language, STATE_LABELS[state]) for state in STATES}


def _store_filters(everyone: Collection[Store], language: Language) -> Sequence[Filter]:
    branding = current_branding()
    countries = {found.country for found in everyone}
    slugs = {found.category for found in everyone if found.category}
    return (
        chosen_filter(
            "country",
            text(language, "Country"),
            {code: branding.country_name(code, language) for code in sorted(countries)},
        ),
        chosen_filter(
            "category",
            text(language, "Kind of goods"),
            {slug: name for slug, name in branding.category_names(language).items() if slug in slugs},
        ),
    )


def _narrowed(everyone: Sequence[Store], query: str, filters: Sequence[Filter]) -> list[Store]:
    """Stores that are called what was typed, whatever its spelling, and pass the filters."""
    return [
        found
        for found in (named(everyone, query) if query else everyone)
        if all(not item.chosen or getattr(found, item.name) == item.chosen for item in filters)
    ]
