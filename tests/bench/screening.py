"""Measures screening on real posts: each language and source, relevance, speed, memory.

PORTAL_REAL_DATA=<folder> python -m tests.bench.screening

Each rule is measured on posts that neither made its weights nor set its bounds.
"""

import resource
import sys
import time
from collections import Counter, defaultdict
from itertools import islice

from portal.moderation.screening import Severity, screen
from tests.bench.real_text import BORDERLINE, FILES, folder, letters, part_of, posts, trainable
from tests.kit.hard_cases import hard_cases

ACCEPTED = ("fa", "ar")
ON_SUBJECT = {"persian_reviews": "fa", "arabic_reviews": "ar"}
OFF_SUBJECT = {"persian_offtopic": "fa", "arabic_offtopic": "ar"}


def told(post):
    """Whether no weight or bound of language comes from the post."""
    return not trainable(post)


def judged(post):
    """Whether no weight or bound of relevance comes from the post."""
    return post["domain"] not in BORDERLINE and part_of(post["text"]) == "measuring"


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


class Tally:
    def __init__(self):
        self.languages, self.scores, self.flagged = defaultdict(Counter), defaultdict(list), defaultdict(list)
        self.posts, self.seconds = 0, 0.0

    def add(self, name, post):
        began = time.perf_counter()
        found = screen(post["text"])
        self.seconds += time.perf_counter() - began
        self.posts += 1
        if told(post):
            self._add_language(post, found)
        side = ("on", ON_SUBJECT[name]) if name in ON_SUBJECT else ("off", OFF_SUBJECT.get(name))
        if side[1] and judged(post):
            self.scores[side].append(found.relevance.score)
            self.flagged[side].append(found.relevance.verdict is not Severity.PASS)

    def _add_language(self, post, found):
        passed = found.language.verdict is Severity.PASS
        row = self.languages[post["lang"], post["source"].split("/")[-1][:34]]
        row.update(posts=1, right=passed == (post["lang"] in ACCEPTED), named=found.language.detected == post["lang"])


def print_languages(tally):
    print(f"{'language':9}{'source':36}{'posts':>7}{'right':>9}{'named':>9}")
    groups = defaultdict(Counter)
    for (language, source), row in sorted(tally.languages.items()):
        right, named = row["right"] / row["posts"], row["named"] / row["posts"]
        print(f"{language:9}{source:36}{row['posts']:7,}{right:9.2%}{named:9.2%}")
        group = language if language in {*ACCEPTED, "glk"} else "others, not passed"
        groups[group].update(row)
    for group, row in groups.items():
        print(f"= {group:43}{row['posts']:7,}{row['right'] / row['posts']:9.3%}")


def print_relevance(tally):
    for language in ACCEPTED:
        on, off = tally.scores["on", language], tally.scores["off", language]
        lowest = sorted(on)[len(on) // 100]
        below = sum(score < lowest for score in off) / len(off)
        flagged_on, flagged_off = (tally.flagged[side, language] for side in ("on", "off"))
        print(f"relevance {language}: {len(on):,} reviews, {len(off):,} others")
        print(f"  AUC {area_under_curve(on, off):.4f}; others below the lowest 1 % of reviews {below:.1%}")
        print(f"  flagged: {sum(flagged_on) / len(on):.2%} of reviews, {sum(flagged_off) / len(off):.1%} of others")


def print_hard_cases():
    """Invented posts whose style speaks against what they are about; no weight was made from them, no bound set."""
    for language in ACCEPTED:
        cases = [(side, screen(text).relevance) for side, _, text in hard_cases(language)]
        on, off = ([found for side, found in cases if side == wanted] for wanted in ("on", "off"))
        area = area_under_curve([found.score for found in on], [found.score for found in off])
        passed = sum(found.verdict is Severity.PASS for found in on) / len(on)
        flagged = sum(found.verdict is not Severity.PASS for found in off) / len(off)
        print(f"hard cases {language}: {len(on)} complaints, {passed:.1%} pass; ", end="")
        print(f"{len(off)} others, {flagged:.1%} flagged; AUC {area:.4f}")


def print_speed(tally):
    print(f"speed: {tally.posts / tally.seconds:,.0f} posts/s as they come")
    two_hundred = [(post["text"] * 200)[:200] for post in islice(posts("persian_reviews"), 3_000)]
    began = time.perf_counter()
    for text in two_hundred:
        screen(text)
    speed = len(two_hundred) / (time.perf_counter() - began)
    print(f"speed: {speed:,.0f} posts/s of 200 characters")
    long = " ".join(post["text"] for post in islice(posts("arabic_reviews"), 3_000))
    for size in (2_500, 5_000, 10_000):
        began = time.perf_counter()
        screen(long[size : 2 * size])
        print(f"speed: {size:,} characters in {(time.perf_counter() - began) * 1000:.1f} ms")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


def main():
    if folder() is None:
        sys.exit("PORTAL_REAL_DATA is not set: there is no real text to measure on.")
    tally = Tally()
    for name in FILES:
        for post in posts(name):
            if letters(post["text"]) >= 15 and (told(post) or judged(post)):
                tally.add(name, post)
    print_languages(tally)
    print_relevance(tally)
    print_hard_cases()
    print_speed(tally)


if __name__ == "__main__":
    main()
