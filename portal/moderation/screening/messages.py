"""Findings put into words for the author: which rule, on which words, and what to do about it.

Messages are the catalogues' own; a finding's arguments are filled in with the names of languages and kinds
translated too.
"""

from collections.abc import Mapping, Sequence

from portal.language import N_, text
from portal.moderation.screening.findings import Finding, Severity
from portal.moderation.screening.rules import (
    ACCUSATION,
    ADVERTISING,
    CONTACT,
    DUPLICATE,
    INSULT,
    LANGUAGE,
    LINK,
    OBSCENITY,
    PERSONAL_DATA,
    RELEVANCE,
    SHOUTING,
    STAFF_NAME,
    THREAT,
    TOO_SHORT,
)

LANGUAGE_NAMES: Mapping[str, str] = {
    "fa": N_("Persian"),
    "ar": N_("Arabic"),
    "ur": N_("Urdu"),
    "ckb": N_("Sorani Kurdish"),
    "kmr": N_("Kurmanji Kurdish"),
    "hac": N_("Hawrami"),
    "ps": N_("Pashto"),
    "ug": N_("Uyghur"),
    "az": N_("Azerbaijani"),
    "azb": N_("Azerbaijani in Arabic letters"),
    "glk": N_("Gilaki"),
    "ks": N_("Kashmiri"),
    "bal": N_("Balochi"),
    "trw": N_("Torwali"),
    "brh": N_("Brahui"),
    "sd": N_("Sindhi"),
    "tg": N_("Tajik"),
    "tr": N_("Turkish"),
    "en": N_("English"),
    "fr": N_("French"),
    "ru": N_("Russian"),
    "he": N_("Hebrew"),
    "hi": N_("Hindi"),
    "zh": N_("Chinese"),
    "fa-Latn": N_("Persian in Latin letters"),
    "ar-Latn": N_("Arabic in Latin letters"),
    "ur-Latn": N_("Urdu in Latin letters"),
}

DATUM_NAMES: Mapping[str, str] = {
    "phone": N_("a telephone number"),
    "email": N_("an e-mail address"),
    "national-id": N_("a national identity number"),
    "card": N_("a bank card number"),
    "iban": N_("a bank account number"),
    "address": N_("a postal address"),
    "plate": N_("a car plate"),
}

_RULE_NAMES: Mapping[str, str] = {
    TOO_SHORT.name: N_("Length"),
    LANGUAGE.name: N_("Language"),
    RELEVANCE.name: N_("Subject"),
    PERSONAL_DATA.name: N_("Personal data"),
    STAFF_NAME.name: N_("Name of staff"),
    ACCUSATION.name: N_("Accusation of a crime"),
    INSULT.name: N_("Insult"),
    OBSCENITY.name: N_("Obscene words"),
    THREAT.name: N_("Threat"),
    ADVERTISING.name: N_("Advertising"),
    LINK.name: N_("Link"),
    CONTACT.name: N_("Address in a messenger"),
    SHOUTING.name: N_("Shouting"),
    DUPLICATE.name: N_("Sent before"),
}

_EXPLANATIONS: Mapping[tuple[str, Severity], str] = {
    (TOO_SHORT.name, Severity.PASS): N_("There is very little text: with %(letters)s letters nobody can tell much."),
    (LANGUAGE.name, Severity.BLOCK): N_("This seems to be written in another language: %(passage)s."),
    (LANGUAGE.name, Severity.WARN): N_("A good part of this is in another language: %(passage)s."),
    (RELEVANCE.name, Severity.BLOCK): N_("Nothing here seems to be about a store and something bought from it."),
    (RELEVANCE.name, Severity.WARN): N_("It is not clear which purchase or which service of a store this is about."),
    (PERSONAL_DATA.name, Severity.WARN): N_("This looks like %(kind)s. Everybody would see it."),
    (STAFF_NAME.name, Severity.WARN): N_("This seems to be the name of somebody who works for the store."),
    (ACCUSATION.name, Severity.WARN): N_(
        "This says that somebody committed a crime. Only a court can find that, and you could be sued for saying so."
    ),
    (INSULT.name, Severity.WARN): N_("This insults somebody."),
    (OBSCENITY.name, Severity.BLOCK): N_("These words are obscene."),
    (THREAT.name, Severity.BLOCK): N_("This reads like a threat."),
    (ADVERTISING.name, Severity.WARN): N_("This reads like advertising."),
    (LINK.name, Severity.WARN): N_("This is a link that leads away from here."),
    (CONTACT.name, Severity.WARN): N_("This leads to somebody’s account in a messenger or a social network."),
    (CONTACT.name, Severity.PASS): N_("This may be somebody’s account in a messenger or a social network."),
    (SHOUTING.name, Severity.WARN): N_("Stretched letters, rows of marks or capitals make this hard to read."),
    (DUPLICATE.name, Severity.WARN): N_("Nearly the same text has been sent before."),
}

