"""The three calendars: days to and from Jalali and Umm al-Qura, and the names of months."""

from datetime import date
from typing import NamedTuple

from hijridate import Gregorian, Hijri
from persiantools.jdatetime import JalaliDate

JALALI_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
HIJRI_MONTHS = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
    "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
)  # fmt: skip
ARABIC_MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Day(NamedTuple):
    """A day in whichever calendar; months and days count from 1."""

    year: int
    month: int
    day: int


def jalali(day: date) -> Day:
    converted = JalaliDate.to_jalali(day)  # type: ignore[no-untyped-call]
    return Day(converted.year, converted.month, converted.day)


def from_jalali(day: Day) -> date | None:
    try:
        converted: date = JalaliDate(*day).to_gregorian()  # type: ignore[no-untyped-call]
    except ValueError:
        return None
    return converted


def hijri(day: date) -> Day | None:
    """The Umm al-Qura day; None outside 1 August 1924 to 16 November 2077, for which there is no table."""
    try:
        return Day(*Gregorian.fromdate(day).to_hijri().datetuple())
    except OverflowError:
        return None


def from_hijri(day: Day) -> date | None:
    try:
        return date(*Hijri(*day).to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None


def from_gregorian(day: Day) -> date | None:
    try:
        return date(*day)
    except ValueError:
        return None
