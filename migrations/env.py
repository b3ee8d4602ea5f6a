"""Runs migrations against the application's own database."""

from alembic import context
from flask import current_app

database = current_app.extensions["migrate"].db
target_metadata = database.metadata


def run() -> None:
    options = dict(current_app.extensions["migrate"].configure_args)
    with database.engine.connect() as connection:
        context.configure(
            connection=connection, target_metadata=target_metadata, compare_type=True, **options
        )
        with context.begin_transaction():
            context.run_migrations()


run()
