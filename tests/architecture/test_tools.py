"""What no test runs must at least be loadable: the benches, and what makes models and word lists."""

import importlib

import pytest

from tests.bench.workshop import ROOT

MODULES = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts)
    for folder in ("bench", "walk")
    for file in (ROOT / "tests" / folder).glob("*.py")
    if not file.stem.startswith("__")
)


@pytest.mark.parametrize("module", MODULES)
def test_every_tool_finds_what_it_imports(module):
    assert importlib.import_module(module)
