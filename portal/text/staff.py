"""Names of people who work for a store, as far as a rule can find them: a title or a role, then a name, near support.

Persian and Arabic are read alike, each by its own lists. Who writes «آقای احمدی گفت» means one person, and the public
text needs only which of several.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from portal.text.folding import Word, fold
from portal.text.lists import load

_AROUND = 14
_INTRODUCED = 5
_LONGEST_NAME = 3
_MOST_TITLES = 4
_SHORTEST_SURNAME = 5
_SHORTEST_KNOWN = 4
_COMPOUND = "عبد"


@dataclass(frozen=True, slots=True)
class StaffName:
    """`text[start:end]` is the title with the name."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Lists:
    titles: frozenset[str]
    roles: frozenset[str]
    called: frozenset[str]
    given: frozenset[str]
    ambiguous: frozenset[str]
    surname_endings: tuple[str, ...]
    no_surnames: frozenset[str]
    support: frozenset[str]
    openings: frozenset[str]

    @property
    def has_surname_titles(self) -> bool:
        """Whether a surname follows a title without a given name: in Persian it mostly does."""
        return bool(self.surname_endings)

    def opens(self, word: str) -> bool:
        return word in self.openings

    def is_surname(self, word: str, *, titled: bool) -> bool:
        """Whether a word after a given name, or right after «آقای», can be a surname; in Arabic «العنزي»."""
        if len(word) < _SHORTEST_SURNAME or word in self.no_surnames:
            return False
        if not self.surname_endings:
            return word.startswith("ال") and word.endswith("ی")
        return word.endswith(self.surname_endings) or (titled and word.endswith("ی"))

    def is_given(self, word: str, opening: str) -> bool:
        """«المشرف علي» is a name and «المشرف على» none, and both fold alike: what is ambiguous needs a title."""
        return word in self.given and (opening in self.titles or word not in self.ambiguous)


def staff_names(words: Sequence[Word], language: str) -> list[StaffName]:
    """The names of staff in a text given as its folded `words`, in order; languages without lists have none.

    A surname that was told once is known wherever it comes again.
    """
    lists = _lists().get(language)
    if lists is None or lists.openings.isdisjoint(word.text for word in words):
        return []
    told = list(_told(words, lists))
    surnames = {words[last].text for _, last in told if len(words[last].text) >= _SHORTEST_KNOWN}
    covered = {place for first, last in told for place in range(first, last + 1)}
    again = [
        (_opening_of(words, place, lists), place)
        for place, word in enumerate(words)
        if word.text in surnames and place not in covered
    ]
    return [StaffName(words[first].start, words[last].end) for first, last in sorted([*told, *again])]


def opens_a_name(vocabulary: Collection[str], language: str) -> bool:
    """Whether one of these folded words can begin the name of somebody on the staff; without one there is no name."""
    lists = _lists().get(language)
    return lists is not None and not lists.openings.isdisjoint(vocabulary)


def _told(words: Sequence[Word], lists: _Lists) -> Iterator[tuple[int, int]]:
    """First and last word of each name with its titles."""
    place = 0
    while place < len(words):
        last = _last_of_name(words, place, lists) if lists.opens(words[place].text) else None
        if last is None or not _near_support(words, place, last, lists):
            place += 1
            continue
        called = words[place].text in lists.called
        yield _first_of_name(words, place, lists) if called else _first_of_titles(words, place, lists), last
        place = last + 1


def _opening_of(words: Sequence[Word], place: int, lists: _Lists) -> int:
    """Where the titles and given names before a known surname begin."""
    first = place
    while place > max(0, first - _MOST_TITLES) and (
        words[place - 1].text in lists.given or words[place - 1].text in lists.titles | lists.roles
    ):
        place -= 1
    return place


def untitled(written: str) -> str:
    """The folded name in «جناب آقای احمدی», by which one person is told from another; all of it if it is but titles."""
    words = fold(written).split()
    return " ".join(word for word in words if not any(lists.opens(word) for lists in _lists().values())) or " ".join(
        words
    )


def names_somebody(agent: str) -> bool:
    """Whether what was typed for an agent is more than a role or a department and a number."""
    return not all(word in _unnamed() or word.isdigit() for word in fold(agent).split())


def _first_of_titles(words: Sequence[Word], place: int, lists: _Lists) -> int:
    """«سرکار خانم» is one title, and so is «کارشناس آقای»."""
    before = place > 0 and words[place - 1].text in (lists.titles | lists.roles)
    return place - 1 if before else place


def _first_of_name(words: Sequence[Word], place: int, lists: _Lists) -> int:
    first = place
    while place < min(first + _MOST_TITLES, len(words)) and lists.opens(words[place].text):
        place += 1
    return place


def _last_of_name(words: Sequence[Word], place: int, lists: _Lists) -> int | None:
    """Where the name ends that begins after the title at `place`; none where what follows is no name."""
    first = _first_of_name(words, place, lists)
    if first >= len(words) or (place > 0 and words[place - 1].text in lists.given):
        return None
    opening, last, following = words[first - 1].text, None, first
    while following < min(first + _LONGEST_NAME, len(words)):
        word = words[following].text
        if word == _COMPOUND and following + 1 < len(words):
            following += 1
        elif not lists.is_given(word, opening):
            surname = lists.is_surname(word, titled=last is not None or opening in lists.titles)
            return following if surname and (last is not None or lists.has_surname_titles) else last
        last = following
        following += 1
    return last


def _near_support(words: Sequence[Word], place: int, last: int, lists: _Lists) -> bool:
    if words[place].text in lists.roles:
        return True
    before = words[max(0, place - _AROUND) : place]
    if words[place].text in lists.called:
        return any(word.text in lists.roles for word in before[-_INTRODUCED:])
    around = (*before, *words[last + 1 : last + 1 + _AROUND])
    return any(word.text in lists.support or word.text in lists.roles for word in around)


@lru_cache
def _lists() -> Mapping[str, _Lists]:
    tables = load("staff")
    return {language: _folded(tables[language]) for language in ("fa", "ar")}


@lru_cache
def _unnamed() -> frozenset[str]:
    # Each word by itself: «بخش» and «مرجوعی» stand in other phrases too.
    return frozenset(fold(word) for written in load("staff")["unnamed"].values() for word in written.split())


def _folded(table: Mapping[str, str]) -> _Lists:
    lists = {name: frozenset(fold(word) for word in written.split()) for name, written in table.items()}
    endings = tuple(sorted(lists.pop("surname_endings")))
    openings = lists["titles"] | lists["roles"] | lists["called"]
    return _Lists(surname_endings=endings, openings=openings, **lists)
