"""Which words of a question say what it is about."""

import pytest

from portal.search.words import words_of
from portal.text import is_particle, terms

ROWS = [
    ("the mark of the object, spoken and written", "گوشی رو پولم را", ["گوشی", "پولم"]),
    ("prepositions and helping verbs", "از سایت خرید کردم که خراب شده بود", ["سایت", "خرید", "خراب"]),
    ("of Arabic, too", "كان الطلب من المتجر إلى البيت", ["الطلب", "المتجر", "البيت"]),
    ("in other letters and spellings", "كه علي اين كتاب", ["كتاب"]),
    ("to and idol are two words", "به بت", ["بت"]),
    ("what turns the meaning stays", "بدون گارانتی", ["بدون", "گارانتی"]),
    ("a bag is no question", "کیف", ["کیف"]),
    ("ten is no pointer", "ده کتاب", ["ده", "کتاب"]),
    ("where there are no others they are the words", "از که به", ["از", "که", "به"]),
    ("nothing", "", []),
]


@pytest.mark.parametrize(("sentence", "text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_words_that_have_to_occur(sentence, text, expected):
    assert [word.text for word in words_of(text)] == expected, sentence


def test_a_particle_is_told_by_its_word_not_by_its_stem():
    assert [is_particle(term) for term in terms("به بت را رایانه")] == [True, False, True, False]
