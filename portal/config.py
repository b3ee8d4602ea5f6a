"""Settings from the environment, read once and checked; a wrong value names its variable."""

import fcntl
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryFile
from typing import Self, TypeVar
from urllib.parse import SplitResult, urlsplit

LANGUAGE_TAGS = frozenset({"fa", "ar", "en", "ckb", "ku", "ur", "ps", "tr", "az"})
Choice = TypeVar("Choice", bound=StrEnum)

DATABASES = {"sqlite", "postgresql", "postgresql+psycopg"}
SQLITE_BEGINNING = b"SQLite format 3\0"
MAIL_SCHEMES = {"smtp", "smtps"}
SHORTEST_KEY = 16
MOST_PROXIES = 9
NOT_YET = ("PORTAL_REDIS_URL", "PORTAL_MEDIA_URL")


class ConfigurationError(Exception):
    """A setting cannot be used. The message is one line and begins with the variable's name."""


class Environment(StrEnum):
    DEVELOPMENT = "development"
    PRODUCTION = "production"


class SearchEngine(StrEnum):
    WHOOSH = "whoosh"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True, slots=True)
class Config:
    """What an installation decides. Paths are absolute; URLs carry no trailing slash."""

    environment: Environment
    instance: Path
    database_url: str
    secret_key: str
    base_url: str
    mail_url: str | None
    search: SearchEngine
    post_languages: tuple[str, ...]
    proxies: int = 0

    @classmethod
    def from_environment(cls, variables: Mapping[str, str] = os.environ) -> Self:
        """Reads `PORTAL_*`; raises ConfigurationError on the first value that cannot be used."""
        _refuse_what_is_not_there_yet(variables)
        environment = _choice(variables, "PORTAL_ENV", Environment, Environment.DEVELOPMENT)
        instance = _instance_folder(variables.get("PORTAL_INSTANCE") or "instance")
        database_url = _database_url(variables, instance)
        return cls(
            environment=environment,
            instance=instance,
            database_url=database_url,
            secret_key=_secret_key(variables, environment, instance),
            base_url=_base_url(variables),
            mail_url=_mail_url(variables),
            search=_search_engine(variables, database_url),
            post_languages=_post_languages(variables),
            proxies=_proxies(variables),
        )

    @property
    def is_production(self) -> bool:
        return self.environment is Environment.PRODUCTION

    def folder(self, name: str) -> Path:
        """A folder of the instance, made on first use and closed to other users of the machine."""
        path = self.instance / name
        try:
            path.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise ConfigurationError(f"PORTAL_INSTANCE: cannot use {path} ({error.strerror})") from None
        return path


def _choice(variables: Mapping[str, str], name: str, choices: type[Choice], default: Choice) -> Choice:
    value = variables.get(name) or default
    try:
        return choices(value)
    except ValueError:
        known = ", ".join(choices)
        raise ConfigurationError(f"{name}: {value!r} is not one of: {known}") from None


def _instance_folder(value: str) -> Path:
    path = Path(value).absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A probe without a name: processes that start at once do not take it from each other.
        with TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise ConfigurationError(f"PORTAL_INSTANCE: cannot write to {path} ({error.strerror})") from None
    return path


def _refuse_what_is_not_there_yet(variables: Mapping[str, str]) -> None:
    # Taken in silence, they would let somebody believe that the queue or the files lie elsewhere.
    for name in NOT_YET:
        if variables.get(name):
            raise ConfigurationError(f"{name}: this release keeps everything in PORTAL_INSTANCE; leave it unset")


def _database_url(variables: Mapping[str, str], instance: Path) -> str:
    url = variables.get("PORTAL_DATABASE_URL") or f"sqlite:///{instance / 'portal.db'}"
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in DATABASES:
        raise ConfigurationError("PORTAL_DATABASE_URL: must begin with sqlite:/// or postgresql://")
    if scheme == "sqlite":
        return _sqlite_url(rest, instance)
    if _parts(url) is None:
        raise ConfigurationError("PORTAL_DATABASE_URL: must look like postgresql://user:password@host:port/database")
    return f"postgresql+psycopg://{rest}"


def _search_engine(variables: Mapping[str, str], database_url: str) -> SearchEngine:
    is_embedded = database_url.startswith("sqlite:")
    default = SearchEngine.WHOOSH if is_embedded else SearchEngine.POSTGRESQL
    engine = _choice(variables, "PORTAL_SEARCH", SearchEngine, default)
    if engine is SearchEngine.POSTGRESQL and is_embedded:
        raise ConfigurationError("PORTAL_SEARCH: 'postgresql' needs PORTAL_DATABASE_URL to name a PostgreSQL database")
    return engine


