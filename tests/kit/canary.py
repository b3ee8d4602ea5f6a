"""What a canary is, where it lies, and who may see it where."""

import html
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from portal.language import latin_digits

Places = Mapping[str, Collection[str]]

OWN_CASE = {
    "site.case", "site.case_sent", "site.cases", "site.mend", "site.appeal", "site.answer_back", "site.evaluate",
    "site.reopen", "site.give_up", "site.sharing",
}  # fmt: skip
REPORTING = {"site.report_post"}
STORE_DESK = {"site.case", "desk.inbox", "desk.reply"}
MODERATION = {"site.case", "desk.moderation", "desk.post", "desk.clean", "desk.hide", "desk.appeal"}

NOBODY: Places = {}
EARLIER_VERSION: Places = {"moderator": {"desk.post"}}
ON_THE_POST: Places = {"moderator": {"desk.post", "desk.hide"}}
THE_AUTHOR_AND_MODERATORS: Places = {"author": OWN_CASE | {"mail"}, "moderator": MODERATION}
MODERATORS: Places = {"moderator": MODERATION}
THE_STORE_AND_MODERATORS: Places = {
    "representative": STORE_DESK | {"site.mend", "site.appeal", "mail"},
    "moderator": MODERATION,
    "moderator of the store": STORE_DESK,
}
PRIVATE_FACT: Places = {"author": OWN_CASE, "moderator": MODERATION}
NOTE_TO_THE_AUTHOR: Places = {
    "author": {"site.mend", "site.appeal", "site.cases", "mail"},
    "moderator": {"desk.post", "desk.appeal"},
}
NOTE_TO_THE_STORE: Places = {
    "representative": {"desk.reply", "site.mend", "site.appeal", "mail"},
    "moderator": {"desk.post"},
    "moderator of the store": {"desk.reply"},
}
AGAIN: Places = {"administrator": {"desk.second_reading"}}
TO_THE_SECOND: Places = {"administrator": {"desk.appeal"}}
AN_APPEAL: Places = {"author": {"site.appeal"}, "moderator": {"desk.appeal"}, **TO_THE_SECOND}


@dataclass(frozen=True)
class Canary:
    """Where it lies, in a sentence; how it may be written; and by reader the endpoints that may show it.

    `is_seen` is false where those who may see it need not come across it.
    """

    lies: str
    words: tuple[str, ...]
    seen_by: Places
    is_seen: bool = True

    def is_in(self, shown: str) -> bool:
        return any(word in shown for word in self.words)

    def may_be_seen(self, reader: str, place: str) -> bool:
        """Whether that reader may see it there, at an endpoint or in a mail."""
        return place in self.seen_by.get(reader, ())


def shown_text(body: str) -> str:
    """A page, mail or line of JSON as it reads: without escapes of any kind, grouping or digits of other scripts."""
    plain = latin_digits(html.unescape(unquote(body)))
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), plain)
    return re.sub(r"(?<=\d)[,٬](?=\d)", "", plain)


def shown_but_for(word: str, body: str) -> str:
    """What a page that was asked for the word shows beside it."""
    return shown_text(body).replace(word, "").replace(word.replace(" ", "+"), "")
