"""Passwords: hashed with argon2id. Hashing is slow on purpose; never do it inside a transaction."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 8
MAX_LENGTH = 200


HASHER = PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    return HASHER.hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password is right. Takes as long for an account that does not exist."""
    try:
        return HASHER.verify(stored or _nobodys_hash(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
