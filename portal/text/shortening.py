"""The beginning of a text where there is no room for all of it."""

_NO_END = " \t\r\n\u200c،؛:,;«(–-"


def shortened(text: str, limit: int) -> str:
    """The first `limit` characters at most, in whole words, and an ellipsis where something was left out."""
    if len(text) <= limit:
        return text
    # A single word that is longer than the room is cut.
    end = next((place for place in range(limit, 0, -1) if text[place].isspace()), limit)
    return text[:end].rstrip(_NO_END) + "…"
