"""Stores are found by their names however they are typed."""

import pytest

from portal.sample.stores import sample_stores
from portal.stores import Store, called, named, store_meant

STORES = [Store(id=place, slug=each.slug, names=each.line["name"]) for place, each in enumerate(sample_stores())]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("زاغچه", ["zaghcheh-telefonsara"], id="a word of the name"),
        pytest.param("تلفن سرای زاغ", ["zaghcheh-telefonsara"], id="its words apart, and the last one begun"),
        pytest.param("تلفنسراي زاغچه", ["zaghcheh-telefonsara"], id="joined, in Arabic letters"),
        pytest.param("zaghche", ["zaghcheh-telefonsara"], id="the beginning of the Latin name"),
        pytest.param("niloufar", ["niloofar-bazaarche"], id="Finglish of one's own"),
        pytest.param("hfth chnar", [], id="letters that are nothing"),
        pytest.param("sabade haft chenar", ["sabad-haft-chenar"], id="Finglish with the joint spoken"),
        pytest.param("kdg,tv", ["niloofar-bazaarche"], id="the Persian name on the English keyboard"),
        pytest.param("skhfvr", ["sanabarq"], id="the Arabic name on the English keyboard"),
        pytest.param("هفتچنار", ["sabad-haft-chenar"], id="what is apart joined"),
        pytest.param("بلوط زار", ["garage-balootzar"], id="what is joined apart"),
        pytest.param("قوطی و خیشة", ["qooti-khaisha"], id="letters of the other language"),
        pytest.param("عده الساري", ["uddat-al-sari"], id="without its marks"),
        pytest.param("طلح", ["bayt-al-talh"], id="without the article"),
        pytest.param("والطلح", ["bayt-al-talh"], id="with more than the article"),
        pytest.param("گهواره‌ ترنج", ["gahvareh-toranj"], id="without the joint of the genitive"),
        pytest.param("daftar-o-darkoob", ["daftar-o-darkoob"], id="the slug"),
        pytest.param("ز", [], id="a letter"),
        pytest.param("لفن", [], id="the middle of a word"),
        pytest.param("زاغچه یخچال", [], id="a word that is not in it"),
        pytest.param("؟", [], id="no word"),
    ],
)
def test_a_store_is_found_by_its_name(typed, found):
    assert [store.slug for store in named(STORES, typed)] == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("زاغچه تلفن سرا", [], id="words in another order"),
        pytest.param("سنابرق", ["sanabarq"], id="its name"),
        pytest.param("سنابرق!", ["sanabarq"], id="with a sign"),
        pytest.param("sanabarq", ["sanabarq"], id="its slug"),
        pytest.param("تلفن‌سرای زاغچه", ["zaghcheh-telefonsara"], id="joined otherwise"),
        pytest.param("سنابر", [], id="the beginning of it"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_store_is_called_just_so(typed, found):
    assert [store.slug for store in called(STORES, typed)] == found


@pytest.mark.parametrize(
    ("typed", "slug"),
    [("سنابر", "sanabarq"), ("kdg,tv", "niloofar-bazaarche"), ("ب", None), ("کسی", None)],
    ids=["the only one", "on the English keyboard", "many begin so", "none"],
)
def test_a_store_is_meant_where_only_one_is_found(typed, slug):
    meant = store_meant(STORES, typed)
    assert (meant.slug if meant else None) == slug


def test_a_name_that_begins_so_comes_first():
    stores = [
        Store(id=place, slug=slug, names={"fa": name})
        for place, (slug, name) in enumerate(
            {"a": "باغ گلستان", "b": "گلستان بزرگ", "c": "گلستان", "d": "سنگلج"}.items()
        )
    ]
    assert [store.slug for store in named(stores, "گلستان")] == ["c", "b", "a"]
    assert [store.slug for store in named(stores, "گل")] == ["b", "c", "a"]
