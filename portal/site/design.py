"""The living design page, in development only: every component in every language, theme, width and state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask import request
from werkzeug.wrappers import Response
from wtforms import BooleanField, RadioField, SelectField

from portal import clock
from portal.access import Permission
from portal.complaints import NATURE_LABELS, STATE_LABELS, Nature
from portal.language import N_, Language, text
from portal.site.case_status import Status
from portal.site.design_words import Words, words_in
from portal.site.figures import Step
from portal.site.presenting import CaseCard, ScoreFigure, StoreCard, store_mark
from portal.site.validating import AtMost, Required
from portal.site.verdict import Answer
from portal.web import (
    CONTENT_SECURITY_POLICY,
    Form,
    LineField,
    Pagination,
    Routes,
    TextField,
    choices,
    current_language,
    optional,
    page,
    path,
)

routes = Routes("design")

COMPONENTS: Mapping[str, str] = {
    "type": N_("Type, colour, space"),
    "actions": N_("Buttons and links"),
    "form": N_("Forms"),
    "choices": N_("Choices and marks"),
    "notices": N_("Notices, steps, empty states"),
    "cards": N_("Cards and tags"),
    "store": N_("Verdict, score and figures"),
    "plots": N_("Plots"),
    "case": N_("Status and timeline"),
    "tables": N_("Tables and facts"),
}
THEMES = ("light", "dark")
FRAMES = "frame-ancestors 'none'"


class SampleForm(Form):
    """One field of each kind."""

    line = LineField(N_("Product"), [AtMost(80)], description=N_("For example: refrigerator not delivered"))
    name = LineField(N_("The problem in one line"), [Required(N_("Please give it a title."))])
    body = TextField(N_("What happened?"), [Required(N_("Please tell what happened."))])
    kind = SelectField(N_("What went wrong?"))
    agree = BooleanField(N_("Yes"))
    nature = RadioField(N_("What went wrong?"))
    mark = RadioField(N_("Courtesy"))

    def __init__(self, *, wrong: bool = False) -> None:
        super().__init__(prefix="wrong" if wrong else "right")
        self.kind.choices = self.nature.choices = choices(NATURE_LABELS)
        self.mark.choices = [(str(mark), str(mark)) for mark in range(1, 6)]
        if wrong:
            self.name.errors = [text(current_language(), "Please give it a title.")]
            self.nature.errors = [text(current_language(), "Please choose what went wrong.")]


@dataclass(frozen=True, slots=True)
class Frame:
    """One view of a component: a language, a theme and a width of the window."""

    url: str
    language: str
    theme: str
    width: str


@routes.page("/design/", Permission.READ_PUBLIC)
def index() -> Response:
    language = current_language()
    answer = page(
        "design/index.html",
        components={name: text(language, label) for name, label in COMPONENTS.items()},
        frames={name: _frames(name) for name in COMPONENTS},
        indexed=False,
    )
    answer.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    return answer


@routes.page("/design/<component>", Permission.READ_PUBLIC)
def component(component: str) -> Response:
    language = current_language()
    label = optional(COMPONENTS.get(component))
    answer = page(
        f"design/{component}.html",
        label=text(language, label),
        theme=request.args.get("theme") if request.args.get("theme") in THEMES else None,
        indexed=False,
        **_samples(words_in(language), language),
    )
    answer.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace(FRAMES, "frame-ancestors 'self'")
    return answer


def _frames(name: str) -> Sequence[Frame]:
    """Each language on a phone, in both themes; and wide in the two directions of writing."""
    shown = [(code, theme, "narrow") for code in ("fa", "ar", "en") for theme in THEMES]
    shown += [("fa", "light", "wide"), ("en", "light", "wide")]
    return [
        Frame(path("design.component", code, component=name, theme=theme), code, theme, width)
        for code, theme, width in shown
    ]


def _samples(words: Words, language: Language) -> dict[str, Any]:
    now = clock.now()
    score = ScoreFigure(66.4, 55.9, 76.8, 43, words.sentence)
    unscored = ScoreFigure(None, None, None, 4, text(language, "There are not yet enough cases to say how it answers."))
    case = _case(words, language)
    return {
        "words": words,
        "now": now,
        "form": SampleForm(),
        "wrong": SampleForm(wrong=True),
        "score": score,
        "unscored": unscored,
        "answers": [Answer(question, figure, said) for question, figure, said in words.answers],
        "cases": [case, replace(case, title=words.long_title, excerpt=words.body * 3, answer_seconds=41_000.0)],
        "stores": [_store(words.store, score), _store(words.long_store, unscored)],
        "states": STATE_LABELS,
        "statuses": [Status(state.value, state.value, text(language, label), words.sentence)
                     for state, label in STATE_LABELS.items()],
        "shares": {"solved": 0.62, "unsolved": 0.24, "silent": 0.14},
        "bounds": {"worst": 0.62, "best": 0.76},
        "milestones": [(43_200, 0.24), (86_400, 0.63), (259_200, 0.91), (604_800, 0.96), (1_209_600, None)],
        "parts": {"V": 0.74, "R": 0.79, "Q": None, "P": 0.94},
        "market": {"V": 0.44, "R": 0.52, "Q": 0.62, "P": 0.77},
        "curve": [Step(3600.0 * hours, share, max(0.0, share - 0.15), min(1.0, share + 0.12))
                  for hours, share in ((5, 0.1), (11, 0.3), (20, 0.55), (50, 0.8), (130, 0.93))],
        "pages": Pagination(6, 20, 400, lambda number: f"?page={number}"),
        "earlier": now - timedelta(days=3),
    }  # fmt: skip


def _case(words: Words, language: Language) -> CaseCard:
    return CaseCard(
        number="7KQ2M4XA",
        url=path("design.index", language),
        language=language.code,
        title=words.title,
        excerpt=words.body,
        store_name=words.store,
        store_url=path("design.index", language),
        store_mark=store_mark("sample", words.store),
        state="open",
        nature_label=text(language, NATURE_LABELS[Nature.LATE]),
        opened_at=clock.now() - timedelta(days=12),
        days_waiting=12,
        answer_seconds=None,
    )


def _store(name: str, score: ScoreFigure) -> StoreCard:
    return StoreCard(name, store_mark(name, name), "#", "", score)
