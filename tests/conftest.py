"""How the processes of a run begin. What tests ask for by name is in `tests.kit.fixtures`."""

import gc

import pytest

from tests.bench import real_data
from tests.kit import depth, run_folder

YOUNG = 100_000
"""As many objects more than went are made before the collector looks; a page makes many and leaves none."""


def pytest_configure(config: pytest.Config) -> None:
    """A wrong PORTAL_REAL_DATA ends the run before it begins."""
    try:
        real_data.folder()
    except SystemExit as ended:
        raise pytest.UsageError(ended.code) from None
    if not hasattr(config, "workerinput"):
        config.add_cleanup(run_folder.make().cleanup)
    if not _has_workers(config):
        # Not by those who only hand out tests: to load the portal takes seconds, and its workers wait for it.
        config.pluginmanager.import_plugin("tests.kit.fixtures")


def _has_workers(config: pytest.Config) -> bool:
    return not hasattr(config, "workerinput") and config.getoption("dist", "no") != "no"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is tried in each language is, where time is short, tried in one: another every day."""
    left_out = set(depth.of_other_languages(items)) if depth.QUICK else set()
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """What is loaded by now stays: nobody need look through it for garbage again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
