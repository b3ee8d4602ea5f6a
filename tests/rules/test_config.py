"""Settings: a wrong value stops the start with one line that names its variable."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.config import Config, ConfigurationError, Environment, SearchEngine


def read(tmp_path, **variables):
    return Config.from_environment({"PORTAL_INSTANCE": str(tmp_path / "instance"), **variables})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORTAL_ENV", "staging"),
        ("PORTAL_SEARCH", "grep"),
        ("PORTAL_SEARCH", "postgresql"),
        ("PORTAL_DATABASE_URL", "mysql://localhost/portal"),
        ("PORTAL_DATABASE_URL", "portal.db"),
        ("PORTAL_DATABASE_URL", "sqlite://"),
        ("PORTAL_DATABASE_URL", "sqlite:///"),
        ("PORTAL_DATABASE_URL", "sqlite:///:memory:"),
        ("PORTAL_DATABASE_URL", "sqlite:////nowhere/at/all/portal.db"),
        ("PORTAL_DATABASE_URL", f"sqlite:///{__file__}"),
        ("PORTAL_DATABASE_URL", "sqlite:////tmp"),
        ("PORTAL_DATABASE_URL", "postgresql://portal:secret@127.0.0.1:port/portal"),
        ("PORTAL_DATABASE_URL", "postgresql://portal:secret@[::1/portal"),
        ("PORTAL_SECRET_KEY", "short"),
        ("PORTAL_BASE_URL", "portal.example"),
        ("PORTAL_BASE_URL", "https://portal.example:port"),
        ("PORTAL_BASE_URL", "https://portal.example:99999"),
        ("PORTAL_BASE_URL", "https://portal example"),
        ("PORTAL_BASE_URL", "https://[::1"),
        ("PORTAL_BASE_URL", "https://admin:secret@portal.example"),
        ("PORTAL_BASE_URL", "https://portal.example/?language=fa"),
        ("PORTAL_MAIL_URL", "mail.example:25"),
        ("PORTAL_MAIL_URL", "smtp://"),
        ("PORTAL_MAIL_URL", "smtp://user:secret@mail.example:port"),
        ("PORTAL_MAIL_URL", "smtp://user:secret@mail.example:70000"),
        ("PORTAL_REDIS_URL", "redis://127.0.0.1"),
        ("PORTAL_MEDIA_URL", "s3://secret@bucket"),
        ("PORTAL_PROXIES", "nginx"),
        ("PORTAL_PROXIES", "-1"),
        ("PORTAL_PROXIES", "10"),
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PORT", "۸۰۰۰"),
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
    assert "secret" not in message


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
    assert config.search is SearchEngine.POSTGRESQL
    assert config.database_url == "postgresql+psycopg://portal@127.0.0.1/portal"


def test_an_unwritable_instance_folder_is_named(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(ConfigurationError, match=r"PORTAL_INSTANCE: cannot write to"):
        read(tmp_path, PORTAL_INSTANCE=str(blocked / "inside"))


def test_a_folder_of_the_instance_that_is_a_file_is_named(tmp_path):
    (tmp_path / "mail").write_text("no folder", encoding="ascii")
    config = Config.from_environment({"PORTAL_INSTANCE": str(tmp_path)})
    with pytest.raises(ConfigurationError, match=r"PORTAL_INSTANCE: cannot use .*mail"):
        config.folder("mail")


def test_a_relative_database_lies_in_the_instance_folder(tmp_path):
    config = read(tmp_path, PORTAL_DATABASE_URL="sqlite:///other.db")
    assert config.database_url == f"sqlite:///{config.instance / 'other.db'}"


def test_a_language_named_twice_is_one(tmp_path):
    assert read(tmp_path, PORTAL_LANGUAGES="ar, fa,ar").post_languages == ("ar", "fa")


@pytest.mark.parametrize("kept", [b"short", b"\xff\xfe" * 20], ids=["too short", "no text"])
def test_a_damaged_key_is_not_taken_for_one(tmp_path, kept):
    (read(tmp_path).instance / "secret-key").write_bytes(kept)
    with pytest.raises(ConfigurationError, match=r"PORTAL_SECRET_KEY: .* holds no key"):
        read(tmp_path)


def test_a_key_whose_writing_was_cut_off_is_made_again(tmp_path):
    file = read(tmp_path).instance / "secret-key"
    file.write_bytes(b"")
    assert read(tmp_path).secret_key == read(tmp_path).secret_key != ""


def test_processes_that_start_together_have_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: read(tmp_path).secret_key, range(32)))) == 1
