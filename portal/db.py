"""The database: typed columns, transactions and compare-and-set.

SQLite runs in WAL mode with foreign keys on. A transaction that will write begins IMMEDIATE, so that
it waits for the lock (five seconds at most) instead of failing when it first writes.
"""

import fcntl
import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    BigInteger,
    BindParameter,
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    Integer,
    MetaData,
    Text,
    bindparam,
    cast,
    collate,
    event,
    func,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, REGCLASS
from sqlalchemy.engine import Connection, CursorResult, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Session, registry
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

LOCK_WAIT_SECONDS = 5
CACHE_KB = 16_000
IMMEDIATE = "portal_immediate"


class StaleStateError(Exception):
    """The row was no longer in the state the change was decided on."""


class BusyError(Exception):
    """The lock was not to be had in time. Nothing was written; trying again may succeed."""


class Instant(TypeDecorator[datetime]):
    """An aware instant in UTC, to the microsecond; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class _Ids(TypeDecorator[Collection[int]]):
    """Ids, however many, as one value."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(BigInteger) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Collection[int] | None, dialect: Dialect) -> Any:
        ids = list(value or ())
        return ids if dialect.name == "postgresql" else json.dumps(ids)


MARK = "\x1f"
"""Between values in one: none holds what stands for that alone."""


class _Listed(FunctionElement[int]):
    type = BigInteger()
    name = "listed"
    inherit_cache = True


def among(column: InstrumentedAttribute[int], ids: Collection[int] | str) -> ColumnElement[bool]:
    """Whether the id in the column is one of these, or of those given under that name with the statement.

    A value for each would be written into the statement: a thousand take longer to write than to look up.
    """
    named: BindParameter[Any] = bindparam(ids, type_=_Ids()) if isinstance(ids, str) else bindparam(None, ids, _Ids())
    return column.bool_op("IN")(_Listed(named))


@compiles(_Listed)
def _listed_in_json(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **options)}))"  # noqa: S608 -- the name of a parameter


@compiles(_Listed, "postgresql")
def _listed_in_array(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    return f"(SELECT unnest({compiler.process(element.clauses, **options)}))"


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            datetime: Instant(),
            int: BigInteger().with_variant(Integer(), "sqlite"),
            dict[str, Any]: JSON(),
            list[str]: JSON(),
        },
    )


__all__ = [
    "Base",
    "BusyError",
    "Session",
    "StaleStateError",
    "among",
    "bytewise",
    "choice",
    "compare_and_set",
    "db",
    "exclusively",
    "gather_statistics",
    "in_turn",
    "is_postgresql",
    "next_ids",
    "transaction",
]

db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def choice(values: type[StrEnum], name: str) -> Enum:
    """A text column that holds one of the values, with a CHECK constraint of that name."""
    return Enum(
        values,
        native_enum=False,
        length=32,
        create_constraint=True,
        name=name,
        values_callable=lambda members: [member.value for member in members],
    )


def init_app(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _prepare_sqlite)
            event.listen(db.engine, "begin", _begin_sqlite)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own BEGIN is switched off: it would come too late and never be IMMEDIATE.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {LOCK_WAIT_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Each connection, and each thread has one, keeps a cache of its own.
    connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(IMMEDIATE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def transaction() -> Iterator[Session]:
    """A transaction that writes: commits at the end of the block, rolls back if it raises.

    What the session read before is forgotten, so nothing is decided on an older picture. Raises BusyError
    where another writer holds the lock for too long.
    """
    session = db.session()
    session.rollback()
    try:
        session.connection(execution_options={IMMEDIATE: True})
        yield session
        session.commit()
    except OperationalError as error:
        session.rollback()
        if "locked" in str(error.orig) or "lock timeout" in str(error.orig):
            raise BusyError from error
        raise
    except BaseException:
        session.rollback()
        raise


@contextmanager
def exclusively(name: str) -> Iterator[None]:
    """One thread of one process at a time is within the block of that name; the others wait.

    For slow work that no transaction may span. The lock dies with its holder; it cannot be taken twice.
    """
    engine = db.engine
    if is_postgresql(engine):
        key = func.hashtextextended(name, 0)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(select(func.pg_advisory_lock(key)))
            try:
                yield
            finally:
                connection.execute(select(func.pg_advisory_unlock(key)))
        return
    with Path(f"{engine.url.database}.{name}.lock").open("w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def compare_and_set(
    session: Session,
    model: type[Base],
    key: int | str,
    expected: Mapping[str, Any],
    values: Mapping[str, Any],
) -> None:
    """Sets the values only if the row still holds the expected ones; raises StaleStateError if not."""
    primary_key = inspect(model).primary_key[0]
    statement = update(model).where(primary_key == key)
    for column, value in expected.items():
        statement = statement.where(getattr(model, column).is_not_distinct_from(value))
    result = session.execute(statement.values(**values), execution_options={"synchronize_session": "fetch"})
    if not isinstance(result, CursorResult) or result.rowcount != 1:
        raise StaleStateError(f"{model.__tablename__} {key} is no longer {dict(expected)}")


def in_turn(session: Session, key: str) -> None:
    """Whoever decides about the same key in another transaction waits until this one is over.

    For what must be there once, whoever comes first. On SQLite the write transaction's lock does it anyway.
    """
    if is_postgresql(session.get_bind()):
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def next_ids(session: Session, model: type[Base], count: int = 1) -> list[int]:
    """Fresh ids for rows about to be inserted: where a row must name another before either is there.

    On SQLite the write transaction's lock makes the ids ours.
    """
    if is_postgresql(session.get_bind()):
        sequence = func.pg_get_serial_sequence(model.__tablename__, "id")
        drawn = select(func.nextval(cast(sequence, REGCLASS))).select_from(func.generate_series(1, count))
        return list(session.scalars(drawn))
    last = session.scalar(select(func.max(inspect(model).primary_key[0]))) or 0
    return list(range(last + 1, last + 1 + count))


def bytewise(session: Session, column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """The column in an order that is the same in every database, whatever language that one sorts by."""
    return collate(column, "C") if is_postgresql(session.get_bind()) else collate(column, "BINARY")


def is_postgresql(bind: Engine | Connection) -> bool:
    return bind.dialect.name == "postgresql"


def gather_statistics() -> None:
    """Tells the query planner how large the tables are; without it SQLite plans as if all were alike."""
    with transaction() as session:
        session.execute(text("ANALYZE"))
