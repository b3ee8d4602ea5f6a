"""Every page of the portal in the states worth looking at, and who looks.

A new address needs a stop here: `tests/architecture/test_inventory.py` asks for it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from portal.site.design import COMPONENTS
from tests.walk.places import (
    ADMINISTRATOR,
    ANONYMOUS,
    EMPTY,
    MODERATOR,
    NEWCOMER,
    OF_TWO_STORES,
    OFFLINE,
    REPRESENTATIVE,
    ROLES,
    SAMPLE,
    SHOPPER,
    UNCONFIRMED,
    Places,
    Values,
)

Found = Callable[[Places], Values]
MACHINES_ONLY = {
    "static",
    "site.check_complaint",
    "site.check_in_case",
    "site.suggestions",
    "site.manifest",
    "bare.service_worker",
    "styles.sheet",
    "brand.favicon",
    "brand.picture",
    "bare.entrance",
    "bare.healthz",
    "bare.readyz",
    "bare.robots",
}
"""Endpoints that answer with no page."""
OF_FRAMES = {"design.index"}
"""Pages that only frame others, each of which has its stop."""


def nothing(_places: Places) -> Values:
    return {}


@dataclass(frozen=True)
class Sending:
    """A form that is filled in and sent before the page is looked at. `to` sends it elsewhere than it says."""

    fields: Mapping[str, str] = field(default_factory=dict)
    to: str | None = None


@dataclass(frozen=True)
class Stop:
    """A page in one state. `status` is that of what is looked at in the end, `found` fills in its address."""

    name: str
    endpoint: str
    readers: Sequence[str] = (ANONYMOUS,)
    found: Found = nothing
    query: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    portal: str = SAMPLE
    sending: Sending | None = None


def case(name: str) -> Found:
    return lambda places: places.cases[name]


def post(name: str) -> Found:
    return lambda places: places.posts[name]


def store(name: str) -> Found:
    return lambda places: places.stores[name]


def token(name: str) -> Found:
    return lambda places: places.tokens[name]


def failure(name: str) -> Found:
    return lambda _places: {"failure": name}


BLANK = Sending()
FOUND = Sending({"body": "شمارهٔ من ۰۹۱۲۱۲۳۴۵۶۷ است؛ آقای احمدی از پشتیبانی کلاهبردار است و جواب نمی‌دهد."})
"""What the rules have something to say of, several times."""
LONG_COMPLAINT = Sending({"title": "یخچال پس از سه هفته نرسید", "body": "یخچال هنوز نرسیده است. " * 12}, "failing/busy")

HOME_AND_LISTS = (
    Stop("home", "site.home", ROLES),
    Stop("home-empty", "site.home", portal=EMPTY),
    Stop("search", "site.search", (ANONYMOUS, MODERATOR)),
    Stop("search-words", "site.search", query={"q": "سفارش", "state": "open", "sort": "longest-unanswered"}),
    Stop("search-second-page", "site.search", query={"page": "2"}),
    Stop("search-beyond-the-end", "site.search", query={"page": "400"}),
    Stop("search-nothing", "site.search", query={"q": "هیچ‌جا", "nature": "magic"}),
    Stop("search-most-words", "site.search", query={"q": "یخچال زرافه نرسیده"}),
    Stop("search-nothing-narrowed", "site.search", query={"q": "ژژژژ", "store": "sanabarq", "state": "open"}),
    Stop("search-empty", "site.search", portal=EMPTY),
    Stop("stores", "site.stores", (ANONYMOUS, SHOPPER)),
    Stop("stores-narrowed", "site.stores", query={"country": "SA"}),
    Stop("stores-nothing", "site.stores", query={"q": "هیچ‌جا"}),
)
STORES = (
    Stop("store", "site.store", (ANONYMOUS, SHOPPER), store("best")),
    Stop("store-second-page", "site.store", (REPRESENTATIVE,), store("own"), {"page": "2"}),
    Stop("store-by-state", "site.store", (ANONYMOUS,), store("own"), {"state": "solved"}),
    Stop("store-few-cases", "site.store", (ANONYMOUS,), store("too few cases")),
    Stop("store-idle", "site.store", (ANONYMOUS,), store("idle"), portal=EMPTY),
    Stop("store-score", "site.store_score", (ANONYMOUS,), store("best")),
    Stop("store-score-few-cases", "site.store_score", (ANONYMOUS,), store("too few cases")),
    Stop("store-score-idle", "site.store_score", (ANONYMOUS,), store("idle"), portal=EMPTY),
)
CASES = (
    Stop("case-longest-fa", "site.case", (ANONYMOUS, MODERATOR), case("longest in fa")),
    Stop("case-longest-ar", "site.case", (ANONYMOUS,), case("longest in ar")),
    *(
        Stop(f"case-{state}", "site.case", (ANONYMOUS,), case(state))
        for state in ("open", "answered", "solved", "not-solved", "silent", "given-up")
    ),
    Stop("case-removed", "site.case", (ANONYMOUS,), case("removed"), status=410),
    Stop("case-withdrawn", "site.case", (ANONYMOUS,), case("withdrawn"), status=410),
    *(
        Stop(f"case-own-{state}", "site.case", (SHOPPER,), case(f"own {state}"))
        for state in ("open", "answered", "solved", "returned", "pending", "rejected")
    ),
    Stop("helpful", "reading.helpful", (ANONYMOUS, REPRESENTATIVE), case("longest in fa")),
    Stop("case-of-the-store", "site.case", (REPRESENTATIVE,), case("of the store, open")),
)
WRITING = (
    Stop("complaint-form", "site.new_complaint", (ANONYMOUS, SHOPPER, UNCONFIRMED)),
    Stop("complaint-form-for-a-store", "site.new_complaint", query={"store": "garage-balootzar"}),
    Stop("complaint-form-wrong", "site.new_complaint", status=422, sending=BLANK),
    Stop("complaint-form-found", "site.new_complaint", status=422, sending=FOUND),
    Stop("complaint-sent", "site.case_sent", (SHOPPER,), case("own pending")),
    Stop("mend", "site.mend", (SHOPPER,), post("own returned")),
    Stop(
        "mend-wrong",
        "site.mend",
        (SHOPPER,),
        post("own returned"),
        status=422,
        sending=Sending({"title": "", "body": ""}),
    ),
    Stop("mend-found", "site.mend", (SHOPPER,), post("own returned"), status=422, sending=FOUND),
    Stop("mend-rejected", "site.mend", (SHOPPER,), post("own rejected")),
    Stop("appeal", "site.appeal", (SHOPPER,), post("own rejected")),
    Stop("appeal-wrong", "site.appeal", (SHOPPER,), post("own rejected"), status=422, sending=BLANK),
    Stop("appeal-waiting", "site.appeal", (SHOPPER,), post("appeal that waits")),
    Stop("appeal-upheld", "site.appeal", (SHOPPER,), post("appeal that was answered")),
    Stop("answer-back", "site.answer_back", (SHOPPER,), case("own answered")),
    Stop("answer-back-wrong", "site.answer_back", (SHOPPER,), case("own answered"), status=422, sending=BLANK),
    Stop("answer-back-found", "site.answer_back", (SHOPPER,), case("own answered"), status=422, sending=FOUND),
    Stop("evaluate", "site.evaluate", (SHOPPER,), case("own answered")),
    Stop("evaluate-wrong", "site.evaluate", (SHOPPER,), case("own answered"), status=422, sending=BLANK),
    Stop("reopen", "site.reopen", (SHOPPER,), case("own solved")),
    Stop("take-back", "site.take_back", (SHOPPER,), case("own spoken")),
    Stop("sharing", "site.sharing", (SHOPPER,), case("own open")),
    Stop("give-up", "site.give_up", (SHOPPER,), case("own open")),
    Stop("report-post", "site.report_post", (SHOPPER, REPRESENTATIVE), post("to report")),
    Stop("report-post-wrong", "site.report_post", (SHOPPER,), post("to report"), status=422, sending=BLANK),
    Stop("report-post-made", "site.report_post", (SHOPPER,), post("reported")),
    Stop("report-post-answered", "site.report_post", (SHOPPER,), post("reported in vain")),
)
ACCOUNTS = (
    Stop("sign-in", "accounts.sign_in"),
    Stop("sign-in-wrong", "accounts.sign_in", status=422, sending=BLANK),
    Stop("sign-up", "accounts.sign_up"),
    Stop("sign-up-wrong", "accounts.sign_up", status=422, sending=BLANK),
    Stop("sign-out", "accounts.sign_out", (SHOPPER,)),
    Stop("check-mail", "accounts.forgotten", sending=Sending({"email": "nobody@example.org"})),
    Stop("check-mail-unasked", "accounts.check_mail"),
    Stop("unconfirmed", "accounts.unconfirmed", (UNCONFIRMED,)),
    Stop("confirm", "accounts.confirm", found=token("confirm")),
    Stop("confirm-over", "accounts.confirm", found=token("forged"), status=410),
    Stop("forgotten", "accounts.forgotten"),
    Stop("forgotten-wrong", "accounts.forgotten", status=422, sending=BLANK),
    Stop("choose-password", "accounts.choose_password", found=token("password")),
    Stop("choose-password-wrong", "accounts.choose_password", found=token("password"), status=422, sending=BLANK),
    Stop("choose-password-over", "accounts.choose_password", found=token("forged"), status=410),
    Stop("own-cases", "site.cases", (SHOPPER, UNCONFIRMED, NEWCOMER)),
    Stop("notices", "notices.notices", (SHOPPER, NEWCOMER)),
)
DESK = (
    Stop("queue", "desk.moderation", (MODERATOR,)),
    Stop("queue-empty", "desk.moderation", (MODERATOR,), portal=EMPTY),
    *(
        Stop(f"post-{name}", "desk.post", (MODERATOR,), post(name))
        for name in ("complaint", "reply", "public", "rejected")
    ),
    Stop("queue-narrowed", "desk.moderation", (MODERATOR,), query={"kind": "reply", "severity": "block"}),
    Stop("clean", "desk.clean", (MODERATOR,)),
    Stop("clean-empty", "desk.clean", (MODERATOR,), portal=EMPTY),
    Stop("shared", "desk.shared", (MODERATOR, ADMINISTRATOR)),
    Stop("shared-empty", "desk.shared", (MODERATOR,), portal=EMPTY),
    Stop("hiding", "desk.hiding", (ADMINISTRATOR,), post("hiding")),
    Stop("appeals", "desk.appeals", (MODERATOR, ADMINISTRATOR)),
    Stop("appeals-empty", "desk.appeals", (MODERATOR,), portal=EMPTY),
    Stop("appeal-read", "desk.appeal", (MODERATOR, ADMINISTRATOR), post("appeal that waits")),
    Stop("appeal-answered", "desk.appeal", (ADMINISTRATOR,), post("appeal that was answered")),
    Stop("appeal-answer-wrong", "desk.appeal", (ADMINISTRATOR,), post("appeal that waits"), status=422, sending=BLANK),
    Stop("second-readings", "desk.second_readings", (MODERATOR, ADMINISTRATOR)),
    Stop("second-reading", "desk.second_reading", (ADMINISTRATOR,), post("reading that waits")),
    Stop("second-reading-differs", "desk.second_reading", (ADMINISTRATOR,), post("reading that differs")),
    Stop(
        "second-reading-wrong",
        "desk.second_reading",
        (ADMINISTRATOR,),
        post("reading that waits"),
        status=422,
        sending=BLANK,
    ),
    Stop("post-tied", "desk.post", (MODERATOR,), post("tied")),
    Stop("post-approved-once", "desk.post", (ADMINISTRATOR,), post("approved once")),
    Stop("reports", "desk.reports", (MODERATOR,)),
    Stop("reports-empty", "desk.reports", (MODERATOR,), portal=EMPTY),
    Stop("report-read", "desk.report", (MODERATOR,), post("report")),
    Stop("report-wrong", "desk.report", (MODERATOR,), post("report"), status=422, sending=BLANK),
    Stop("report-decided", "desk.report", (MODERATOR,), post("report decided")),
    Stop("post-wrong", "desk.post", (MODERATOR,), post("complaint"), status=422, sending=BLANK),
    Stop("counting", "desk.counting", (MODERATOR,), case("open")),
    Stop("counting-wrong", "desk.counting", (MODERATOR,), case("open"), status=422, sending=BLANK),
    Stop("own-stores", "desk.stores", (OF_TWO_STORES,)),
    Stop("inbox", "desk.inbox", (REPRESENTATIVE,), store("own")),
    Stop("inbox-asked-again", "desk.inbox", (REPRESENTATIVE,), store("own"), {"state": "asked-again"}),
    Stop("inbox-answered", "desk.inbox", (REPRESENTATIVE,), store("own"), {"state": "answered"}),
    Stop("inbox-finished", "desk.inbox", (REPRESENTATIVE,), store("own"), {"state": "finished"}),
    Stop("inbox-empty", "desk.inbox", (REPRESENTATIVE,), store("idle"), portal=EMPTY),
    Stop("reply", "desk.reply", (REPRESENTATIVE,), case("of the store, open")),
    Stop("shared-facts", "desk.shared_facts", (REPRESENTATIVE,), case("of the store, open")),
    Stop("reply-again", "desk.reply", (REPRESENTATIVE,), case("of the store, replied")),
    Stop("reply-wrong", "desk.reply", (REPRESENTATIVE,), case("of the store, open"), status=422, sending=BLANK),
    Stop("reply-found", "desk.reply", (REPRESENTATIVE,), case("of the store, open"), status=422, sending=FOUND),
    Stop("administration", "desk.administration", (ADMINISTRATOR,)),
    Stop("learning", "desk.learning", (ADMINISTRATOR,)),
)
TEXTS_AND_ERRORS = (
    Stop("formula", "site.formula"),
    Stop("report", "site.report"),
    Stop("report-empty", "site.report", portal=EMPTY),
    Stop("privacy", "site.privacy"),
    Stop("laws", "site.laws"),
    Stop("law", "site.law", (ANONYMOUS,), lambda _places: {"country": "ir"}),
    Stop("error-403", "desk.moderation", (SHOPPER,), status=403),
    Stop("error-404", "site.store", (ANONYMOUS, SHOPPER), lambda _places: {"slug": "nowhere"}, status=404),
    Stop("error-429", "failing.page", (ANONYMOUS,), failure("too-many"), status=429),
    Stop("error-500", "failing.page", (ANONYMOUS, SHOPPER), failure("broken"), status=500),
    Stop("error-503", "failing.page", (ANONYMOUS,), failure("busy"), status=503),
    Stop("error-503-kept", "site.new_complaint", (SHOPPER,), status=503, sending=LONG_COMPLAINT),
    Stop("without-a-connection", "site.offline"),
    Stop("offline", "site.home", (ANONYMOUS, SHOPPER), status=503, portal=OFFLINE),
)
DESIGN = tuple(
    Stop(f"design-{component}", "design.component", found=lambda _places, name=component: {"component": name})
    for component in COMPONENTS
)
STOPS: Sequence[Stop] = (
    *HOME_AND_LISTS,
    *STORES,
    *CASES,
    *WRITING,
    *ACCOUNTS,
    *DESK,
    *TEXTS_AND_ERRORS,
    *DESIGN,
)
