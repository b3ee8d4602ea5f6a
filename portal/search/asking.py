"""What people type into the search box: words, begun* words, "phrases", -without, and what narrows: store:, state: …

Nothing that is typed is an error. What is no operator is a word; so is a filter nobody knows the value of.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from portal.language import LANGUAGES, Language, parse_date
from portal.text import fold

FEWEST_LETTERS = 2
"""Of a word that is only begun: fewer begin too much."""
MOST = 32
"""Words, phrases and exclusions that are looked at; of what is pasted in, the beginning."""


class Narrowing(StrEnum):
    """What can be narrowed by words in the box."""

    STORE = "store"
    CATEGORY = "category"
    NATURE = "nature"
    STATE = "state"
    SINCE = "since"
    UNTIL = "until"


_NAMES = {
    Narrowing.STORE: ("store", "shop", "فروشگاه", "متجر"),
    Narrowing.CATEGORY: ("category", "دسته", "کالا", "فئة", "سلعة"),
    Narrowing.NATURE: ("nature", "problem", "مشکل", "مشكلة"),
    Narrowing.STATE: ("state", "status", "وضعیت", "حالة", "الحالة"),
    Narrowing.SINCE: ("since", "after", "from", "از", "من", "منذ"),
    Narrowing.UNTIL: ("until", "before", "to", "تا", "إلى", "حتى"),
}
_NARROWINGS = {fold(name): narrowing for narrowing, names in _NAMES.items() for name in names}
_DATES = {Narrowing.SINCE, Narrowing.UNTIL}

_PART = re.compile(
    r"""(?P<minus>(?<![^\s])[-\u2212\u2013](?=\S))?
        (?:(?P<name>[^\W\d_]+):(?=\S))?
        (?:"(?P<straight>[^"]*)"|«(?P<angled>[^»]*)»|“(?P<curly>[^”]*)”|(?P<word>[^\s"«»“”]+)|["«»“”])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as it was typed. `words` and `phrases` all have to occur, and a word that each of `begun` begins;
    nothing of `without` may.

    `values` holds what is narrowed to, as stored; `since` and `until` are days, both within the range. `rest` is all
    but the words, as it was typed, and `narrowed_by` what of that narrows. `is_cut`: there was more than is looked at.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    values: Mapping[Narrowing, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    begun: tuple[str, ...] = ()
    rest: str = field(default="", compare=False)
    narrowed_by: tuple[str, ...] = field(default=(), compare=False)
    is_cut: bool = field(default=False, compare=False)

    @property
    def apart(self) -> "Wording":
        """The same with the words of its phrases wherever they stand."""
        without = (f'-"{each}"' if " " in each else f"-{each}" for each in self.without)
        rest = " ".join([*without, *self.narrowed_by])
        return replace(self, words=(*self.words, *self.phrases), phrases=(), rest=rest)


Known = Mapping[Narrowing, Callable[[str], str | None]]
"""The stored value that is called so, for each narrowing; None where none is."""


def read(typed: str, written_in: Language, known: Known) -> Wording:
    """The question in what was typed."""
    words: list[str] = []
    phrases: list[str] = []
    without: list[str] = []
    begun: list[str] = []
    values: dict[Narrowing, str] = {}
    days: dict[Narrowing, date] = {}
    rest: list[str] = []
    narrowed_by: list[str] = []
    is_cut = False
    for part in _parts(typed):
        narrowing = _NARROWINGS.get(fold(part.name)) if part.name and not part.is_excluded else None
        if narrowing in _DATES and (day := _day(part.said, written_in)):
            days[narrowing] = day
            narrowed_by.append(part.typed)
        elif narrowing and narrowing in known and (value := known[narrowing](part.said)):
            values[narrowing] = value
            narrowed_by.append(part.typed)
        elif len(words) + len(phrases) + len(without) + len(begun) < MOST:
            target = without if part.is_excluded else phrases if part.is_quoted else begun if part.is_begun else words
            target.append(part.said if part.is_quoted or not part.name else f"{part.name}:{part.said}")
            if target is not words:
                rest.append(part.typed)
        else:
            is_cut = True
    return Wording(
        tuple(words),
        tuple(phrases),
        tuple(without),
        values,
        days.get(Narrowing.SINCE),
        days.get(Narrowing.UNTIL),
        tuple(begun),
        " ".join([*rest, *narrowed_by]),
        tuple(narrowed_by),
        is_cut,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    typed: str
    said: str
    name: str
    is_excluded: bool
    is_quoted: bool

    @property
    def is_begun(self) -> bool:
        return self.said.endswith("*") and len(fold(self.said)) >= FEWEST_LETTERS


def _parts(typed: str) -> Iterator[_Part]:
    for found in _PART.finditer(typed):
        quoted = next((found[kind] for kind in ("straight", "angled", "curly") if found[kind] is not None), None)
        said = found["word"] if quoted is None else quoted
        if said and fold(said):
            yield _Part(found[0], said, found["name"] or "", bool(found["minus"]), quoted is not None)


def _day(typed: str, written_in: Language) -> date | None:
    """Read as the reader's own language reads it; where it knows no such day, as another does."""
    others = (language for language in LANGUAGES.values() if language != written_in)
    return next((day for language in (written_in, *others) if (day := parse_date(language, typed))), None)
