"""A search index that is missing or damaged: the database answers meanwhile, and the worker builds it anew."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal import search
from portal.complaints import CaseFilter
from portal.db import db
from portal.search import Engine, Found, Question, WhooshEngine, Wording
from tests.kit.world import World

# The library leaves a damaged index's files open for the collector to close.
pytestmark = [pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"), pytest.mark.usefixtures("_indexed")]


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    yield
    gc.collect(1)  # all but what earlier tests have left


@pytest.fixture
def _indexed(world: World, once: Callable[..., object]) -> None:
    once(_one_case, world)


def _one_case(world: World) -> None:
    world.publish(title="یخچال سفید")


def _remove(folder: Path) -> None:
    shutil.rmtree(folder)


def _point_nowhere(folder: Path) -> None:
    (folder / "current").write_bytes(b"\x00\xff../nothing")


def _remove_the_pointed_at(folder: Path) -> None:
    shutil.rmtree(folder / (folder / "current").read_text())


def _empty_the_pointed_at(folder: Path) -> None:
    for file in (folder / (folder / "current").read_text()).iterdir():
        file.unlink()


def _overwrite(pattern: str) -> Callable[[Path], None]:
    def overwrite(folder: Path) -> None:
        for file in folder.glob(f"index-*/{pattern}"):
            # A new file in its place: a reader that has the old one mapped keeps a sound picture.
            file.unlink()
            file.write_bytes(b"\x80not an index" * 40)

    return overwrite


def _truncate(folder: Path) -> None:
    for file in folder.glob("index-*/*.seg"):
        kept = file.read_bytes()[:64]
        file.unlink()
        file.write_bytes(kept)


def _make_another_version(folder: Path) -> None:
    pointer = folder / "current"
    (folder / pointer.read_text()).rename(folder / "index-1")
    pointer.write_text("index-1")


DAMAGE = {
    "the index is of another version": _make_another_version,
    "the folder is gone": _remove,
    "the pointer is garbage": _point_nowhere,
    "the pointed-at index is gone": _remove_the_pointed_at,
    "the pointed-at index is empty": _empty_the_pointed_at,
    "the table of contents is garbage": _overwrite("_MAIN_*.toc"),
    "the segments are garbage": _overwrite("*.seg"),
    "the segments are cut off": _truncate,
}


@pytest.fixture(params=DAMAGE.values(), ids=DAMAGE.keys())
def damage(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    return request.param


def ask(world: World, engine: Engine) -> Found:
    db.session.rollback()
    return search.search_cases(db.session(), engine, Question(Wording(("یخچال",)), CaseFilter()), world.now, limit=10)


def test_the_database_answers_and_the_worker_mends(world: World, config, damage) -> None:
    folder = config.instance / "search"
    engine = world.app.extensions["portal-search"]
    assert ask(world, engine).from_index
    damage(folder)
    visitors = WhooshEngine(folder)  # a process that starts after the damage
    answer = ask(world, visitors)
    assert ([row.title for row in answer.rows], answer.from_index) == (["یخچال سفید"], False)
    world.app.extensions["portal-jobs"].deliver()
    mended = ask(world, visitors)
    assert ([row.title for row in mended.rows], mended.from_index) == (["یخچال سفید"], True)


def test_the_next_publication_mends_a_damaged_index_too(world: World, config, damage) -> None:
    damage(config.instance / "search")
    world.publish(title="یخچال سیاه")
    found = ask(world, WhooshEngine(config.instance / "search"))
    assert (sorted(row.title for row in found.rows), found.from_index) == (["یخچال سفید", "یخچال سیاه"], True)


def test_a_sound_index_is_left_as_it_is(world: World, config) -> None:
    pointer = config.instance / "search" / "current"
    before = (pointer.read_text(), pointer.stat().st_mtime_ns)
    world.app.extensions["portal-jobs"].deliver()
    assert (pointer.read_text(), pointer.stat().st_mtime_ns) == before


def test_a_report_about_an_earlier_index_starts_no_rebuild(world: World, config) -> None:
    (config.instance / "search" / "damaged").write_text("index-0")
    assert world.app.extensions["portal-search"].is_sound()


def test_a_rebuild_that_dies_leaves_the_old_index_and_its_events(world: World, config, monkeypatch) -> None:
    engine = world.app.extensions["portal-search"]
    world.decide(world.complain(title="یخچال سیاه").post_id)  # not delivered yet

    def dies(_documents: object) -> int:
        raise SystemExit

    monkeypatch.setattr(engine, "rebuild", dies)
    with pytest.raises(SystemExit):
        search.reindex(engine)
    monkeypatch.undo()
    world.deliver()
    assert ask(world, engine).total == 2
