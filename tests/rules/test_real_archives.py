"""The makers of archives from real data, on a folder of invented data of the same shape."""

import gzip
import json

import pytest

from tests.bench import real_posts, real_responses
from tests.bench.real_data import slugs

CASE = {
    "store": "Árvore & Cia",
    "opened": "2014-06-01",
    "answered": "2014-06-01",
    "closed": "2014-06-01",
    "resolved": True,
    "rating": 4,
    "area": "Alimentos",
    "problem_group": "Entrega do Produto",
}
POST = {"text": "بسته دیر رسید و یک قلم از سفارش هم در آن نبود", "domain": "electronics:Mobile"}


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_REAL_DATA", str(tmp_path))
    cases = [
        CASE,
        CASE | {"answered": None, "resolved": False, "rating": 1, "closed": "2014-06-11"},
        CASE | {"resolved": None, "rating": None, "store": "Outra", "closed": "2014-07-02"},
    ]
    keep(tmp_path / "responses" / "consumidor.jsonl.gz", cases)
    keep(tmp_path / "text" / "persian_reviews.jsonl.gz", [POST] * 12)
    keep(tmp_path / "text" / "arabic_reviews.jsonl.gz", [{"text": "و" * 200, "domain": "cafes"}] * 8)
    return tmp_path


def keep(path, rows):
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)


def made(maker, data, *arguments):
    out = data / "out.jsonl"
    assert maker.main([str(out), *arguments]) == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line["type"] == "store"], [line for line in lines if line["type"] == "complaint"]


def test_cases_keep_their_days_their_order_and_their_outcome(data):
    stores, (solved, unanswered, unrated) = made(real_responses, data)
    assert [store["slug"] for store in stores] == ["arvore-cia", "outra"]
    instants = [solved["published_at"], solved["posts"][0]["at"], solved["outcomes"][0]["at"]]
    assert instants == sorted(instants)
    assert {instant[:10] for instant in instants} == {"2014-06-01"}
    assert set(solved["outcomes"][0]["ratings"].values()) == {4}
    assert (unanswered["posts"], unanswered["outcomes"][0]["resolved"]) == ([], False)
    assert unrated["outcomes"] == []
    assert len({solved["body"], unanswered["body"], unrated["body"]}) == 3


def test_posts_become_complaints_and_the_newest_wait(data):
    arguments = ("--as-of", "2026-03-01T00:00:00+00:00", "--seed", "5", "--pending", "3", "--persian", "10")
    stores, complaints = made(real_posts, data, *arguments)
    assert [store["slug"] for store in stores] == ["cafes-ar", "electronics-mobile-fa"]
    assert [line["language"] for line in complaints] == ["fa"] * 10 + ["ar"] * 8
    pending = [line["submitted_at"] for line in complaints if line["visibility"] == "pending"]
    published = [line["published_at"] for line in complaints if line["visibility"] == "published"]
    assert len(pending) == 3
    assert min(pending) >= max(published)
    assert "2024-03-01" <= min(published) <= max(pending) <= "2026-03-01"
    assert max(len(line["title"]) for line in complaints) == 120
    assert (stores, complaints) == made(real_posts, data, *arguments)


@pytest.mark.parametrize("maker", [real_responses, real_posts])
def test_without_real_data_one_line_is_printed_and_nothing_written(maker, tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("PORTAL_REAL_DATA", raising=False)
    assert maker.main([str(tmp_path / "out.jsonl")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_names_that_fold_to_one_slug_get_slugs_of_their_own():
    assert slugs(["Loja Ção", "loja cao", "***"]) == {
        "***": "store",
        "Loja Ção": "loja-cao",
        "loja cao": "loja-cao-2",
    }
