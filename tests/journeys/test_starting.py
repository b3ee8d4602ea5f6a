"""What cannot start ends at once, with one line that names what to mend."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.thorough
ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
PATIENCE = 60


def started(tmp_path, *command, **variables):
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "PORT"))}
    settings = {"PORTAL_INSTANCE": str(tmp_path / "instance"), **variables}
    return subprocess.run(
        [str(PROGRAMS / command[0]), *command[1:]],
        cwd=ROOT,
        env=plain | settings,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_command_stops_at_a_wrong_setting(tmp_path):
    ended = started(tmp_path, "flask", "--app", "wsgi", "doctor", PORTAL_ENV="staging")
    assert ended.returncode != 0
    assert ended.stderr == "PORTAL_ENV: 'staging' is not one of: development, production\n"


def test_gunicorn_gives_up_at_a_wrong_setting(tmp_path):
    """It would start one worker after the other for ever."""
    command = ("gunicorn", "wsgi:app", "--bind", "127.0.0.1:0", "--no-control-socket", "--log-level", "critical")
    ended = started(tmp_path, *command, PORTAL_LANGUAGES="klingon")
    assert ended.returncode != 0
    assert ended.stderr == "PORTAL_LANGUAGES: 'klingon' is not a language this portal can read\n"


def test_a_port_in_use_is_named_with_a_way_out(tmp_path, taken_port):
    ended = started(tmp_path, "flask", "--app", "wsgi", "serve", PORT=str(taken_port))
    assert ended.returncode == 1
    assert ended.stderr == f"Error: port {taken_port} is in use; choose another: PORT=8001 make run\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not write")
def test_an_instance_folder_one_may_not_write_to_is_named(tmp_path):
    closed = tmp_path / "instance"
    closed.mkdir(mode=0o755)
    script = (
        "import os; from portal.config import Config, ConfigurationError; os.setuid(65534)\n"
        "try: Config.from_environment()\n"
        "except ConfigurationError as error: print(error)"
    )
    ended = started(tmp_path, "python", "-c", script)
    assert not ended.stderr
    assert ended.stdout == f"PORTAL_INSTANCE: cannot write to {closed} (Permission denied)\n"


def test_the_database_upgrade_names_a_database_nobody_answers_at(tmp_path):
    url = "postgresql://portal:secret@127.0.0.1:1/portal"
    ended = started(tmp_path, "flask", "--app", "wsgi", "db", "upgrade", PORTAL_DATABASE_URL=url)
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: PORTAL_DATABASE_URL: the database cannot be reached: ")
    assert "Traceback" not in ended.stderr
    assert "secret" not in ended.stderr
