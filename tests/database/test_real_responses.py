"""Every real case goes in whole, and scores as an independent computation says.

Two instants; the bench `score` takes five.
"""

import json
from datetime import UTC, datetime

import pytest

from portal import archive
from portal.branding import built_in
from tests.bench import real_responses
from tests.bench.real_data import folder
from tests.kit.score_comparison import differences

TOLERANCE = 1e-6
INSTANTS = (datetime(2014, 10, 10, 23, 59, 59, 999_999, tzinfo=UTC), datetime(2015, 2, 1, tzinfo=UTC))


@pytest.mark.skipif(folder() is None, reason="PORTAL_REAL_DATA is not set")
def test_the_real_cases_import_whole_and_score_as_defined(app, tmp_path):
    file = tmp_path / "responses.jsonl"
    real_responses.main([str(file)])
    problems: dict[int, str] = {}
    with file.open(encoding="utf-8") as lines:
        result = archive.import_archive(
            lines, accepted=("fa", "ar"), categories=built_in().categories, on_problem=problems.__setitem__
        )
    assert problems == {}
    assert result.complaints == 45_772
    objects = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for instant in INSTANTS:
        assert [found for found in differences(objects, instant) if found[1] > TOLERANCE] == []
