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
            folded.append(word)
            # What was made of two may be one with the word before: «بی بی خانه».
            while len(folded) > 1 and joins(folded[-2], folded[-1]):
                last = folded.pop()
                folded[-1] = unstretched(folded[-1] + last)
    return " ".join(folded)


def words(text: str) -> list[Word]:
    """Return the words of `fold(text)`, each with its span in `text`.

    A word glued from several written parts spans them all; the words of one character («ﷺ») share its span.
    """
    found: list[Word] = []
    for token in TOKEN.finditer(text):
        for word in folded_token(token[0]):
            found.append(Word(word, token.start(), token.end()))
            while len(found) > 1 and joins(found[-2].text, found[-1].text):
                last, host = found.pop(), found[-1]
                found[-1] = Word(unstretched(host.text + last.text), host.start, last.end)
    return found
