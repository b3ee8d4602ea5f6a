"""Killed at any moment, the portal loses nothing it acknowledged, and index, scores and notices come out right."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from portal import clock, events, notices, scores, stores
from portal.complaints import Complaint, Outcome, OutcomeGiven
from portal.config import Config
from portal.db import db, transaction
from portal.events import Cursor, RecordedEvent
from portal.moderation import (
    Decision,
    FindingRow,
    Post,
    PostApproved,
    PostHidden,
    PostPublished,
    PostReturned,
    PostSubmitted,
    Revision,
)
from portal.notices import Notice
from portal.scores import StoreScore
from portal.scores.queries import due_months
from portal.search import Engine, WhooshEngine
from portal.search.documents import all_documents, stems
from portal.search.engine import Sought
from tests.kit import crowd
from tests.kit.depth import examples
from tests.kit.mailbox import mails
from tests.kit.processes import START, kill
from tests.kit.world import World

pytestmark = pytest.mark.thorough
ROOT = Path(__file__).resolve().parents[2]
KILLS, MOST_KILLS = examples(28), 120
ACTS = {"complaint", "decision", "post", "outcome"}
"""Tables of the rows that are acknowledged."""
SECONDS_TO_SETTLE = 30
WRITERS = 3
WORKERS = 2


@dataclass
class Aftermath:
    """What is left when everything has been delivered."""

    world: World
    notes: Sequence[Mapping[str, Any]]
    kills: Counter[str]
    log: str


@pytest.fixture
def aftermath(world: World, config: Config, tmp_path: Path) -> Aftermath:
    _earlier_days(world)
    settings = {"PORTAL_INSTANCE": str(config.instance), "PORTAL_SECRET_KEY": config.secret_key}
    db.session.rollback()
    log = tmp_path / "log"
    kills = _kill_at_random(settings, log, tmp_path)
    notes = _notes(tmp_path)
    _settle(world, settings)
    return Aftermath(world, notes, kills, log.read_text(encoding="utf-8", errors="replace"))


def _earlier_days(world: World) -> None:
    """Cases from before midnight and before this month: the market is not empty, and there is a history to compute."""
    present = clock.now()
    for days in (40, 5, 4, 3):
        world.now = present
        world.wait(days=-days)
        for store in (world.golestan, world.nakhl):
            with clock.stopped_at(world.now):
                complaint = world.publish(store=store)
            if store is world.golestan:
                world.wait(hours=7)
                with clock.stopped_at(world.now):
                    world.answer(complaint)
    world.now = present
    scores.refresh_daily()


def _kill_at_random(settings: Mapping[str, str], log: Path, folder: Path) -> Counter[str]:
    chance = random.Random(20_261_124)
    starts: dict[str, Callable[[int], BaseProcess]] = {
        **{
            f"worker {place}": lambda _life: START.Process(target=crowd.work, args=(settings, log))
            for place in range(WORKERS)
        },
        **{
            f"writer {place}": lambda life, place=place: START.Process(
                target=crowd.write, args=(settings, log, folder / f"notes-{place}", 1_000 * place + life)
            )
            for place in range(WRITERS)
        },
    }
    running = {name: _started(start(0)) for name, start in starts.items()}
    kills: Counter[str] = Counter()
    longest = _longest_life(folder)
    try:
        while kills.total() < KILLS or (kills.total() < MOST_KILLS and not _each_was_done(folder)):
            time.sleep(chance.uniform(0.1, 1) * longest)
            name = chance.choice(list(running))
            kill(running[name])
            kills[name.split()[0]] += 1
            running[name] = _started(starts[name](kills.total()))
    finally:
        for process in running.values():
            process.kill()
    for process in running.values():
        kill(process)
    return kills


def _notes(folder: Path) -> list[Mapping[str, Any]]:
    lines = (line for file in folder.glob("notes-*") for line in file.read_bytes().splitlines(keepends=True))
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


def _each_was_done(folder: Path) -> bool:
    """On a busy machine the writers come to less before they are killed."""
    return {note["table"] for note in _notes(folder)} >= ACTS


def _longest_life(folder: Path) -> float:
    """Seconds between two kills, at most: on a busy machine a process takes longer until it does anything."""
    begun = time.monotonic()
    while len(list(folder.glob("notes-*"))) < WRITERS and time.monotonic() < begun + SECONDS_TO_SETTLE:
        time.sleep(0.02)
    return max(0.25, (time.monotonic() - begun) / 2)


def _started(process: BaseProcess) -> BaseProcess:
    process.start()
    return process


def _settle(world: World, settings: Mapping[str, str]) -> None:
    """One worker, as it is started in earnest, does what is left; then it is asked to stop."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    worker = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings})
    try:
        deadline = time.monotonic() + SECONDS_TO_SETTLE
        while (left := _left(world)) and time.monotonic() < deadline:
            world.app.extensions["portal-jobs"].nudge()
            time.sleep(0.1)
        assert not left, f"still to be done after {SECONDS_TO_SETTLE} s: {left}"
    finally:
        worker.send_signal(signal.SIGTERM)
        stopped = worker.wait(SECONDS_TO_SETTLE)
    assert stopped == 0


