"""What a query may have meant in other letters than it was typed in."""

import re

from portal.text.arabizi import arabic_letters
from portal.text.finglish import persian_letters
from portal.text.layouts import other_layout
from portal.text.letters import ARABIC

_LATIN = re.compile("[A-Za-z]")
_ARABIC = re.compile(f"[{ARABIC}]")


def readings(query: str) -> tuple[str, ...]:
    """Return other readings of `query`, each once: on another keyboard, as Persian and as Arabic in Latin letters.

    Candidates, the best of which is that whose words are known to the index. What is Latin on purpose («iphone») has
    readings too: they are for when it finds nothing. A query of both scripts has the words of Latin letters read.
    """
    found = list(other_layout(query))
    if _LATIN.search(query):
        found += [persian_letters(query), arabic_letters(query)]
    return tuple(reading for reading in dict.fromkeys(found) if reading != query and _says_something(reading))


def _says_something(reading: str) -> bool:
    return bool(_LATIN.search(reading) or _ARABIC.search(reading))
