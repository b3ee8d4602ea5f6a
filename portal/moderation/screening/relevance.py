"""Whether a post is about a store and something bought from it.

A text is judged in windows of some twenty words, by a log-linear model a language; the better half of its
windows count, so that a long story around a purchase is no offence. The score is 0.5 where one in seventy
real reviews lies below; the figures were measured on real reviews, the weights come from redistributable
text and words of our own.
"""

from collections.abc import Mapping
from math import exp

from portal.moderation.screening.findings import RelevanceVerdict, Severity
from portal.moderation.screening.language import LanguageReading, is_short
from portal.moderation.screening.letters import script_words
from portal.moderation.screening.linear import LinearModel, load

ABOUT_A_PURCHASE = frozenset({"complaint", "praise"})

_MODELS: Mapping[str, str] = {"fa": "relevance_fa", "ar": "relevance_ar"}
_WARN_BELOW: Mapping[str, float] = {"fa": -0.75, "ar": -2.75}
_BLOCK_BELOW: Mapping[str, float] = {"fa": -3.2, "ar": -5.1}
_WINDOW = 20
_UNJUDGED = 0.5


def read_relevance(text: str, *, kind: str, title: str, language: LanguageReading) -> RelevanceVerdict:
    """Judges complaints and praise; other posts belong to a case and are off the subject only if nobody can
    read them.
    """
    if language.verdict.verdict is Severity.BLOCK:
        return RelevanceVerdict(Severity.WARN, _UNJUDGED)
    spoken = language.own
    words = [word.letters for word in script_words(f"{title}\n{text}") if word.script == "arabic"]
    if spoken not in _MODELS or not words:
        return RelevanceVerdict(Severity.PASS, _UNJUDGED)
    evidence = _evidence(load(_MODELS[spoken]), words)
    score = round(1 / (1 + exp(_WARN_BELOW[spoken] - evidence)), 4)
    judged = kind in ABOUT_A_PURCHASE and not is_short(text)
    return RelevanceVerdict(_verdict(evidence, spoken) if judged else Severity.PASS, score)


def _verdict(evidence: float, spoken: str) -> Severity:
    if evidence < _BLOCK_BELOW[spoken]:
        return Severity.BLOCK
    return Severity.WARN if evidence < _WARN_BELOW[spoken] else Severity.PASS


def _evidence(model: LinearModel, words: list[str]) -> float:
    """The log odds of the subject, the mean over the better half of the windows; held within a finite
    range.
    """
    step = _WINDOW // 2
    starts = range(0, max(len(words) - step, 1), step)
    odds = sorted((_log_odds(model, words[start : start + _WINDOW]) for start in starts), reverse=True)
    better = odds[: max(1, len(odds) // 2)]
    return max(-50.0, min(50.0, sum(better) / len(better)))


def _log_odds(model: LinearModel, words: list[str]) -> float:
    subject, other = model.scores(words)
    return subject - other
