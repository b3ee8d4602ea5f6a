"""Settings: a wrong value stops the start with one line that names its variable."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.config import Config, ConfigurationError, Environment


def read(tmp_path, **variables):
    return Config.from_environment({"PORTAL_INSTANCE": str(tmp_path / "instance"), **variables})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORTAL_ENV", "staging"),
        ("PORTAL_SEARCH", "grep"),
        ("PORTAL_DATABASE_URL", "mysql://localhost/portal"),
        ("PORTAL_DATABASE_URL", "portal.db"),
        ("PORTAL_DATABASE_URL", "postgresql://localhost:port/portal"),
        ("PORTAL_SECRET_KEY", "short"),
        ("PORTAL_BASE_URL", "portal.example"),
        ("PORTAL_BASE_URL", "http://portal.example:http"),
        ("PORTAL_MAIL_URL", "mail.example:25"),
        ("PORTAL_MAIL_URL", "smtp://"),
        ("PORTAL_MAIL_URL", "smtp://mail.example:99999"),
        ("PORTAL_LANGUAGES", "fa,klingon"),
        ("PORTAL_LANGUAGES", "fa,,ar"),
        ("PORTAL_INSTANCE", "/proc/nowhere"),
    ],
)
def test_a_wrong_value_names_its_variable_in_one_line(tmp_path, variable, value):
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, **{variable: value})
    message = str(caught.value)
    assert message.startswith(f"{variable}: ")
    assert "\n" not in message


def test_development_needs_nothing_and_keeps_its_key(tmp_path):
    first, second = read(tmp_path), read(tmp_path)
    assert first.environment is Environment.DEVELOPMENT
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) > 32
    assert (first.instance / "secret-key").stat().st_mode & 0o077 == 0
    assert first.database_url == f"sqlite:///{first.instance / 'portal.db'}"
    assert first.post_languages == ("fa", "ar")


def test_production_needs_its_key(tmp_path):
    with pytest.raises(ConfigurationError, match="PORTAL_SECRET_KEY"):
        read(tmp_path, PORTAL_ENV="production")
    assert read(tmp_path, PORTAL_ENV="production", PORTAL_SECRET_KEY="0123456789abcdef").is_production


def test_postgresql_is_reached_through_its_present_driver(tmp_path):
    config = read(tmp_path, PORTAL_DATABASE_URL="postgresql://portal@127.0.0.1/portal")
    assert config.database_url == "postgresql+psycopg://portal@127.0.0.1/portal"


def test_an_unwritable_instance_folder_is_named(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(ConfigurationError, match=r"PORTAL_INSTANCE: cannot write to"):
        read(tmp_path, PORTAL_INSTANCE=str(blocked / "inside"))


def test_many_that_start_at_once_agree_on_folder_and_key(tmp_path):
    with ThreadPoolExecutor(8) as crowd:
        configs = list(crowd.map(lambda _: read(tmp_path), range(200)))
    assert len({config.secret_key for config in configs}) == 1
    assert [file.name for file in (tmp_path / "instance").iterdir()] == ["secret-key"]
