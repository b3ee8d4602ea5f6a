"""Which requests are somebody reading, and how a reader is known without being named. Pure."""

import re
from dataclasses import dataclass
from hashlib import blake2b

ROBOT = re.compile(
    r"bot|crawl|spider|slurp|monitor|preview|headless|lighthouse|curl|wget|python|http-client|okhttp|java/|feed"
    r"|facebookexternalhit|whatsapp|archiver",
    re.IGNORECASE,
)
"""What programs that fetch pages by themselves call themselves."""


def is_robot(agent: str) -> bool:
    """Whether a user agent says that nobody is looking; one that says nothing counts as such."""
    return not agent.strip() or ROBOT.search(agent) is not None


def is_prefetch(purpose: str) -> bool:
    """Whether a page is fetched in case somebody might open it (`Sec-Purpose`, `Purpose`)."""
    return any(word in purpose.lower() for word in ("prefetch", "prerender", "preview"))


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever marks a case: an account, or the key of a browser as this one case knows it, or both."""

    account_id: int | None
    key: str | None


def key_for_case(browser_key: str, complaint_id: int) -> str:
    """The same browser has another key in each case, so that its marks cannot be laid side by side."""
    return blake2b(f"{complaint_id}:{browser_key}".encode(), digest_size=16).hexdigest()
