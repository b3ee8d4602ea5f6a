"""The worker: duties in turn, nudged by the queue and swept every second, stopped by whoever runs it."""

import signal
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal import clock, scores
from portal.config import Config
from portal.db import db
from portal.jobs import SWEEP_SECONDS, Jobs
from portal.scores import StoreScore, subscribers
from tests.kit.world import World


class Duty:
    """Counts how often it was done."""

    def __init__(self, fails: bool = False) -> None:
        self.done = 0
        self.fails = fails

    def __call__(self) -> None:
        self.done += 1
        if self.fails:
            raise RuntimeError("the mail server is away")


@pytest.fixture
def jobs_config(tmp_path) -> Config:
    return Config.from_environment({"PORTAL_INSTANCE": str(tmp_path)})


def working(jobs: Jobs, until: Callable[[], bool], seconds: float) -> bool:
    """Works until something holds, or so long; whether it came to hold."""
    stop = threading.Event()
    started = time.monotonic()

    def watch() -> None:
        while time.monotonic() - started < seconds and not until():
            time.sleep(0.01)
        stop.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    jobs.work(stop)
    watcher.join()
    return until()


def test_a_duty_that_fails_does_not_keep_the_others_from_theirs(jobs_config: Config) -> None:
    first, failing, last = Duty(), Duty(fails=True), Duty()
    Jobs(jobs_config, [first, failing, last]).deliver()
    assert (first.done, failing.done, last.done) == (1, 1, 1)


def test_a_nudge_is_heard_before_the_next_sweep(jobs_config: Config) -> None:
    duty = Duty()
    Jobs(jobs_config, []).nudge()  # from another process
    assert working(Jobs(jobs_config, [duty]), lambda: duty.done > 0, SWEEP_SECONDS * 0.8)


def test_the_sweep_comes_without_any_nudge(jobs_config: Config) -> None:
    duty = Duty()
    assert working(Jobs(jobs_config, [duty]), lambda: duty.done > 0, SWEEP_SECONDS * 3)


def test_a_queue_that_cannot_be_written_does_not_fail_the_request(jobs_config: Config) -> None:
    jobs = Jobs(jobs_config, [])
    jobs.queue.storage.close()
    for file in jobs_config.instance.glob("jobs.db*"):
        file.unlink()
    (jobs_config.instance / "jobs.db").mkdir()
    jobs.nudge()


def test_signals_stay_with_whoever_runs_the_worker(jobs_config: Config) -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    working(Jobs(jobs_config, []), lambda: True, 0)
    assert {number: signal.getsignal(number) for number in before} == before


def test_two_workers_never_compute_scores_at_the_same_time(world: World, monkeypatch) -> None:
    busy = threading.Lock()
    overlaps: list[int] = []

    def slowly(store_ids, now) -> None:
        if not busy.acquire(blocking=False):
            overlaps.append(1)
            return
        time.sleep(0.05)
        scores.refresh_scores(store_ids, now)
        busy.release()

    monkeypatch.setattr(subscribers, "refresh_scores", slowly)
    world.publish()
    tomorrow = clock.now().replace(year=clock.now().year + 1)

    def new_day(app: Flask) -> None:
        # A day of its own for all of them, so that each has reason to compute.
        with app.app_context(), clock.stopped_at(tomorrow):
            scores.refresh_daily()

    workers = [threading.Thread(target=new_day, args=[world.app]) for _ in range(3)]
    for worker in workers:
        worker.start()
    world.publish()
    for worker in workers:
        worker.join()
    assert overlaps == []


def test_an_event_of_a_new_day_computes_every_store_against_it(world: World) -> None:
    world.publish(store=world.golestan)
    world.publish(store=world.nakhl)
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        world.publish(store=world.nakhl)
        midnights = {row.midnight for row in db.session.scalars(select(StoreScore))}
    assert len(midnights) == 1


def test_scores_made_for_a_later_day_do_not_stop_those_of_an_earlier_one(world: World) -> None:
    with clock.stopped_at(clock.now() + timedelta(days=3)):
        world.publish(store=world.golestan)
    world.publish(store=world.nakhl)
    assert {row.midnight.date() for row in db.session.scalars(select(StoreScore))} == {clock.now().date()}