def _left(world: World) -> dict[str, int]:
    session = db.session()
    session.rollback()
    left = {one.name: events.lag(session, one) for one in world.app.extensions["portal-subscribers"]}
    left["mail"] = session.scalar(select(func.count()).where(Notice.mailed_at.is_(None))) or 0
    left["months"] = len(due_months(session, clock.now()))
    session.rollback()
    return {name: count for name, count in left.items() if count}


def test_nothing_acknowledged_is_lost_and_everything_comes_out_as_from_zero(aftermath: Aftermath) -> None:
    """One test, because the killing takes its time; each finding is named by its check."""
    found = {
        check.__name__.strip("_").replace("_", " "): problems
        for check in CHECKS
        if (problems := list(check(aftermath)))
    }
    assert not found, "\n".join(
        [f"after {dict(aftermath.kills)} kills and {len(aftermath.notes)} acknowledged acts:"]
        + [f"- {name}: {problem}" for name, problems in found.items() for problem in problems[:5]]
        + ["last words of the processes:", aftermath.log[-3_000:]]
    )


def _enough_was_done_and_killed(aftermath: Aftermath) -> Iterator[str]:
    acts = Counter(note["table"] for note in aftermath.notes)
    for table in sorted(ACTS):
        if not acts[table]:
            yield f"no {table} among {dict(acts)}"
    if min(aftermath.kills["worker"], aftermath.kills["writer"]) < 3:
        yield f"too few: {dict(aftermath.kills)}"


def _everything_acknowledged_is_there(aftermath: Aftermath) -> Iterator[str]:
    yield from (str(note) for note in aftermath.notes if not crowd.is_there(note))


def _every_change_has_its_event(_aftermath: Aftermath) -> Iterator[str]:
    pairs = {
        Revision: {PostSubmitted},
        Decision: {PostApproved, PostPublished, PostReturned, PostHidden},
        Outcome: {OutcomeGiven},
    }
    for model, kinds in pairs.items():
        rows = db.session.scalar(select(func.count()).select_from(model))
        recorded = _events(*kinds)
        if rows != len(recorded):
            yield f"{rows} rows of {model.__tablename__}, {len(recorded)} events"


def _every_published_case_has_the_instant_of_its_publication(_aftermath: Aftermath) -> Iterator[str]:
    first: dict[str, Any] = {}
    for row in _events(PostPublished):
        if row.payload["kind"] == "complaint":
            first.setdefault(row.payload["subject"], row.at)
    for complaint in db.session.scalars(select(Complaint)):
        expected = first.get(f"complaint:{complaint.id}")
        if complaint.published_at != expected:
            yield f"complaint {complaint.id}: {complaint.published_at}, not {expected}"


def _every_version_that_counts_was_screened_once(_aftermath: Aftermath) -> Iterator[str]:
    unscreened = select(Revision.id).join(Post, Post.id == Revision.post_id)
    unscreened = unscreened.where(Revision.number == Post.revision_number, Revision.screened_at.is_(None))
    yield from (f"version {revision_id} was not" for revision_id in db.session.scalars(unscreened))
    place = (FindingRow.revision_id, FindingRow.rule, FindingRow.field, FindingRow.start, FindingRow.end)
    for row in db.session.execute(select(*place).group_by(*place).having(func.count() > 1)):
        yield f"found twice: {row}"


def _the_index_is_what_a_rebuild_makes(aftermath: Aftermath) -> Iterator[str]:
    kept: Engine = aftermath.world.app.extensions["portal-search"]
    if not kept.is_sound():
        yield "it is not sound"
        return
    instance: Config = aftermath.world.app.extensions["portal-config"]
    anew = WhooshEngine(instance.folder("rebuilt"))
    anew.rebuild(all_documents(db.session()))
    if kept.size() != anew.size():
        yield f"{kept.size()} cases, not {anew.size()}"
    for word in (*crowd.THINGS, "نرسید", "پول"):
        ours, theirs = (_hits(engine, word) for engine in (kept, anew))
        if ours != theirs:
            yield f"{word}: too many {sorted(ours - theirs)}, missing {sorted(theirs - ours)}"
    anew.forget()


