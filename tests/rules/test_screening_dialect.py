"""In which way of speaking a text is written, where its words tell."""

import pytest

from portal.moderation import DIALECT_LABELS, dialect_of
from portal.moderation.screening.dialect import telling_words


@pytest.mark.parametrize(
    ("language", "text", "dialect"),
    [
        pytest.param("fa", "زنگ می‌زنم میگن فردا میاد، بازم نمیاد", "spoken", id="as Persian is spoken"),
        pytest.param("fa", "پیسه را گرفتند و موتر نرسید", "dari", id="Dari"),
        pytest.param("fa", "سه بار تماس گرفتم و پاسخی نیامد.", None, id="as Persian is written"),
        pytest.param("ar", "أبغى أعرف وش صار على طلبي", "gulf", id="Gulf"),
        pytest.param("ar", "عايز فلوسي ومحدش بيرد عليا، كده حرام", "egyptian", id="Egyptian"),
        pytest.param("ar", "بدي أعرف ليش هيك صار", "levantine", id="Levantine"),
        pytest.param("ar", "شلون يعني ماكو جواب، هسه شنو أسوي", "iraqi", id="Iraqi"),
        pytest.param("ar", "يا زول داير قروشي", "sudanese", id="Sudanese"),
        pytest.param("ar", "علاش باقي ما وصل الطلب ديالي", "maghrebi", id="Maghrebi"),
        pytest.param("ar", "طلبت ثلاجة ولم تصل منذ أسبوعين.", None, id="as Arabic is written"),
        pytest.param("ar", "قال لي بالحرف «وش» ثم أغلق الخط", None, id="one word may be quoted"),
        pytest.param("ar", "ليش وين", None, id="two that several dialects use tell none"),
        pytest.param("ur", "میشه میگن", None, id="of other languages nothing is known"),
    ],
)
def test_two_words_tell_a_dialect(language: str, text: str, dialect: str | None) -> None:
    assert dialect_of(text, language) == dialect


def test_every_dialect_has_a_name_and_no_word_is_split() -> None:
    telling = telling_words().values()
    assert {dialect for words in telling for told in words.values() for dialect in told} == set(DIALECT_LABELS)
    assert not [word for words in telling for word in words if " " in word]
