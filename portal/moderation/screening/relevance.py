"""Whether a post is about a store and something bought from it, or, within a case, about the case.

A log-linear model a language gives the log odds, moderators' decisions correct them. A long text is judged in windows
of some sixty words, of which the better half counts, so that a long story around a purchase is no offence. The score
is 0.5 where the rule begins to warn. Models and bounds are described in docs/models.md.
"""

from collections.abc import Mapping
from math import exp

from portal.moderation.screening.findings import RelevanceVerdict, Severity
from portal.moderation.screening.language import LanguageReading, is_short
from portal.moderation.screening.learning import NOTHING_LEARNED, Learned, telling_words
from portal.moderation.screening.subject import SubjectModel, load_subject, tokens

ABOUT_A_PURCHASE = frozenset({"complaint", "praise"})

_MODELS: Mapping[str, str] = {"fa": "relevance_fa", "ar": "relevance_ar"}
JUDGED_LANGUAGES = frozenset(_MODELS)

_WINDOW = 60
_UNJUDGED = 0.5
_EXTREME = 50.0
_FEWEST_SHARED_LETTERS = 4
_FAR_OFF = 2


def read_relevance(
    text: str,
    *,
    kind: str,
    title: str,
    language: LanguageReading,
    case: str = "",
    learned: Learned = NOTHING_LEARNED,
) -> RelevanceVerdict:
    """Judges complaints and praise by the purchase they must be about.

    Other posts belong to a ``case`` (its text, where known): they are warned about where nobody can read them, or
    where they are far off any purchase (twice as far as what is blocked) and share no telling word with their case.
    They are never blocked.
    """
    spoken, unread = language.own, language.verdict.verdict is Severity.BLOCK
    if spoken not in _MODELS:
        return RelevanceVerdict(Severity.WARN if unread else Severity.PASS, _UNJUDGED)
    whole = f"{title}\n{text}"
    model = load_subject(_MODELS[spoken])
    margin = shipped_margin(whole, spoken) + learned.correction(spoken, whole)
    score = round(1 / (1 + exp(-margin)), 4)
    if unread:
        return RelevanceVerdict(Severity.WARN, score)
    if is_short(text):
        return RelevanceVerdict(Severity.PASS, score)
    if kind in ABOUT_A_PURCHASE:
        return RelevanceVerdict(_verdict(model, margin), score)
    is_off = margin < _FAR_OFF * (model.block_below - model.warn_below) and not _shares_words(text, case)
    return RelevanceVerdict(Severity.WARN if is_off else Severity.PASS, score)


def shipped_margin(text: str, language: str) -> float:
    """By how much a text lies above the bound of warning, in log odds, by the shipped weights alone."""
    model = load_subject(_MODELS[language])
    margin = _log_odds(model, tokens(text)) - model.warn_below
    return max(-_EXTREME, min(_EXTREME, margin))


def _verdict(model: SubjectModel, margin: float) -> Severity:
    if margin < model.block_below - model.warn_below:
        return Severity.BLOCK
    return Severity.WARN if margin < 0 else Severity.PASS


def _log_odds(model: SubjectModel, words: list[str]) -> float:
    """The log odds of the subject, the mean over the better half of the windows."""
    if len(words) <= _WINDOW:
        return model.log_odds(words)
    step = _WINDOW // 2
    starts = range(0, len(words) - step, step)
    odds = sorted((model.log_odds(words[start : start + _WINDOW]) for start in starts), reverse=True)
    better = odds[: (len(odds) + 1) // 2]
    return sum(better) / len(better)


def _shares_words(text: str, case: str) -> bool:
    """Whether a post repeats a longer word of the case it belongs to."""
    shared = set(telling_words(text)) & set(telling_words(case))
    return any(len(word) >= _FEWEST_SHARED_LETTERS for word in shared)
