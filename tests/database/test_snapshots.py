"""What is put back before a test is whole, whatever an earlier one has left open."""

import sqlite3

from tests.kit.snapshots import EMPTY


def test_a_connection_left_open_does_not_reach_into_what_is_put_back(snapshots, world) -> None:
    left_open = sqlite3.connect(snapshots.instance.database)
    try:
        world.publish()
        left_open.execute("SELECT count(*) FROM post").fetchone()
        snapshots.instance.put_back(EMPTY)
        world.app.extensions["portal-search"].forget()
        with sqlite3.connect(snapshots.instance.database) as anew:
            assert anew.execute("SELECT count(*) FROM post").fetchone() == (0,)
            assert anew.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        anew.close()
    finally:
        left_open.close()
