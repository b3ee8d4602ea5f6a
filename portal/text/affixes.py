"""Persian affixes that are written joined, with a half space or apart: which neighbours are one word.

Decisions look at folded words alone, never at what stood between them: so the fold is idempotent.
"""

from portal.text.letters import is_arabic
from portal.text.lists import load

_LISTS = {name: frozenset(words.split()) for name, words in load("affixes").items()}
PREFIXES = _LISTS["prefixes"]
_FREE_SUFFIXES = _LISTS["free_suffixes"]
_SUFFIXES_AFTER_HE_OR_YE = _LISTS["suffixes_after_he_or_ye"]
SUFFIXES = _FREE_SUFFIXES | _SUFFIXES_AFTER_HE_OR_YE | _LISTS["suffixes_after_he"]
_NO_HOSTS = _LISTS["no_hosts"]


def takes_bi(word: str) -> bool:
    """Tell whether folded `word` may be one with «بی» before it."""
    # «بی کیفیت» is one word; the Arabic «بي» (with me) stands before anything, most often an article.
    return not word.startswith("ال") and word not in _NO_HOSTS and is_arabic(word)


def joins(host: str, word: str) -> bool:
    """Tell whether folded `word` is one word with `host`, the folded word before it."""
    if word in SUFFIXES and takes_suffix(host):
        return host in PREFIXES or word in _FREE_SUFFIXES or _allowed_after(host[-1], word)
    if host == "بی":
        return takes_bi(word)
    return host in PREFIXES and is_arabic(word)


def takes_suffix(host: str) -> bool:
    """Tell whether a suffix may follow folded `host`: particles and other scripts take none."""
    return host not in _NO_HOSTS and is_arabic(host)


def _allowed_after(letter: str, suffix: str) -> bool:
    if letter == "ه":
        return True
    return letter == "ی" and suffix in _SUFFIXES_AFTER_HE_OR_YE
