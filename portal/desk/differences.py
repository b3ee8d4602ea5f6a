"""What changed between two versions of a text, word by word. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

PIECE = re.compile(r"\S+|\s+")


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of both texts; or what of the old one was taken out and of the new one put in at its place."""

    kept: str = ""
    taken_out: str = ""
    put_in: str = ""


def differences(old: str, new: str) -> list[Change]:
    """The pieces in order: what is kept and put in is the new text, what is kept and taken out the old one."""
    before, after = PIECE.findall(old), PIECE.findall(new)
    # Common words are no anchors in long texts: a text of one word repeated would else take minutes.
    opcodes = SequenceMatcher(None, before, after).get_opcodes()
    return list(_joined(_change(code, before, after) for code in opcodes))


def _change(code: tuple[str, int, int, int, int], before: list[str], after: list[str]) -> Change:
    kind, old_start, old_end, new_start, new_end = code
    old, new = "".join(before[old_start:old_end]), "".join(after[new_start:new_end])
    return Change(kept=new) if kind == "equal" else Change(taken_out=old, put_in=new)


def _joined(changes: Iterable[Change]) -> Iterator[Change]:
    """Changes with nothing but a space between them read as one."""
    open_change, space = None, ""
    for change in changes:
        if change.kept.strip():
            yield from _pieces(open_change, space)
            open_change, space = None, ""
            yield change
        elif change.kept:
            space = change.kept
        elif open_change is None:
            yield from _pieces(None, space)
            open_change, space = change, ""
        else:
            taken_out = f"{open_change.taken_out}{space}{change.taken_out}"
            open_change, space = Change("", taken_out, f"{open_change.put_in}{space}{change.put_in}"), ""
    yield from _pieces(open_change, space)


def _pieces(open_change: Change | None, space: str) -> Iterator[Change]:
    if open_change is not None:
        yield open_change
    if space:
        yield Change(kept=space)
