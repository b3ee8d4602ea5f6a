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
from urllib.parse import urlsplit

LANGUAGE_TAGS = frozenset({"fa", "ar", "en", "ckb", "ku", "ur", "ps", "tr", "az"})
Choice = TypeVar("Choice", bound=StrEnum)

DATABASES = {"sqlite", "postgresql", "postgresql+psycopg"}
MAIL_SCHEMES = {"smtp", "smtps"}


class ConfigurationError(Exception):
    """A setting cannot be used. The message is one line and begins with the variable's name."""


class Environment(StrEnum):
    DEVELOPMENT = "development"
    PRODUCTION = "production"


class SearchEngine(StrEnum):
    WHOOSH = "whoosh"


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

    @classmethod
    def from_environment(cls, variables: Mapping[str, str] = os.environ) -> Self:
        """Reads `PORTAL_*`; raises ConfigurationError on the first value that cannot be used."""
        environment = _choice(variables, "PORTAL_ENV", Environment, Environment.DEVELOPMENT)
        instance = _instance_folder(variables.get("PORTAL_INSTANCE") or "instance")
        return cls(
            environment=environment,
            instance=instance,
            database_url=_database_url(variables, instance),
            secret_key=_secret_key(variables, environment, instance),
            base_url=_base_url(variables),
            mail_url=_mail_url(variables),
            search=_choice(variables, "PORTAL_SEARCH", SearchEngine, SearchEngine.WHOOSH),
            post_languages=_post_languages(variables),
        )

    @property
    def is_production(self) -> bool:
        return self.environment is Environment.PRODUCTION

    def folder(self, name: str) -> Path:
        """A folder of the instance, made on first use and closed to other users of the machine."""
        path = self.instance / name
        path.mkdir(mode=0o700, exist_ok=True)
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


def _database_url(variables: Mapping[str, str], instance: Path) -> str:
    url = variables.get("PORTAL_DATABASE_URL") or f"sqlite:///{instance / 'portal.db'}"
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in DATABASES:
        raise ConfigurationError("PORTAL_DATABASE_URL: must begin with sqlite:/// or postgresql://")
    _check_port("PORTAL_DATABASE_URL", url)
    return f"postgresql+psycopg://{rest}" if scheme == "postgresql" else url


def _check_port(name: str, url: str) -> None:
    try:
        _ = urlsplit(url).port
    except ValueError:
        raise ConfigurationError(f"{name}: the port must be a number up to 65535") from None


def _secret_key(variables: Mapping[str, str], environment: Environment, instance: Path) -> str:
    given = variables.get("PORTAL_SECRET_KEY")
    if given:
        if len(given) < 16:
            raise ConfigurationError("PORTAL_SECRET_KEY: must have at least 16 characters")
        return given
    if environment is Environment.PRODUCTION:
        raise ConfigurationError("PORTAL_SECRET_KEY: must be set in production")
    return _kept_secret_key(instance / "secret-key")


def _kept_secret_key(path: Path) -> str:
    path.touch(mode=0o600)
    with path.open("r+", encoding="ascii") as file:
        # Several processes start at once: the first one decides for all.
        fcntl.flock(file, fcntl.LOCK_EX)
        key = file.read()
        if not key:
            key = secrets.token_urlsafe(48)
            file.write(key)
    return key


def _base_url(variables: Mapping[str, str]) -> str:
    value = variables.get("PORTAL_BASE_URL") or f"http://127.0.0.1:{variables.get('PORT') or 8000}"
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ConfigurationError(f"PORTAL_BASE_URL: {value!r} is not an http or https address")
    _check_port("PORTAL_BASE_URL", value)
    return value.rstrip("/")


def _mail_url(variables: Mapping[str, str]) -> str | None:
    value = variables.get("PORTAL_MAIL_URL") or None
    if value and (urlsplit(value).scheme not in MAIL_SCHEMES or not urlsplit(value).hostname):
        raise ConfigurationError("PORTAL_MAIL_URL: must look like smtp://user:password@host:port")
    _check_port("PORTAL_MAIL_URL", value or "")
    return value


def _post_languages(variables: Mapping[str, str]) -> tuple[str, ...]:
    value = variables.get("PORTAL_LANGUAGES") or "fa,ar"
    tags = tuple(tag.strip() for tag in value.split(","))
    for tag in tags:
        if tag not in LANGUAGE_TAGS:
            raise ConfigurationError(f"PORTAL_LANGUAGES: {tag!r} is not a language this portal can read")
    return tags
