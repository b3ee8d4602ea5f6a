"""Screening held against its targets, as a section of the page of figures."""

from collections.abc import Iterator

from tests.bench import personal_data, screening_speed
from tests.bench.figures import prose, table
from tests.bench.screening import (
    ACCEPTED,
    area_under_curve,
    below_lowest,
    dialect_figures,
    hard_figures,
    measured_posts,
    share,
)
from tests.bench.workshop import Workshop

TITLE = "Screening"
NAMES = {"fa": "Persian", "ar": "Arabic"}
LEAST_OF_A_LANGUAGE = 200
EACH_LANGUAGE = 0.985
PASSES = {"fa": 0.998, "ar": 0.999}
NOT_PASSED = 0.995
AREA = {"fa": 0.9995, "ar": 0.9985}
BELOW = {"fa": 0.993, "ar": 0.97}
FLAGGED = {"fa": 0.985, "ar": 0.95}
REVIEWS_FLAGGED = 0.015
POSTS_A_SECOND, LONG_POST_MS, MEGABYTES, START = 1_000, 100, 60, 0.3
LINEAR = 6.0
"""Four times the text may take this many times as long: a little more than four, for what a clock errs."""


def measure(_workshop: Workshop) -> Iterator[str]:
    tally = measured_posts()
    yield from prose(
        "Real posts of at least 15 letters that neither made a weight nor set a bound, nor repeat half of one that did "
        f"({tally.left_out['language']:,} near twins are left out for language, {tally.left_out['relevance']:,} for "
        "relevance). For relevance the borderline domains are left out too."
    )
    yield from table(("rule", "posts", "target", "measured", "met"), [*language_rows(tally), *relevance_rows(tally)])
    yield from by_language(tally)
    yield from our_own()
    yield from wording(tally)
    yield from speed()


def row(what, count, target, measured, *, most=False, form="{:.2%}"):
    sign, is_met = ("≤", measured <= target) if most else ("≥", measured >= target)
    return what, count, f"{sign} {form.format(target)}", form.format(measured), "yes" if is_met else "**no**"


def language_rows(tally):
    for tag in ACCEPTED:
        count, right = tally.share_right([tag])
        yield row(f"real {NAMES[tag]} passes as {NAMES[tag]}", f"{count:,}", PASSES[tag], right, form="{:.3%}")
    others = [tag for tag in tally.languages if tag not in {*ACCEPTED, "glk"}]
    count, right = tally.share_right(others)
    yield row("other languages are not passed, Gilaki apart", f"{count:,}", NOT_PASSED, right, form="{:.3%}")
    many = [tag for tag in others if tally.languages[tag]["posts"] >= LEAST_OF_A_LANGUAGE]
    worst = min(many, key=lambda tag: tally.share_right([tag])[1])
    count, right = tally.share_right([worst])
    yield row(f"the worst of them with {LEAST_OF_A_LANGUAGE} posts ({worst})", f"{count:,}", EACH_LANGUAGE, right)


def relevance_rows(tally):
    for tag in ACCEPTED:
        on, off = tally.scores["on", tag], tally.scores["off", tag]
        reviews_flagged, others_flagged = (share(tally.flagged[side, tag]) for side in ("on", "off"))
        name, both, others, reviews = NAMES[tag], f"{len(on):,} + {len(off):,}", f"{len(off):,}", f"{len(on):,}"
        yield row(f"relevance, {name}: AUC", both, AREA[tag], area_under_curve(on, off), form="{:.4f}")
        yield row(
            f"{name}: others below the lowest 1 % of reviews", others, BELOW[tag], below_lowest(on, off), form="{:.1%}"
        )
        yield row(f"{name}: reviews warned or blocked", reviews, REVIEWS_FLAGGED, reviews_flagged, most=True)
        yield row(f"{name}: others warned or blocked", others, FLAGGED[tag], others_flagged)


