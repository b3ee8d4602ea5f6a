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
from tests.bench import personal_data
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
        self.rules, self.reviews = defaultdict(Counter), Counter()
        self.posts, self.seconds = 0, 0.0

    def add(self, name, post):
        began = time.process_time()
        found = screen(post["text"])
        self.seconds += time.process_time() - began
        self.posts += 1
        if told(post):
            self._add_language(post, found)
        side = ("on", ON_SUBJECT[name]) if name in ON_SUBJECT else ("off", OFF_SUBJECT.get(name))
        if name in ON_SUBJECT and judged(post):
            self.reviews[ON_SUBJECT[name]] += 1
            self.rules[ON_SUBJECT[name]].update({finding.rule for finding in found.findings})
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


HOSTILE = (
    "a@", "a@a.", "a.a-", "ل.", "1 ", "1", "09", "0912 ", "+9", "(at)", "GB12 ", "((+", "http://", "@a ", "#a", "a'",
    "!؟", "پلاک 1 ", "خیابان ", "عااا", "سلام ", "آقای ", "کلاه ", "و", "t.me/", "12 ب 345 ",
)  # fmt: skip


def milliseconds(text):
    """The best of three, so that what else the machine does counts little."""

    def once():
        began = time.process_time()
        screen(text)
        return (time.process_time() - began) * 1000

    return min(once() for _ in range(3))


def print_growth():
    """Posts made to break regular expressions: four times the text must not take much more than four times as long."""
    rows = [(unit, *(milliseconds((unit * size)[:size]) for size in (2_500, 10_000))) for unit in HOSTILE]
    unit, _, longest = max(rows, key=lambda row: row[2])
    print(f"hostile: 10,000 characters of {unit!r} take longest of {len(rows)}: {longest:.1f} ms")
    unit, short, long = max(rows, key=lambda row: row[2] / row[1])
    print(f"hostile: {unit!r} grows most, {long / short:.1f} times from 2,500 to 10,000 characters")


def print_personal_data():
    found = personal_data.measured()
    print(f"personal data: {found.cases} cases, recall {found.recall:.2%}, precision {found.precision:.2%}")


def print_rules(tally):
    """How many real reviews each rule of wording speaks up on: most shoppers write none of it."""
    judged_apart = {"language", "relevance", "too-short"}
    for language, counted in tally.rules.items():
        shares = (
            (rule, hits / tally.reviews[language]) for rule, hits in counted.most_common() if rule not in judged_apart
        )
        print(f"found in {language} reviews: " + ", ".join(f"{rule} {share:.2%}" for rule, share in shares))


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
    began = time.process_time()
    for text in two_hundred:
        screen(text)
    speed = len(two_hundred) / (time.process_time() - began)
    print(f"speed: {speed:,.0f} posts/s of 200 characters")
    long = " ".join(post["text"] for post in islice(posts("arabic_reviews"), 3_000))
    for size in (2_500, 5_000, 10_000):
        began = time.process_time()
        screen(long[size : 2 * size])
        print(f"speed: {size:,} characters in {(time.process_time() - began) * 1000:.1f} ms")
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
    print_rules(tally)
    print_personal_data()
    print_hard_cases()
    print_speed(tally)
    print_growth()


if __name__ == "__main__":
    main()
