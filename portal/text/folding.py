"""The one canonical Persian and Arabic fold, for what is indexed and for what is asked alike."""

from typing import NamedTuple

from portal.text.affixes import joins
from portal.text.letters import TOKEN, folded_token, unstretched


class Word(NamedTuple):
    """A folded word and where it stands in the original text: `text[start:end]`."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return the folded words of `text`, joined by single spaces; folding twice is folding once."""
    folded: list[str] = []
    for token in TOKEN.findall(text):
        for word in folded_token(token):
            if folded and joins(folded[-1], word):
                folded[-1] = unstretched(folded[-1] + word)
            else:
                folded.append(word)
    return " ".join(folded)


def words(text: str) -> list[Word]:
    """Return the words of `fold(text)`, each with its span in `text`.

    A word glued from several written parts spans them all; the words of one character («ﷺ») share its span.
    """
    found: list[Word] = []
    for token in TOKEN.finditer(text):
        for word in folded_token(token[0]):
            if found and joins(found[-1].text, word):
                host = found[-1]
                found[-1] = Word(unstretched(host.text + word), host.start, token.end())
            else:
                found.append(Word(word, token.start(), token.end()))
    return found
