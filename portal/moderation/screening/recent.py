"""What was worked out for the words met lately."""

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Recent(dict[str, Value], Generic[Value]):
    """Values by word, found when a word is first met and kept for a while: what was not asked for since ``most`` other
    words were new is forgotten. A word longer than ``longest`` hardly comes again and is not kept.
    """

    def __init__(self, find: Callable[[str], Value], *, most: int, longest: int) -> None:
        super().__init__()
        self._find, self._most, self._longest = find, most, longest
        self._before: dict[str, Value] = {}

    def __missing__(self, word: str) -> Value:
        found = self._before.get(word)
        value = self._find(word) if found is None else found
        if len(word) <= self._longest:
            if len(self) >= self._most:
                self._before = dict(self)
                self.clear()
            self[word] = value
        return value
