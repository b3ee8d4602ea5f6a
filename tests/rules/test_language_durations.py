"""Spans of time in natural words."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language import LANGUAGES, ago, duration

MINUTE, HOUR, DAY = 60, 3600, 86400
YEAR = 365 * DAY
NOW = datetime(2026, 11, 24, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "persian", "arabic", "english"),
    [
        pytest.param(0, "کمتر از یک ثانیه", "أقل من ثانية", "less than a second", id="nothing"),
        pytest.param(1, "۱ ثانیه", "ثانية واحدة", "1 second", id="one second"),
        pytest.param(59.9, "۵۹ ثانیه", "٥٩ ثانية", "59 seconds", id="a part of a second is cut off"),
        pytest.param(90, "۱ دقیقه و ۳۰ ثانیه", "دقيقة واحدة و٣٠ ثانية", "1 minute and 30 seconds", id="two units"),
        pytest.param(HOUR, "۱ ساعت", "ساعة واحدة", "1 hour", id="an exact unit stands alone"),
        pytest.param(HOUR + 59, "۱ ساعت", "ساعة واحدة", "1 hour", id="a third unit is never shown"),
        pytest.param(
            DAY - 1,
            "۲۳ ساعت و ۵۹ دقیقه",
            "٢٣ ساعة و٥٩ دقيقة",
            "23 hours and 59 minutes",
            id="never rounded up",
        ),
        pytest.param(2 * DAY + 4 * HOUR, "۲ روز و ۴ ساعت", "يومان و٤ ساعات", "2 days and 4 hours", id="days and hours"),
        pytest.param(2 * DAY + 59 * MINUTE, "۲ روز", "يومان", "2 days", id="an empty second unit is not made up"),
        pytest.param(
            3 * DAY + 2 * HOUR, "۳ روز و ۲ ساعت", "٣ أيام وساعتان", "3 days and 2 hours", id="the Arabic dual"
        ),
        pytest.param(11 * DAY + 5 * HOUR, "۱۱ روز", "١١ يومًا", "11 days", id="from ten days on, no hours"),
        pytest.param(100 * DAY, "۱۰۰ روز", "١٠٠ يوم", "100 days", id="a hundred days"),
        pytest.param(
            YEAR + 20 * DAY, "۱ سال و ۲۰ روز", "سنة واحدة و٢٠ يومًا", "1 year and 20 days", id="years and days"
        ),
        pytest.param(2 * YEAR, "۲ سال", "سنتان", "2 years", id="two years"),
        pytest.param(timedelta(hours=2), "۲ ساعت", "ساعتان", "2 hours", id="a timedelta will do"),
    ],
)
def test_durations(seconds, persian, arabic, english):
    assert [duration(code, seconds) for code in ("fa", "ar", "en")] == [persian, arabic, english]


def test_a_negative_span_is_a_mistake():
    with pytest.raises(ValueError, match="-1 seconds"):
        duration("fa", -1)


@pytest.mark.parametrize(
    ("seconds", "persian", "arabic", "english"),
    [
        pytest.param(0, "همین حالا", "الآن", "just now", id="this very moment"),
        pytest.param(59, "همین حالا", "الآن", "just now", id="less than a minute"),
        pytest.param(MINUTE, "۱ دقیقه پیش", "قبل دقيقة واحدة", "1 minute ago", id="a minute"),
        pytest.param(2 * HOUR, "۲ ساعت پیش", "قبل ساعتين", "2 hours ago", id="the dual stands in the genitive"),
        pytest.param(3 * DAY + HOUR, "۳ روز پیش", "قبل ٣ أيام", "3 days ago", id="one unit only"),
        pytest.param(2 * DAY, "۲ روز پیش", "قبل يومين", "2 days ago", id="two days"),
        pytest.param(YEAR, "۱ سال پیش", "قبل سنة واحدة", "1 year ago", id="a year"),
        pytest.param(-30, "تا کمتر از یک دقیقهٔ دیگر", "بعد أقل من دقيقة", "in less than a minute", id="at once"),
        pytest.param(-3 * DAY, "۳ روز دیگر", "بعد ٣ أيام", "in 3 days", id="still to come"),
        pytest.param(-12 * HOUR, "۱۲ ساعت دیگر", "بعد ١٢ ساعة", "in 12 hours", id="later today"),
    ],
)
def test_how_long_ago(seconds, persian, arabic, english):
    instant = NOW - timedelta(seconds=seconds)
    assert [ago(code, instant, NOW) for code in ("fa", "ar", "en")] == [persian, arabic, english]


@given(st.sampled_from(list(LANGUAGES)), st.floats(0, 1e10))
def test_a_span_is_written_in_the_digits_of_its_language(code, seconds):
    figures = {letter for letter in duration(code, seconds) if letter.isdecimal()}
    assert figures <= set(LANGUAGES[code].digits)