_ADVICE: Mapping[str, str] = {
    TOO_SHORT.name: N_("Please tell in a few sentences what happened."),
    LANGUAGE.name: N_("Please write it in %(accepted)s. Names of products may stay as they are."),
    RELEVANCE.name: N_("Please say what you bought and where, what went wrong, and what you would like to happen."),
    PERSONAL_DATA.name: N_("Please take it out. What the store needs, such as an order number, has a private field."),
    STAFF_NAME.name: N_("Please write what was done and said, and a role for the name, such as “agent 1”."),
    ACCUSATION.name: N_("Please say what happened, with dates: facts weigh more."),
    INSULT.name: N_("Please say what was done or left undone instead: readers trust that more."),
    OBSCENITY.name: N_("Please take them out: what happened can be told without them."),
    THREAT.name: N_("Please take it out. That you will go to court or to the authorities, you may always say."),
    ADVERTISING.name: N_("Please tell what you bought and what went wrong. Nothing can be offered for sale here."),
    LINK.name: N_("Please say in your own words what is to be seen there."),
    CONTACT.name: N_("Please take it out, unless it is the store’s own."),
    SHOUTING.name: N_("Please write it plainly: it is read more willingly."),
    DUPLICATE.name: N_("If it is about the same purchase, please go on in the complaint that is already here."),
}

_ADVICE_IN_A_CASE: Mapping[tuple[str, str], str] = {
    ("reply", RELEVANCE.name): N_(
        "Please answer what the complaint is about: what happened, what you do about it, and by when."
    ),
    ("reply", PERSONAL_DATA.name): N_("Please take it out, the shopper’s data as well as your own."),
    ("rebuttal", RELEVANCE.name): N_(
        "Please stay with this complaint: what the store has answered, and what is still open."
    ),
    ("rebuttal", PERSONAL_DATA.name): N_("Please take it out: the store can find your order without it."),
}
"""What is better advised to whoever answers in a case, by kind of post and rule."""

_EXAMPLE = N_("For example: “I paid on …; by … nothing had arrived.”")
_EXAMPLES: Mapping[tuple[str, str], str] = {
    ("complaint", ACCUSATION.name): _EXAMPLE,
    ("rebuttal", ACCUSATION.name): _EXAMPLE,
}

_LETTERS = N_("This seems to be %(passage)s.")
_LETTERS_ADVICE = N_("We can read it, but others should too: please write it in that language's own letters.")
_SOMETHING = N_("personal data")
_UNKNOWN_LANGUAGE = N_("a language we do not know")


def rule_name(finding: Finding, language_code: str) -> str:
    """What the rule is called."""
    return text(language_code, _RULE_NAMES.get(finding.rule, finding.rule))


def explain(finding: Finding, language_code: str) -> str:
    """What the rule saw, in a sentence to the author."""
    return explain_together((finding,), language_code)


def explain_together(findings: Sequence[Finding], language_code: str) -> str:
    """One sentence on everything a rule saw with the same severity; the findings differ in words and kind alone."""
    first = findings[0]
    message = _LETTERS if _typed_in_latin(first) else _EXPLANATIONS[first.rule, first.severity]
    named = _named(first, language_code)
    if "kind" in named:
        named["kind"] = _kinds(findings, language_code)
    return text(language_code, message, **named)


def advice(finding: Finding, language_code: str, *, kind: str = "complaint", example: bool = True) -> str:
    """What the author of such a post can do about it; without the example where a better one stands beside it."""
    if _typed_in_latin(finding):
        return text(language_code, _LETTERS_ADVICE)
    message = _ADVICE_IN_A_CASE.get((kind, finding.rule), _ADVICE[finding.rule])
    advised = text(language_code, message, **_named(finding, language_code))
    given = _EXAMPLES.get((kind, finding.rule)) if example else None
    return f"{advised} {text(language_code, given)}" if given else advised


def language_name(tag: str, language_code: str) -> str:
    return text(language_code, LANGUAGE_NAMES.get(tag, _UNKNOWN_LANGUAGE))


def _typed_in_latin(finding: Finding) -> bool:
    """Whether a language of the portal is meant, in letters not its own."""
    if finding.rule != LANGUAGE.name:
        return False
    spoken, _, script = finding.arguments["passage"].partition("-")
    return script == "Latn" and spoken in finding.arguments["accepted"].split()


def _named(finding: Finding, language_code: str) -> dict[str, str | int]:
    """The finding's arguments in the words and digits of the language."""
    given = finding.arguments
    named: dict[str, str | int] = {name: int(value) if value.isdecimal() else value for name, value in given.items()}
    if finding.rule == LANGUAGE.name:
        named["passage"] = language_name(given["passage"], language_code)
        either = f" {text(language_code, 'or')} "
        named["accepted"] = either.join(language_name(tag, language_code) for tag in given["accepted"].split())
    return named


def _kinds(findings: Sequence[Finding], language_code: str) -> str:
    """“A telephone number, a card number and an address”, each kind once, in the order of the findings."""
    kinds = dict.fromkeys(finding.arguments["kind"] for finding in findings)
    *others, last = (text(language_code, DATUM_NAMES.get(kind, _SOMETHING)) for kind in kinds)
    if not others:
        return last
    these = f"{text(language_code, ',')} ".join(others)
    return text(language_code, "%(these)s and %(that)s", these=these, that=last)
