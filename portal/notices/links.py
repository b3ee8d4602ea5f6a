"""Where a notice leads: to what its reader is going to do."""

from portal.notices.models import Notice
from portal.notices.queries import CaseName
from portal.notices.rules import APPEALED, REPORTED, RETURNED, TO_ANSWER, NoticeKind

Address = tuple[str, dict[str, str | int]]


def address_of(notice: Notice, case: CaseName) -> Address:
    """The endpoint and its values: the page for mending, an appeal, a report, the store's answer, or the case."""
    kind = NoticeKind(notice.kind)
    if kind in RETURNED:
        return "site.mend", {"number": case.number, "post_id": notice.arguments["post_id"]}
    if kind in APPEALED:
        return "site.appeal", {"number": case.number, "post_id": notice.arguments["post_id"]}
    if kind in REPORTED:
        return "site.report_post", {"number": case.number, "post_id": notice.arguments["post_id"]}
    if kind in TO_ANSWER:
        return "desk.reply", {"slug": case.store_slug, "number": case.number}
    return "site.case", {"number": case.number}