def _sqlite_url(rest: str, instance: Path) -> str:
    """A file that is there, or can be made; a relative path is one within the instance folder."""
    name, mark, options = rest.removeprefix("/").partition("?")
    if not rest.startswith("/") or not name or name == ":memory:":
        raise ConfigurationError("PORTAL_DATABASE_URL: must name a file, as in sqlite:///portal.db")
    path = instance / name
    if not os.access(path if path.exists() else path.parent, os.R_OK | os.W_OK):
        raise ConfigurationError(f"PORTAL_DATABASE_URL: cannot write to {path}")
    if path.exists() and not _is_sqlite(path):
        raise ConfigurationError(f"PORTAL_DATABASE_URL: {path} is no SQLite database")
    return f"sqlite:///{path}{mark}{options}"


def _is_sqlite(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(SQLITE_BEGINNING)) in {b"", SQLITE_BEGINNING}


def _secret_key(variables: Mapping[str, str], environment: Environment, instance: Path) -> str:
    given = variables.get("PORTAL_SECRET_KEY")
    if given:
        if len(given) < SHORTEST_KEY:
            raise ConfigurationError(f"PORTAL_SECRET_KEY: must have at least {SHORTEST_KEY} characters")
        return given
    if environment is Environment.PRODUCTION:
        raise ConfigurationError("PORTAL_SECRET_KEY: must be set in production")
    path = instance / "secret-key"
    try:
        kept = _kept_secret_key(path)
    except OSError as error:
        raise ConfigurationError(f"PORTAL_SECRET_KEY: not set, and cannot use {path} ({error.strerror})") from None
    if len(kept) < SHORTEST_KEY or not kept.isascii():
        raise ConfigurationError(f"PORTAL_SECRET_KEY: not set, and {path} holds no key; remove it to get a new one")
    return kept


def _kept_secret_key(path: Path) -> str:
    # Several processes start at once; the first to hold the lock decides for all.
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8", errors="replace") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        kept = file.read()
        if not kept:
            kept = secrets.token_urlsafe(48)
            file.write(kept)
    return kept


def _base_url(variables: Mapping[str, str]) -> str:
    value = variables.get("PORTAL_BASE_URL") or f"http://127.0.0.1:{_port(variables)}"
    parts = _parts(value)
    is_usable = parts and parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    if not is_usable or (parts and (parts.query or parts.fragment)):
        raise ConfigurationError("PORTAL_BASE_URL: must look like https://host or https://host/path")
    return value.rstrip("/")


def _port(variables: Mapping[str, str]) -> int:
    value = variables.get("PORT") or "8000"
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 2**16):
        raise ConfigurationError(f"PORT: {value!r} is not a number from 1 to 65535")
    return int(value)


def _proxies(variables: Mapping[str, str]) -> int:
    value = variables.get("PORTAL_PROXIES") or "0"
    if not (value.isascii() and value.isdigit() and int(value) <= MOST_PROXIES):
        raise ConfigurationError(f"PORTAL_PROXIES: {value!r} is not a number from 0 to {MOST_PROXIES}")
    return int(value)


def _mail_url(variables: Mapping[str, str]) -> str | None:
    value = variables.get("PORTAL_MAIL_URL") or None
    parts = _parts(value) if value else None
    if value and (parts is None or parts.scheme not in MAIL_SCHEMES or not parts.hostname):
        raise ConfigurationError("PORTAL_MAIL_URL: must look like smtp://user:password@host:port")
    return value


def _parts(address: str) -> SplitResult | None:
    """The parts of an address; None where it is none. Never tells why: a reason could repeat a password."""
    try:
        parts = urlsplit(address)
        is_whole = parts.port != 0 and not any(sign.isspace() for sign in address)
    except ValueError:
        return None
    return parts if is_whole else None


def _post_languages(variables: Mapping[str, str]) -> tuple[str, ...]:
    value = variables.get("PORTAL_LANGUAGES") or "fa,ar"
    tags = tuple(dict.fromkeys(tag.strip() for tag in value.split(",")))
    for tag in tags:
        if tag not in LANGUAGE_TAGS:
            raise ConfigurationError(f"PORTAL_LANGUAGES: {tag!r} is not a language this portal can read")
    return tags
