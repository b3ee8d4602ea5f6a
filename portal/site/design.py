"""The living design page, in development only: every component in every language, theme, width and state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request
from werkzeug.wrappers import Response
from wtforms import BooleanField, RadioField, SelectField

from portal.access import Permission
from portal.complaints import NATURE_LABELS
from portal.language import N_, text
from portal.site.design_samples import samples
from portal.web import (
    CONTENT_SECURITY_POLICY,
    AtMost,
    Form,
    LineField,
    Required,
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
    "notices": N_("Notices, remarks, steps, empty states"),
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
        theme=request.args.get("theme") if request.args.get("theme") in THEMES else "",
        indexed=False,
        **samples(language),
        form=SampleForm(),
        wrong=SampleForm(wrong=True),
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
