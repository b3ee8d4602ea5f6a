"""The command line: everything an operator does without a browser.

Commands write data to standard output and everything else to standard error; a progress bar is drawn only where
standard error is a terminal.
"""

from flask import Flask

from portal.cli import archives, questions, running, users


def init_app(app: Flask) -> None:
    for command in (
        archives.import_command,
        archives.export_command,
        archives.sample_command,
        questions.screen_command,
        questions.search_command,
        questions.score_command,
        questions.reindex_command,
        questions.relearn_command,
        running.worker_command,
        running.serve_command,
        running.doctor_command,
        users.user_group,
    ):
        app.cli.add_command(command)
