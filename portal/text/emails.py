"""E-mail addresses, plain or lightly disguised (`info [at] x [dot] com`, blanks around the sign)."""

import re
from collections.abc import Iterator

from portal.text.identifiers import Span

_SIGN = re.compile(r"[@\uff20]|[\[({] ?(?:at|AT|At) ?[\])}]")
_LOCAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-"
_DOT = r"(?:\.| ?[\[({] ?(?:dot|DOT|Dot) ?[\])}] ?)"
_LABEL = "[A-Za-z0-9][A-Za-z0-9-]{0,62}"
_DOMAIN = re.compile(rf"{_LABEL}(?:{_DOT}{_LABEL}){{0,6}}{_DOT}[A-Za-z]{{2,24}}(?![A-Za-z])")
_PROVIDER = re.compile(r"(?:gmail|yahoo|hotmail|outlook|icloud)(?![A-Za-z0-9-])", re.IGNORECASE)
# Beside a blank, only endings that people's addresses have: «مدیر @ فروشگاه» and handles stay out.
_COMMON_END = re.compile(r"(?:com|net|org|ir|sa|info|edu|gov|co|ae|eg|iq|jo|kw|me)", re.IGNORECASE)
_LONGEST_LOCAL = 64


def emails(latin: str) -> Iterator[Span]:
    """Yield the spans of the addresses in text whose digits are ASCII already."""
    for sign in _SIGN.finditer(latin):
        local = _local_span(latin, sign.start())
        end = _domain_end(latin, sign.end(), spaced=local[1] < sign.start() or latin.startswith(" ", sign.end()))
        if local[0] < local[1] and end:
            yield local[0], end


def _local_span(latin: str, sign: int) -> Span:
    end = sign - 1 if sign > 1 and latin[sign - 1] == " " else sign
    window = latin[max(0, end - _LONGEST_LOCAL) : end]
    local = window[len(window.rstrip(_LOCAL)) :].lstrip(".-%")
    return end - len(local), end


def _domain_end(latin: str, start: int, *, spaced: bool) -> int | None:
    start += latin.startswith(" ", start)
    domain = _DOMAIN.match(latin, start)
    if domain is None:
        provider = None if spaced else _PROVIDER.match(latin, start)
        return provider.end() if provider else None
    ending = re.split(r"[.\])} ]", domain[0])[-1]
    return None if spaced and not _COMMON_END.fullmatch(ending) else domain.end()
