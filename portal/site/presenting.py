"""What lists and cards show of cases, stores and scores, ready for their components."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from portal.complaints import NATURE_LABELS, CaseHead, CaseRow, reason_words
from portal.db import Session
from portal.language import Language, duration, percent, text
from portal.reading import helpful_counts
from portal.scores import MINIMUM, Point, Shown
from portal.search import Piece
from portal.site.curves import sparkline
from portal.site.figures import MEASURED_WITHIN, MILESTONE_SECONDS
from portal.site.plots import Sparkline
from portal.stores import Store, name_in
from portal.web import current_branding, path

TONES = 6


@dataclass(frozen=True, slots=True)
class ScoreFigure:
    """A score, its interval and its sentence; the first three are empty below the minimum of cases."""

    score: float | None
    low: float | None
    high: float | None
    n: int
    sentence: str
    minimum: int = MINIMUM


@dataclass(frozen=True, slots=True)
class StoreMark:
    """What stands for a store beside its name: a letter, and one of six tones that stays the store's own."""

    letter: str
    tone: int


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case in a list. `days_waiting` is empty once answered, `answer_seconds` until then.

    `helpful`: how many readers found it so. `left_out`: why the score does not count it. Where it was searched for,
    `heading` and `passage` are title and text with the hits told apart.
    """

    number: str
    url: str
    language: str
    title: str
    excerpt: str
    store_name: str
    store_url: str
    store_mark: StoreMark
    state: str
    nature_label: str
    opened_at: datetime
    days_waiting: int | None
    answer_seconds: float | None
    helpful: int
    left_out: str | None = None
    heading: Sequence[Piece] = ()
    passage: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True)
class StoreCard:
    name: str
    mark: StoreMark
    url: str
    category_label: str
    score: ScoreFigure
    trend: Sparkline | None


def store_mark(slug: str, name: str) -> StoreMark:
    letters = name.removeprefix("ال").lstrip("«“ \u200c")
    return StoreMark(letters[:1].upper(), crc32(slug.encode()) % TONES + 1)


def case_cards(
    session: Session, language: Language, now: datetime, *lists: Sequence[CaseRow]
) -> Sequence[list[CaseCard]]:
    """The cards of public cases, list by list; what readers made of all of them is read at once."""
    helpful = helpful_counts(session, {row.id for rows in lists for row in rows})
    return [[case_card(row, language, now, helpful.get(row.id, 0)) for row in rows] for rows in lists]


def case_card(row: CaseRow, language: Language, now: datetime, helpful: int) -> CaseCard:
    store_name = name_in(row.store_names, language.code)
    return CaseCard(
        number=row.number,
        url=path("site.case", language, number=row.number),
        language=row.language,
        title=row.title,
        excerpt=row.excerpt,
        store_name=store_name,
        store_mark=store_mark(row.store_slug, store_name),
        store_url=path("site.store", language, slug=row.store_slug),
        state=row.state(now),
        nature_label=text(language, NATURE_LABELS[row.nature]),
        opened_at=row.opened_at,
        days_waiting=row.days_waiting(now),
        answer_seconds=row.answer_seconds,
        helpful=helpful,
        left_out=left_out(row, language),
    )


def left_out(case: CaseHead, language: Language) -> str | None:
    """Why the score does not count the case; None where it does."""
    return None if case.counted else reason_words(case.not_counted_because, language)


def store_card(store: Store, shown: Shown | None, language: Language, history: Sequence[Point] = ()) -> StoreCard:
    name = name_in(store.names, language.code)
    return StoreCard(
        name=name,
        mark=store_mark(store.slug, name),
        url=path("site.store", language, slug=store.slug),
        category_label=current_branding().category_name(store.category, language) if store.category else "",
        score=score_figure(shown, language),
        trend=sparkline(shown, history, language),
    )


def score_figure(shown: Shown | None, language: Language) -> ScoreFigure:
    """The score of a store; of one that has never been scored, that it is new."""
    if shown is None:
        return ScoreFigure(None, None, None, 0, text(language, "There are no complaints about it here yet."))
    n = int(shown.published.get("n", 0))
    return ScoreFigure(shown.score, shown.low, shown.high, n, _sentence(shown, language))


def _sentence(shown: Shown, language: Language) -> str:
    """What the figure rests on, in words."""
    if shown.score is None:
        return text(language, "There are not yet enough cases to say how it answers.")
    answered = shown.published["milestones"][MEASURED_WITHIN]
    solved = shown.published["shares"]["solved"]
    within = duration(language, MILESTONE_SECONDS[MEASURED_WITHIN])
    if answered is None:
        return text(language, "Its cases are too new to say how it answers.")
    if solved is None:
        return text(
            language,
            "Answers %(answered)s of complaints within %(time)s.",
            answered=percent(language, answered),
            time=within,
        )
    return text(
        language,
        "Answers %(answered)s of complaints within %(time)s; of those that are due, %(solved)s were solved.",
        answered=percent(language, answered),
        time=within,
        solved=percent(language, solved),
    )
