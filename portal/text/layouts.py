"""What was meant by keys pressed in another layout: «',ad» is «گوشی», «سشئسعدل» is samsung."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from portal.text.letters import ARABIC
from portal.text.lists import load

_ARABIC = re.compile(f"[{ARABIC}]")
_LATIN = re.compile("[A-Za-z]")


class _Layout(NamedTuple):
    """A keyboard beside the English one: what the English keys give on it, and which keys give its letters."""

    letters: Mapping[str, str]
    keys: Mapping[str, str]
    parts: re.Pattern[str]


def _layouts() -> Iterator[_Layout]:
    boards = {name: (board["plain"].split(), board["shifted"].split()) for name, board in load("layouts").items()}
    plain, shifted = boards.pop("english")
    for plain_letters, shifted_letters in boards.values():
        letters = dict(zip([*shifted, *plain], [*shifted_letters, *plain_letters], strict=True))
        keys = {letter: key for key, letter in zip(plain, plain_letters, strict=True) if _ARABIC.match(letter)}
        longest_first = sorted(keys, key=len, reverse=True)
        yield _Layout(letters, keys, re.compile("|".join([*longest_first, "."]), re.DOTALL))


_LAYOUTS = tuple(_layouts())


def other_layout(text: str) -> tuple[str, ...]:
    """Return what the keys of `text` give in another layout, the likelier first; mostly two or three readings.

    Latin letters are read on the Persian and Arabic keyboards, Arabic-script letters on the English one. A reading is
    no claim: who asks looks whether its words are known. A text of both scripts was typed on purpose and has none.
    """
    latin, arabic = _LATIN.search(text), _ARABIC.search(text)
    if latin and arabic:
        return ()
    return tuple(dict.fromkeys(_as_latin(text) if arabic else _as_arabic(text)))


def _as_arabic(text: str) -> Iterator[str]:
    for layout in _LAYOUTS:
        read = "".join(layout.letters.get(key, key) for key in text)
        if _ARABIC.search(read):
            yield read


def _as_latin(text: str) -> Iterator[str]:
    for layout in _LAYOUTS:
        read = "".join(layout.keys.get(part, part) for part in layout.parts.findall(text))
        if not _ARABIC.search(read):
            yield read
