"""Letter sequences that a model knows, as a tree: a word is walked letter by letter, and no piece of it is cut out.

Two rows of bytes hold what a dictionary of a hundred thousand strings would need twenty megabytes for.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise, repeat

_UNKNOWN = 0


@dataclass(frozen=True, slots=True, eq=False)
class SequenceTree:
    """Each node is the sequence of letters on the way to it, the first of them the empty one.

    ``labels`` has the code of each node's last letter; the children of a node stand together, from ``first`` of it to
    ``first`` of the next one.
    """

    codes: Mapping[str, int]
    labels: bytes
    first: "array[int]"

    def places(self, written: str, longest: int) -> list[int]:
        """The nodes of all known sequences of at most ``longest`` letters in what is written, each as often as it
        stands there; nodes that are only on the way to a known one are among them.
        """
        found = []
        first, child = self.first, self.labels.find
        coded = bytes(map(self.codes.get, written, repeat(_UNKNOWN)))
        for start in range(len(coded)):
            place = 0
            for code in coded[start : start + longest]:
                place = child(code, first[place], first[place + 1])
                if place < 0:
                    break
                found.append(place)
        return found

    def ends(self, written: str, longest: int) -> list[int]:
        """The last of these nodes from each letter on, the root where none is known: what is summed up along the way
        needs no other.
        """
        found = []
        first, child = self.first, self.labels.find
        coded = bytes(map(self.codes.get, written, repeat(_UNKNOWN)))
        for start in range(len(coded)):
            end = 0
            for code in coded[start : start + longest]:
                place = child(code, first[end], first[end + 1])
                if place < 0:
                    break
                end = place
            found.append(end)
        return found

    def parents(self) -> Iterator[tuple[int, int]]:
        """Each node but the root, with the one it hangs from, in order."""
        for parent, (start, end) in enumerate(pairwise(self.first)):
            for place in range(start, end):
                yield place, parent


def sequence_tree(letters: str, children: bytes, labels: bytes) -> SequenceTree:
    """The tree of nodes in breadth-first order, by how many ``children`` each has and its label, counted from one."""
    codes = {letter: code for code, letter in enumerate(letters, _UNKNOWN + 1)}
    return SequenceTree(codes, labels, array("I", accumulate(children, initial=1)))
