"""Whether a reply is an answer: the flag that presets the moderator's choice.

The definition is part of the score's: after names, numbers, greetings and acknowledgements are taken out, fewer
than eight words lie outside 3-word runs found in the store's earlier replies to other cases.
"""

from collections.abc import Collection

from portal.text import ACKNOWLEDGEMENTS_VERSION, new_words, runs, substance

RULE_VERSION = ACKNOWLEDGEMENTS_VERSION
ENOUGH_WORDS = 8
SEVERAL = 0


class EarlierReplies:
    """The 3-word runs of one store's replies, told in the order of their time."""

    def __init__(self) -> None:
        self._case_of_run: dict[int, int] = {}

    def is_answer(self, complaint_id: int, reply: str, names: Collection[str]) -> bool:
        """True unless the reply is flagged beside what the store has said in other cases before."""
        in_others = _InOthers(self._case_of_run, complaint_id)
        return new_words(substance(reply, names), in_others) >= ENOUGH_WORDS

    def add(self, complaint_id: int, reply: str, names: Collection[str]) -> None:
        for run in runs(substance(reply, names)):
            known = self._case_of_run.setdefault(run, complaint_id)
            if known != complaint_id:
                self._case_of_run[run] = SEVERAL


class _InOthers:
    """Holds the runs found in a case other than this one."""

    def __init__(self, case_of_run: dict[int, int], complaint_id: int) -> None:
        self._case_of_run = case_of_run
        self._complaint_id = complaint_id

    def __contains__(self, run: object) -> bool:
        known = self._case_of_run.get(run) if isinstance(run, int) else None
        return known is not None and known != self._complaint_id
