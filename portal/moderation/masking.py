"""A moderator may take words out of a text, and put none in. Pure."""

from portal.text import MASK


def is_masked_from(masked: str, original: str) -> bool:
    """Whether *masked* is the original with some of its words replaced by `MASK`, and with nothing else changed.

    What lies between the masks must stand in the original in the same order; each mask covers at least one character.
    """
    pieces = masked.split(MASK)
    if len(pieces) == 1 or masked == original or not original.startswith(pieces[0]):
        return False
    place = len(pieces[0])
    for piece in pieces[1:-1]:
        found = original.find(piece, place + 1)
        if found < 0:
            return False
        place = found + len(piece)
    end = len(original) - len(pieces[-1])
    return original.endswith(pieces[-1]) and end > place


def masked_words(masked: str, original: str) -> list[str]:
    """The words of the original that each mask stands for, in their order."""
    pieces = masked.split(MASK)
    words, place = [], len(pieces[0])
    for number, piece in enumerate(pieces[1:], start=1):
        is_last = number == len(pieces) - 1
        start = len(original) - len(piece) if is_last else original.find(piece, place + 1)
        words.append(original[place:start])
        place = start + len(piece)
    return words
