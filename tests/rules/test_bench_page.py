"""The page of measured figures, and the benches where there is nothing to measure."""

import pytest

from tests.bench.__main__ import BENCHES, NEEDS_NO_DATA, main
from tests.bench.figures import percentile
from tests.bench.measured import write_section


def test_a_section_is_replaced_and_the_others_stay(tmp_path):
    page = tmp_path / "measured.md"
    write_section("import", "Import", ["slow"], page)
    write_section("pages", "Pages", [r"a \1 in the text"], page)
    write_section("import", "Import", ["fast"], page)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Measured")
    assert "slow" not in text
    assert text.index("## Import") < text.index("fast") < text.index("## Pages") < text.index(r"a \1 in the text")


@pytest.mark.parametrize(
    ("share", "value"),
    [
        pytest.param(0.5, 2.0, id="half of four are at most the second"),
        pytest.param(0.99, 4.0, id="nearly all are at most the last"),
        pytest.param(0.0, 1.0, id="none is at most the first"),
    ],
)
def test_a_percentile_is_one_of_the_values(share, value):
    assert percentile([4.0, 1.0, 3.0, 2.0], share) == value


def test_without_real_data_each_bench_says_so_in_one_line(monkeypatch, capsys, tmp_path):
    monkeypatch.delenv("PORTAL_REAL_DATA", raising=False)
    names = [name for name in BENCHES if name not in NEEDS_NO_DATA]
    assert main(["--folder", str(tmp_path), *names]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{name}: skipped, PORTAL_REAL_DATA is not set" for name in names]


def test_an_unknown_bench_is_named(capsys):
    with pytest.raises(SystemExit):
        main(["speed"])
    assert "there is no bench ['speed']" in capsys.readouterr().err
