"""How surely personal data is found on our own cases in three digit sets."""

from collections import Counter

import pytest

from tests.bench.personal_data import cases, measured

KINDS = {"phone", "email", "national-id", "card", "iban", "address", "plate"}


@pytest.fixture(scope="module")
def figures():
    return measured()


def test_there_are_cases_enough_of_every_kind():
    kinds = Counter(datum.kind for case in cases() for datum in case.expected)
    assert set(kinds) == KINDS
    assert kinds.total() >= 350
    assert sum(not case.expected for case in cases()) >= 200


def test_recall_and_precision(figures):
    assert figures.recall >= 0.99, figures.wrong
    assert figures.precision >= 0.98, figures.wrong
