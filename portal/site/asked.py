"""What the search page is asked for by its address: the words, and each filter by its name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from flask import current_app

from portal.complaints import NATURE_LABELS, STATE_LABELS, CaseFilter, Nature, State
from portal.language import Language, text
from portal.moderation import language_name
from portal.search import SORT_LABELS, Question, Sort, question
from portal.site.filters import Filter, chosen_filter, typed_query
from portal.stores import Store, name_in
from portal.text import fold
from portal.web import current_branding, path


@dataclass(frozen=True, slots=True)
class Asked:
    query: str
    filters: Mapping[str, Filter]

    @property
    def parameters(self) -> dict[str, str | None]:
        """The same as parameters of an address, what is empty left out."""
        return {"q": self.query or None, **{name: item.parameter for name, item in self.filters.items()}}

    def address(self, query: str, language: Language) -> str:
        """Where other words are answered, narrowed and ordered alike."""
        return path("site.search", language, **{**self.parameters, "q": query or None})

    def wider(self) -> Mapping[str, Self]:
        """The same with one filter taken away, by what that filter narrows to."""
        chosen = [each for each in self.filters.values() if each.parameter and each.name != "sort"]
        return {
            f"{each.label}: {each.options[each.chosen]}": replace(
                self, filters={**self.filters, each.name: replace(each, chosen=each.default)}
            )
            for each in chosen
        }

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


def asked_for(stores: Sequence[Store], language: Language) -> Asked:
    """What the address of the present request asks for."""
    return Asked(typed_query(), _filters(stores, language))


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
