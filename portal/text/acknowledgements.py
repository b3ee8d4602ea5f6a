"""What a reply says beside greetings, names, numbers and acknowledgements."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from portal.text.folding import fold
from portal.text.lists import load

_LIST = load("acknowledgements")
ACKNOWLEDGEMENTS_VERSION: int = _LIST["version"]


def substance(text: str, names: Collection[str]) -> list[str]:
    """Return the folded words of `text` that may answer something, in order.

    Taken out: greetings and acknowledgements (the longest phrase at each place, Persian or Arabic), every
    word of `names` (store, shopper, agent), and every word that holds a digit.
    """
    words = fold(text).split()
    named = {word for name in names for word in fold(name).split()}
    left: list[str] = []
    place = 0
    while place < len(words):
        taken = _phrase_length(words, place)
        if not taken and words[place] not in named and not _holds_digit(words[place]):
            left.append(words[place])
        place += taken or 1
    return left


def _phrase_length(words: Sequence[str], place: int) -> int:
    # The Arabic «and» is written on the word it opens: «وسيتم التواصل معك».
    for first in (words[place], words[place].removeprefix("و")):
        for phrase in _ACKNOWLEDGEMENTS.get(first, ()):
            if (first, *words[place + 1 : place + len(phrase)]) == phrase:
                return len(phrase)
    return 0


@lru_cache(maxsize=1 << 14)
def _holds_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


def _by_first_word(phrases: Iterable[str]) -> Mapping[str, Sequence[tuple[str, ...]]]:
    folded = {tuple(fold(phrase).split()) for phrase in phrases}
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(folded, key=lambda phrase: (-len(phrase), phrase)):
        found.setdefault(phrase[0], []).append(phrase)
    return found


_ACKNOWLEDGEMENTS = _by_first_word(
    phrase for language in ("fa", "ar") for kind in ("greetings", "phrases") for phrase in _LIST[language][kind]
)