def by_language(tally):
    yield from prose("By language: rightly passed or not passed, and named.")
    rows = []
    for tag, counted in sorted(tally.languages.items()):
        count, right = tally.share_right([tag])
        rows.append((tag, f"{count:,}", f"{right:.2%}", f"{counted['named'] / count:.2%}"))
    yield from table(("language", "posts", "right", "named"), rows)


def our_own():
    yield from prose(
        "Posts of our own, from which no weight is made: hard cases (a complaint in a formal, literary or newspaper's "
        "voice, everyday talk of other things), and complaints by dialect, of which there is no labelled real text."
    )
    rows = []
    for tag in ACCEPTED:
        on, passed, off, flagged, area = hard_figures(tag)
        rows.append((NAMES[tag], on, f"{passed:.0%}", off, f"{flagged:.0%}", f"{area:.3f}"))
    yield from table(("hard cases", "complaints", "pass", "others", "flagged", "AUC"), rows)
    found = [row for tag in ACCEPTED for row in dialect_figures(tag).items()]
    yield from table(
        ("dialect", "posts", "passes in its language", "on the subject"),
        [(name, count, f"{is_read:.0%}", f"{is_on:.0%}") for name, (count, is_read, is_on) in found],
    )


def wording(tally):
    """How many real reviews each rule of wording speaks up on: most shoppers write none of it."""
    found = personal_data.measured()
    yield from prose(
        f"Personal data: {found.cases} cases of our own, recall {found.recall:.2%}, precision {found.precision:.2%}."
    )
    for tag in ACCEPTED:
        reviews = len(tally.scores["on", tag])
        shares = [
            f"{rule} {hits / reviews:.2%}"
            for rule, hits in tally.rules[tag].most_common()
            if rule not in {"language", "relevance", "too-short"}
        ]
        yield from prose(f"Of the {NAMES[tag]} reviews these rules speak up on: {', '.join(shares) or 'none'}.")


def without_count(what, target, measured, **form):
    name, _, *rest = row(what, "", target, measured, **form)
    return name, *rest


def speed():
    yield from prose(
        f"All rules on one core, in processor time, the best of {screening_speed.ROUNDS} rounds, each over other posts "
        f"of {screening_speed.LENGTH} characters. Yardstick: the words of the same posts (`\\w+`), to JSON and back."
    )
    rows = [*speed_rows(), *long_rows(), *hostile_rows(), *process_rows()]
    yield from table(("what", "target", "measured", "met"), rows)


def speed_rows():
    for tag in ACCEPTED:
        fast, times = screening_speed.speeds(tag)
        what = f"{NAMES[tag]}, posts/s ({times:.0f} yardsticks a post)"
        yield without_count(what, POSTS_A_SECOND, fast, form="{:,.0f}")


def long_rows():
    short, long = screening_speed.growth(screening_speed.long_post)
    yield without_count("10,000 characters of reviews, ms", LONG_POST_MS, long, most=True, form="{:.1f}")
    yield without_count("beside 2,500 of them, times", LINEAR, long / short, most=True, form="{:.1f}")


def hostile_rows():
    found = screening_speed.hostile_growths()
    slowest = max(found, key=lambda unit: found[unit][1])
    what = f"the slowest of {len(found)} hostile texts of that length, `{slowest!r}`, ms"
    yield without_count(what, LONG_POST_MS, found[slowest][1], most=True, form="{:.1f}")
    steepest = max(found, key=lambda unit: found[unit][1] / found[unit][0])
    short, long = found[steepest]
    what = f"the steepest, `{steepest!r}`, beside 2,500 characters, times"
    yield without_count(what, LINEAR, long / short, most=True, form="{:.1f}")


def process_rows():
    started, more = screening_speed.start_and_memory()
    yield without_count("seconds more until all models are read", START, started, most=True, form="{:.2f}")
    yield without_count("MB more after 12,000 posts", MEGABYTES, more / 1e6, most=True, form="{:.0f}")