def _hits(engine: Engine, word: str) -> set[int]:
    matches = engine.search(Sought([[stem] for stem in stems(word)], newest=True))
    assert not matches.more
    assert len(set(matches.ids)) == len(matches.ids)
    return set(matches.ids)


def _scores_are_what_rows_make(_aftermath: Aftermath) -> Iterator[str]:
    session = db.session()
    kept = {row.store_id: _figures(row) for row in session.scalars(select(StoreScore))}
    instants = {row.store_id: row.as_of for row in session.scalars(select(StoreScore))}
    slugs = {store.id: store.slug for store in stores.all_stores(session)}
    for store_id, as_of in instants.items():
        from_rows = scores.as_dict(scores.score_from_rows(db.session(), as_of)[slugs[store_id]])
        if kept[store_id]["published"] != from_rows:
            yield f"{slugs[store_id]} shows {kept[store_id]['published']}, rows make {from_rows}"
        with transaction() as writing:
            writing.execute(delete(StoreScore))
        scores.refresh_scores(None, as_of)
        anew = _figures(db.session.get_one(StoreScore, store_id))
        if kept[store_id] != anew:
            different = [name for name in anew if anew[name] != kept[store_id][name]]
            yield f"{slugs[store_id]} differs from a refresh in {different}"


def _the_history_is_what_rows_make(_aftermath: Aftermath) -> Iterator[str]:
    session = db.session()
    slugs = {store.id: store.slug for store in stores.all_stores(session)}
    kept = scores.score_histories(session, list(slugs), clock.now())
    points = {(slugs[store_id], point.at): point for store_id, of_store in kept.items() for point in of_store}
    if not points:
        yield "there is none"
    for (slug, at), point in points.items():
        from_rows = scores.score_from_rows(session, at)[slug]
        if point[1:] != (from_rows.own.n, from_rows.score, from_rows.low, from_rows.high):
            yield f"{slug} at {at}: {point}, rows make {from_rows}"


def _figures(row: StoreScore) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in StoreScore.__table__.columns}


def _notices_are_what_the_events_demand(_aftermath: Aftermath) -> Iterator[str]:
    kept = _told()
    yield from (f"told {count} times: {one}" for one, count in kept.items() if count > 1)
    with transaction() as session:
        session.execute(delete(Notice))
        session.execute(delete(Cursor).where(Cursor.subscriber == "notices"))
    events.deliver_all([notices.telling()])
    anew = _told()
    yield from (f"missing: {one}" for one in anew - kept)
    yield from (f"too many: {one}" for one in kept - anew)


def _told() -> Counter[tuple[int, int, str]]:
    told = db.session.execute(select(Notice.event_id, Notice.account_id, Notice.kind))
    return Counter((row.event_id, row.account_id, row.kind) for row in told)


def _every_notice_was_mailed_under_a_lasting_id(aftermath: Aftermath) -> Iterator[str]:
    sent = Counter(str(mail["Message-ID"]) for mail in mails(aftermath.world.app))
    expected = {f"<notice-{notice_id}@127.0.0.1>" for notice_id in db.session.scalars(select(Notice.id))}
    yield from (f"never mailed: {one}" for one in sorted(expected - set(sent)))
    yield from (f"mailed without a notice: {one}" for one in sorted(set(sent) - expected))


def _events(*kinds: type[events.Event]) -> Sequence[RecordedEvent]:
    names = [kind.__name__ for kind in kinds]
    statement = select(RecordedEvent).where(RecordedEvent.kind.in_(names)).order_by(RecordedEvent.id)
    return db.session.scalars(statement).all()


CHECKS = (
    _enough_was_done_and_killed,
    _everything_acknowledged_is_there,
    _every_change_has_its_event,
    _every_published_case_has_the_instant_of_its_publication,
    _every_version_that_counts_was_screened_once,
    _the_index_is_what_a_rebuild_makes,
    _the_history_is_what_rows_make,
    _scores_are_what_rows_make,
    _every_notice_was_mailed_under_a_lasting_id,
    _notices_are_what_the_events_demand,
)
