"""How passwords are kept."""

import runpy

from argon2 import Type
from argon2.profiles import RFC_9106_LOW_MEMORY

from portal.accounts import passwords


def test_hashing_costs_what_the_rfc_asks_for():
    """Read anew from the source: the tests themselves hash more cheaply."""
    hasher = runpy.run_path(passwords.__file__)["HASHER"]
    assert hasher.type is Type.ID
    assert hasher.memory_cost >= RFC_9106_LOW_MEMORY.memory_cost
    assert hasher.time_cost >= RFC_9106_LOW_MEMORY.time_cost


def test_a_password_is_right_for_its_own_hash_alone():
    stored = passwords.hash_password("شب‌های روشن ۱۲۳")
    assert passwords.verify_password(stored, "شب‌های روشن ۱۲۳")
    assert not passwords.verify_password(stored, "شب‌های روشن ۱۲۴")
    assert not passwords.verify_password(None, "nobody has this password")
    assert not passwords.verify_password("no hash at all", "شب‌های روشن ۱۲۳")
