"""Runs migrations against the application's own database."""

from alembic import context
from alembic.util import CommandError
from flask import current_app
from sqlalchemy.exc import OperationalError

from portal.db import Instant

database = current_app.extensions["migrate"].db
target_metadata = database.metadata


def render_item(kind, item, _autogen_context):
    """Migrations name plain types only, so that they outlive the portal's own modules."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


def run():
    options = dict(current_app.extensions["migrate"].configure_args)
    try:
        connected = database.engine.connect()
    except OperationalError as error:
        reason = " ".join(str(error.orig).split())
        raise CommandError(f"PORTAL_DATABASE_URL: the database fails ({reason})") from None
    with connected as connection:
        context.configure(connection=connection, target_metadata=target_metadata, render_item=render_item, **options)
        with context.begin_transaction():
            context.run_migrations()


run()
