"""Small archives, written in offsets: a complaint is given by its age at `AS_OF`, all else by the time since
its publication. Every store, person and text here is invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

AS_OF = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
US = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MARKS = ("courtesy", "understanding", "clarity", "expertise", "speed", "honesty")
LISTS = ("posts", "contacts", "promises", "outcomes")
UNPUBLISHED = {"pending", "changes-requested", "rejected"}
Line = dict[str, Any]

TEXTS = [
    (
        "fa",
        "late",
        "بسته هنوز نرسیده است",
        "سفارشم باید هفتهٔ پیش می‌رسید ولی هنوز در انبار فروشگاه مانده است.",
    ),
    ("ar", "damaged", "وصل الجهاز مكسوراً", "فتحت العلبة فوجدت شاشة الجهاز مكسورة ولم يرد أحد على رسائلي."),
    (
        "fa",
        "payment-refund",
        "پولم برگشت داده نشد",
        "کالا را پس فرستادم و رسیدش را دارم ولی پولم را برنگردانده‌اند.",
    ),
    ("ar", "late", "تأخر الطلب أسبوعين", "طلبت غلاية ماء قبل أسبوعين وما زال الموقع يقول إنها في الطريق."),
    (
        "fa",
        "missing-items",
        "یک قلم از سفارش کم بود",
        "از سه کتابی که خریده بودم یکی در جعبه نبود و پشتیبانی جواب نمی‌دهد.",
    ),
    (
        "ar",
        "warranty",
        "يرفضون إصلاح الغسالة",
        "الغسالة ما زالت في مدة الضمان لكن المتجر يرفض إرسال فني لإصلاحها.",
    ),
    (
        "fa",
        "not-as-described",
        "رنگ کفش با عکس فرق داشت",
        "کفشی که فرستادند هم رنگش فرق دارد و هم یک شماره کوچک‌تر است.",
    ),
    (
        "ar",
        "payment-refund",
        "خصموا المبلغ مرتين",
        "خُصم ثمن الحذاء مرتين من بطاقتي ووعدوني بإعادته ولم يعيدوه بعد.",
    ),
    (
        "fa",
        "no-support",
        "هیچ‌کس تلفن را برنمی‌دارد",
        "پنج بار با پشتیبانی تماس گرفتم و هر بار بعد از ده دقیقه قطع شد.",
    ),
    (
        "ar",
        "not-as-described",
        "المنتج لا يشبه الوصف",
        "طلبت بطانية قطن كبيرة فوصلتني بطانية صغيرة من قماش آخر تماماً.",
    ),
    (
        "fa",
        "warranty",
        "گارانتی را قبول نمی‌کنند",
        "جاروبرقی بعد از دو ماه سوخت و فروشگاه می‌گوید گارانتی به ما ربطی ندارد.",
    ),
    (
        "ar",
        "staff-conduct",
        "رد الموظف بقسوة",
        "اتصلت لأسأل عن موعد التوصيل فرد الموظف بقسوة وأغلق الخط في وجهي.",
    ),
]
REPLIES = {
    "fa": "سفارش شما را دیدیم و کالای جایگزین فردا صبح با پیک فروشگاه به دستتان می‌رسد.",
    "ar": "راجعنا طلبكم وسنرسل بديلاً صباح الغد مع مندوبنا ونسترجع القطعة من باب المنزل.",
}
PROMISES = {"fa": "ارسال کالای جایگزین", "ar": "إرسال قطعة بديلة"}


@dataclass(frozen=True)
class Edge:
    """One edge of the definition as an archive of one store.

    `expects` holds figures of the archive without its background, by their last name in the `score` object.
    `reading` is filled where the definition can be read otherwise, and tells the reading taken.
    """

    name: str
    sentence: str
    complaints: tuple[Line, ...]
    expects: dict[str, float | None] = field(default_factory=dict)
    reading: str = ""
    background: int = 10

    @property
    def bare(self) -> list[Line]:
        return [store(self.name), *written(self.name, self.complaints)]

    @property
    def lines(self) -> list[Line]:
        return [*self.bare, *written(f"{self.name}-plain", background()[: self.background], slug=self.name)]


def store(slug: str) -> Line:
    name = {"fa": f"فروشگاه آزمونهٔ {slug}", "ar": f"متجر التجربة {slug}"}
    return {
        "type": "store",
        "ref": f"store-{slug}",
        "slug": slug,
        "name": name,
        "country": "IR",
        "channels": [],
    }


def complaint(age: timedelta, **fields: Any) -> Line:
    """A complaint published `age` before `AS_OF`; every timedelta in `fields` counts from its publication."""
    published = AS_OF - age
    visibility = fields.pop("visibility", "published")
    line: Line = {"submitted_at": iso(published - 5 * HOUR)}
    if visibility not in UNPUBLISHED:
        line["published_at"] = iso(published)
    lists = {name: dated(fields.pop(name, []), published) for name in LISTS}
    return {**line, "visibility": visibility, **dated(fields, published), **lists}


def dated(value: Any, published: datetime) -> Any:
    if isinstance(value, timedelta):
        return iso(published + value)
    if isinstance(value, dict):
        return {key: dated(inner, published) for key, inner in value.items()}
    return [dated(inner, published) for inner in value] if isinstance(value, list) else value


def iso(moment: datetime) -> str:
    return moment.isoformat()


def reply(at: timedelta, *, substantive: bool = True, visibility: str = "published", by: str = "store") -> Line:
    post: Line = {"at": at, "by": by, "visibility": visibility}
    return post | ({"substantive": substantive, "substantive_by": "moderator"} if by == "store" else {})


def word(at: timedelta, resolved: bool | None, marks: dict[str, int] | None = None) -> Line:
    outcome: Line = {"at": at, "resolved": resolved}
    return outcome if marks is None else outcome | {"ratings": marks}


def marks(*values: int) -> dict[str, int]:
    return dict(zip(MARKS, values, strict=False))


def promise(due: timedelta, state: str, settled: timedelta | None = None, made: timedelta = DAY) -> Line:
    line: Line = {"made_at": made, "due_at": due, "state": state}
    return line if settled is None else line | {"settled_at": settled}


def background() -> tuple[Line, ...]:
    """Ten ordinary cases that bring a store to the minimum and keep its figures away from 0 and 1."""
    return (
        complaint(9 * DAY),
        complaint(31 * DAY, posts=[reply(5 * HOUR)], outcomes=[word(3 * DAY, True, marks(5, 4, 4, 5, 3, 4))]),
        complaint(47 * DAY, posts=[reply(20 * HOUR)]),
        complaint(66 * DAY, posts=[reply(2 * DAY)], outcomes=[word(9 * DAY, False, marks(2, 1, 3, 2, 1, 2))]),
        complaint(92 * DAY),
        complaint(120 * DAY, posts=[reply(6 * DAY)], promises=[promise(9 * DAY, "kept", 8 * DAY)]),
        complaint(155 * DAY, posts=[reply(12 * DAY)], promises=[promise(20 * DAY, "broken", 22 * DAY)]),
        complaint(210 * DAY, posts=[reply(9 * HOUR)], outcomes=[word(DAY, True)]),
        complaint(260 * DAY, posts=[reply(40 * DAY)]),
        complaint(330 * DAY, posts=[reply(30 * HOUR)], outcomes=[word(4 * DAY, True, marks(4, 4, 5, 5))]),
    )


def written(prefix: str, complaints: tuple[Line, ...], *, slug: str | None = None) -> Iterator[Line]:
    """The complaints with a ref, a store and texts, keys in the order of the archive."""
    for number, facts in zip(count(1), complaints, strict=False):
        language, nature, title, body = TEXTS[(number + len(prefix)) % len(TEXTS)]
        posts = [spoken(post, language, number) for post in facts["posts"]]
        promises = [
            {**{key: told[key] for key in ("made_at", "due_at")}, "what": PROMISES[language], **told}
            for told in facts["promises"]
        ]
        yield {
            "type": "complaint",
            "ref": f"{prefix}-{number}",
            "store": slug or prefix,
            "language": language,
            "title": title,
            "body": f"{body} ({number})",
            "nature": nature,
            "category": "other",
            **facts,
            "posts": posts,
            "promises": promises,
        }


def spoken(post: Line, language: str, number: int) -> Line:
    return {"at": post["at"], "by": post["by"], "body": f"{REPLIES[language]} ({number})"} | post
