"""What screening says of real posts that neither made its weights nor set its bounds, and of our own hard cases."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from portal.moderation.screening import Severity, screen
from tests.bench.real_text import BORDERLINE, FILES, MEASURING, letters, may_make_weights, part_of, posts, trainable
from tests.bench.twins import near_twins
from tests.kit.hard_cases import dialects, hard_cases

ACCEPTED = ("fa", "ar")
FEWEST_LETTERS = 15
SIDES = {
    "persian_reviews": ("on", "fa"), "persian_offtopic": ("off", "fa"),
    "arabic_reviews": ("on", "ar"), "arabic_offtopic": ("off", "ar"),
}  # fmt: skip


def told(_name, post):
    """Whether no weight or bias of language comes from the post."""
    return not trainable(post)


def judged(name, post):
    """Whether the post is measured on for relevance, from which no weight and no bound of it comes."""
    return name in SIDES and post["domain"] not in BORDERLINE and part_of(post["text"]) == MEASURING


def taught(name, post):
    """Whether a weight of relevance may come from the post."""
    return (
        name in SIDES
        and post["domain"] not in BORDERLINE
        and part_of(post["text"]) != MEASURING
        and may_make_weights(post)
    )


@dataclass
class Tally:
    """Counts by language; scores and verdicts by side and language; near twins of what was learnt from, left out."""

    languages: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    scores: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    flagged: dict[tuple[str, str], list[bool]] = field(default_factory=lambda: defaultdict(list))
    rules: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    left_out: dict[str, int] = field(default_factory=dict)

    def add_language(self, post, found):
        passed = found.language.verdict is Severity.PASS
        self.languages[post["lang"]].update(
            posts=1, right=passed == (post["lang"] in ACCEPTED), named=found.language.detected == post["lang"]
        )

    def add_relevance(self, name, found):
        side = SIDES[name]
        self.scores[side].append(found.relevance.score)
        self.flagged[side].append(found.relevance.verdict is not Severity.PASS)
        if side[0] == "on":
            self.rules[side[1]].update({finding.rule for finding in found.findings})

    def share_right(self, tags):
        """Of all posts in the languages, how many, and which share was rightly passed or not passed."""
        total = sum((self.languages[tag] for tag in tags), Counter())
        return total["posts"], total["right"] / total["posts"]


def measured_posts():
    tally = Tally()
    for _, post in unseen("language", tally, told, lambda _, post: trainable(post)):
        tally.add_language(post, screen(post["text"]))
    for name, post in unseen("relevance", tally, judged, taught):
        tally.add_relevance(name, screen(post["text"]))
    return tally


def unseen(what, tally, is_measured, is_learnt):
    """The posts to be measured on, but for the near twins of those that were learnt from."""
    every = [(name, post) for name in FILES for post in posts(name)]
    rows = [(name, post) for name, post in every if letters(post["text"]) >= FEWEST_LETTERS and is_measured(name, post)]
    learnt = (post["text"] for name, post in every if is_learnt(name, post))
    twins = near_twins([post["text"] for _, post in rows], learnt)
    tally.left_out[what] = len(twins)
    return [row for place, row in enumerate(rows) if place not in twins]


def area_under_curve(above, below):
    """The chance that one of the first is higher than one of the second; ties count half."""
    values = sorted([(value, 1) for value in above] + [(value, 0) for value in below])
    wins, lower, at = 0.0, 0, 0
    while at < len(values):
        end = at
        while end < len(values) and values[end][0] == values[at][0]:
            end += 1
        tied = sum(1 for _, kind in values[at:end] if kind == 0)
        wins += (end - at - tied) * (lower + tied / 2)
        lower += tied
        at = end
    return wins / (len(above) * len(below))


def below_lowest(reviews, others):
    """Which share of the others scores below the review that one in a hundred reviews lies below."""
    lowest = sorted(reviews)[len(reviews) // 100]
    return sum(score < lowest for score in others) / len(others)


def share(values):
    values = list(values)
    return sum(values) / len(values)


def hard_figures(language):
    """Of our own hard cases: complaints and other talk, how many, which share is judged rightly, and the AUC."""
    cases = [(side, screen(text).relevance) for side, _, text in hard_cases(language)]
    on, off = ([found for side, found in cases if side == wanted] for wanted in ("on", "off"))
    passed = share(found.verdict is Severity.PASS for found in on)
    flagged = share(found.verdict is not Severity.PASS for found in off)
    area = area_under_curve([found.score for found in on], [found.score for found in off])
    return len(on), passed, len(off), flagged, area


def dialect_figures(language):
    """By dialect: how many complaints of our own, which share is read in its language, and is found on the subject."""
    rows = defaultdict(list)
    for dialect, text in dialects(language):
        found = screen(text)
        is_read = found.language.verdict is Severity.PASS and found.language.detected == language
        rows[dialect].append((is_read, found.relevance.verdict is Severity.PASS))
    return {dialect: (len(found), *map(share, zip(*found, strict=True))) for dialect, found in rows.items()}
