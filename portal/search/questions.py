"""A question as somebody asks it: what they typed and what they chose from lists, made one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from portal.complaints import NATURE_LABELS, STATE_LABELS, CaseFilter, Nature, State
from portal.language import LANGUAGES, Language, midnight, text
from portal.search.asking import Known, Narrowing, Wording, read
from portal.search.engine import Sort
from portal.search.queries import Question
from portal.stores import Store, store_meant
from portal.text import fold

Names = Mapping[str, Iterable[str]]
"""What a stored value is called, in all languages."""


def question(
    typed: str,
    written_in: Language,
    stores: Sequence[Store],
    categories: Mapping[str, Mapping[str, str]],
    chosen: CaseFilter = CaseFilter(),  # noqa: B008 -- frozen
    sort: Sort = Sort.RELEVANCE,
) -> Question:
    """The question in what was typed; what was chosen from a list counts before what the words say.

    `categories`: their names in each language, by slug.
    """
    # To fold what everything is called takes longer than the search.
    wording = read(typed, written_in, _known(stores, categories) if ":" in typed else {})
    said = wording.values.get(Narrowing.STORE)
    store_id = next((store.id for store in stores if store.slug == said), None) if said else None
    narrowed = _narrowed(chosen, wording, store_id, written_in)
    return Question(wording, narrowed, _slug(stores, narrowed.store_id), sort, written_in)


def _slug(stores: Sequence[Store], store_id: int | None) -> str | None:
    return next((store.slug for store in stores if store.id == store_id), None) if store_id is not None else None


def _known(stores: Sequence[Store], categories: Mapping[str, Mapping[str, str]]) -> Known:
    def slug(name: str) -> str | None:
        store = store_meant(stores, name)
        return store.slug if store else None

    return {
        Narrowing.STORE: slug,
        Narrowing.CATEGORY: _by_name({slug: names.values() for slug, names in categories.items()}),
        Narrowing.NATURE: _by_name({nature.value: _labels(label) for nature, label in NATURE_LABELS.items()}),
        Narrowing.STATE: _by_name({state.value: _labels(label) for state, label in STATE_LABELS.items()}),
    }


def _labels(label: str) -> list[str]:
    return [text(language, label) for language in LANGUAGES.values()]


def _by_name(names: Names) -> Callable[[str], str | None]:
    values = {fold(name): value for value, called in names.items() for name in (*called, value)}
    return lambda name: values.get(fold(name))


def _narrowed(chosen: CaseFilter, wording: Wording, store_id: int | None, written_in: Language) -> CaseFilter:
    said = wording.values
    return replace(
        chosen,
        store_id=store_id if chosen.store_id is None else chosen.store_id,
        category=chosen.category or said.get(Narrowing.CATEGORY),
        nature=chosen.nature or (Nature(said[Narrowing.NATURE]) if Narrowing.NATURE in said else None),
        state=chosen.state or (State(said[Narrowing.STATE]) if Narrowing.STATE in said else None),
        since=midnight(written_in, wording.since) if wording.since else None,
        before=midnight(written_in, wording.until + timedelta(days=1)) if wording.until else None,
    )
