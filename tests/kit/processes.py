"""Processes of the portal that begin at once: each is a copy of one that has loaded it."""

import multiprocessing

START = multiprocessing.get_context("forkserver")
START.set_forkserver_preload(["tests.kit.crowd", "tests.kit.halted_rebuild"])
