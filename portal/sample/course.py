"""The course of one case: who says what and when, from publication to the present of the world. Pure.

Instants are whole seconds since 1970. What would happen after the present does not happen; what waits for a
moderator at the present is pending, and nobody reacts to it.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from math import log
from random import Random
from typing import Any

from portal.sample.telling import Telling
from portal.sample.temperaments import Manner

HOUR, DAY = 3_600, 86_400
OPENS, WAKES = 8, 7
FOLLOW_UP_DAYS = 40
REOPENED = 0.06
EXPECTATIONS = ("courtesy", "understanding", "clarity", "expertise", "speed", "honesty")


def iso(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat()


class Course:
    """Fills posts, promises and outcomes, and the ends a case may come to."""

    def __init__(
        self, random: Random, telling: Telling, manner: Manner, *, published: int, now: int, offset: int
    ) -> None:
        self._random = random
        self._telling = telling
        self._manner = manner
        self._published = published
        self._now = now
        self._offset = offset
        self._last = published
        self._answered = 0
        self._refused = False
        self._goes_well = False
        self.posts: list[dict[str, Any]] = []
        self.promises: list[dict[str, Any]] = []
        self.outcomes: list[dict[str, Any]] = []
        self.gave_up: int | None = None
        self.withdrawn: int | None = None

    def run(self) -> None:
        """Each act says whether the case goes on after it."""
        acts: tuple[Callable[[], bool], ...] = (
            self._not_withdrawn_early,
            self._acknowledged,
            self._reminded,
            self._answer_given,
            self._reacted,
            self._concluded,
            self._reopened,
        )
        for act in acts:
            if not act():
                return

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _around(self, hours: float, spread: float = 0.8) -> float:
        return self._random.lognormvariate(log(hours), spread)

    def _later(self, hours: float, earliest: int = WAKES) -> int | None:
        """The instant so many hours after the last act, moved out of the night; None if it is yet to come."""
        at = self._last + int(hours * HOUR)
        local_hour = (at + self._offset) // HOUR % 24
        if local_hour < earliest:
            at += (earliest - local_hour) * HOUR + self._random.randrange(3 * HOUR)
        return at if at < self._now else None

    def _post(self, at: int | None, by: str, body: str, *, substantive: bool | None = None) -> bool:
        """Adds a turn; says whether it is public, so that the other side may react."""
        if at is None:
            return False
        shown = at + int(self._around(0.7) * HOUR) + 60
        is_public = shown <= self._now
        post: dict[str, Any] = {"at": iso(at), "by": by, "body": body}
        post["visibility"] = "published" if is_public else "pending"
        if is_public:
            post["published_at"] = iso(shown)
        if substantive is not None:
            post["substantive"] = substantive
            post["substantive_by"] = "moderator" if is_public else "rule"
        self.posts.append(post)
        self._last = shown
        return is_public

    def _not_withdrawn_early(self) -> bool:
        if self._chance(0.012):
            self.withdrawn = self._later(self._random.uniform(2, 40))
        return self.withdrawn is None

    def _acknowledged(self) -> bool:
        if not self._chance(self._manner.acknowledges):
            return True
        at = self._later(self._around(min(3.0, self._manner.hours)), OPENS)
        said = self._telling.reply(self._manner.voice, "acknowledgement")
        return self._post(at, "store", said, substantive=False)

    def _reminded(self) -> bool:
        """Those who wait long write again; some stores move for nothing else."""
        is_long = self._manner.hours > 72
        if not self._manner.needs_reminder and not (is_long and self._chance(0.4)):
            return True
        at = self._later(self._random.uniform(72, 240))
        return self._post(at, "shopper", self._telling.follow_up("reminder"))

    def _answer_given(self) -> bool:
        if not self._chance(self._manner.answers):
            self._left_waiting()
            return False
        refused = self._refused = self._chance(self._manner.refuses)
        kind = "refusal" if refused else self._random.choice(("answer", "answer", "apology"))
        at = self._later(self._around(self._manner.hours), OPENS)
        if at is None:
            return False
        self._answered = at
        self._goes_well = not refused and self._chance(self._manner.solves)
        body = self._telling.reply(self._manner.voice, kind) + self._promise(at, refused=refused)
        return self._post(at, "store", self._telling.unlike_others(body), substantive=True)

    def _promise(self, at: int, *, refused: bool) -> str:
        """What follows the answer: a promise with its term, a number to refer to, or nothing."""
        if refused or not self._chance(self._manner.promises):
            return f" {self._telling.closing()}" if self._chance(0.4) else ""
        what, said, hours = self._telling.promise()
        due = at + hours * HOUR
        promise: dict[str, Any] = {"made_at": iso(at), "due_at": iso(due), "what": what, "state": "pending"}
        if due < self._now:
            self._settle(promise, at, due)
        self.promises.append(promise)
        return f" {said}"

    def _settle(self, promise: dict[str, Any], made: int, due: int) -> None:
        if self._chance(0.06):
            promise["state"] = "unknown"
            return
        kept = self._chance(self._manner.keeps)
        settled = (
            made + int((due - made) * self._random.uniform(0.3, 1)) if kept else due + self._random.randrange(2 * DAY)
        )
        if settled > self._now:
            return
        promise["state"] = "kept" if kept else "broken"
        promise["settled_at"] = iso(settled)
        self._goes_well = self._goes_well and (kept or self._chance(0.3))
        self._last = max(self._last, settled)

    def _reacted(self) -> bool:
        """The shopper writes back, and the store may make good what it has not."""
        if not self._chance(0.6):
            return True
        displeased = "objection" if self._refused else self._random.choice(("still_nothing", "partly"))
        kind = "thanks" if self._goes_well else displeased
        at = self._later(self._random.uniform(3, 60) if self._goes_well else self._random.uniform(75, 220))
        if not self._post(at, "shopper", self._telling.follow_up(kind)):
            return False
        if self._goes_well or not self._telling.has_more_to_offer() or not self._chance(0.45 * self._manner.answers):
            return True
        self._goes_well = self._chance(self._manner.solves * 0.7)
        at = self._later(self._around(min(60.0, self._manner.hours)), OPENS)
        said = self._made_good()
        return self._post(at, "store", said, substantive=True)

    def _made_good(self) -> str:
        """A later reply: an apology with what is done now, and a number to refer to."""
        said = f"{self._telling.reply(self._manner.voice, 'apology')} {self._telling.closing()}"
        return self._telling.unlike_others(said)

    def _concluded(self) -> bool:
        """The last word, where the shopper says one: about two in three do."""
        if not self._chance(0.7 if self._goes_well else 0.64):
            return False
        at = self._later(self._around(30))
        if at is None:
            return False
        if not self._goes_well and self._chance(0.15):
            self.gave_up = self._later(self._random.uniform(300, 1_200))
            return False
        self._say(at, resolved=self._goes_well)
        return self._goes_well

    def _reopened(self) -> bool:
        """What was solved goes wrong again; the store has another try if there is anything left to do."""
        if not self._chance(REOPENED):
            return False
        at = self._later(self._random.uniform(60, FOLLOW_UP_DAYS * 24))
        if at is None:
            return False
        self.outcomes.append({"at": iso(at), "resolved": None})
        self._last = at
        is_public = self._post(self._later(0.2), "shopper", self._telling.follow_up("partly"))
        if not is_public or not self._telling.has_more_to_offer():
            return False
        said = self._made_good()
        if self._post(self._later(self._around(self._manner.hours), OPENS), "store", said, substantive=True):
            self._say(self._later(self._around(40)), resolved=self._chance(self._manner.solves))
        return True

    def _left_waiting(self) -> None:
        """No answer comes: some give up, some say so, most leave it at that."""
        fate = self._random.random()
        if fate < 0.24:
            self.gave_up = self._later(self._random.uniform(25, 150) * 24)
        elif fate < 0.42:
            self._say(self._later(self._random.uniform(18, 90) * 24), resolved=False)
        elif fate < 0.46:
            self.withdrawn = self._later(self._random.uniform(5, 70) * 24)
        elif fate < 0.66:
            self._post(self._later(self._random.uniform(8, 60) * 24), "shopper", self._telling.follow_up("reminder"))

    def _say(self, at: int | None, *, resolved: bool) -> None:
        if at is None:
            return
        outcome: dict[str, Any] = {"at": iso(at), "resolved": resolved}
        marks = self._marks(resolved=resolved)
        if marks:
            outcome["ratings"] = marks
        if self._chance(0.85):
            outcome["would_buy_again"] = self._chance(0.8 if resolved else 0.08)
        self.outcomes.append(outcome)
        self._last = at

    def _marks(self, *, resolved: bool) -> Mapping[str, int]:
        """Marks 1–5 about how it went; one in nine gives none, some leave one or two out."""
        if self._chance(0.11):
            return {}
        waited = (self._answered - self._published) / HOUR if self._answered else 2_000.0
        mean = 4.2 if resolved else 2.0
        means = dict.fromkeys(EXPECTATIONS, mean)
        means["speed"] = max(1.0, min(5.0, 5.4 - log(1 + max(0.0, waited)) * 0.62))
        if any(promise["state"] == "broken" for promise in self.promises):
            means["honesty"] -= 1.2
        left_out = self._random.sample(EXPECTATIONS, self._random.choice((0, 0, 0, 0, 1, 2)))
        return {
            name: max(1, min(5, round(self._random.gauss(mean, 0.7))))
            for name, mean in means.items()
            if name not in left_out
        }
