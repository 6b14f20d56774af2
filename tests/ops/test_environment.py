"""A wrong setting stops the portal with one sentence that names it and says what would be right."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import environ
import pytest

from clusterix import environment

LONG_KEY = "0123456789abcdefghijklmnopqrstuvwxyz" * 2


def refusal(read: Callable[[], Any]) -> str:
    """Return the sentence with which a setting is refused, and make sure that it is one line."""
    with pytest.raises(SystemExit) as stop:
        read()
    sentence = str(stop.value)
    assert sentence.startswith("Clusterix cannot start: ")
    assert "\n" not in sentence
    return sentence


def check_setting(monkeypatch, name: str, value: str, read: Callable[[], Any], right: str) -> None:
    monkeypatch.setenv(name, value)
    sentence = refusal(read)
    assert name in sentence, value
    assert right in sentence, value


@pytest.mark.parametrize("value", ["", "Production", "staging", "local "])
def test_a_wrong_environment_is_refused(monkeypatch, value) -> None:
    check_setting(monkeypatch, "ENVIRONMENT", value, environment.environment, "one of local, production")


def test_the_environments_that_exist_are_accepted(monkeypatch) -> None:
    for value in ("local", "production"):
        monkeypatch.setenv("ENVIRONMENT", value)
        assert environment.environment() == value


@pytest.mark.parametrize("value", ["", "abc", "0", "65536", "-1", "80.0", "٨٠", " 80", "9" * 5000])
def test_a_wrong_port_is_refused(monkeypatch, value) -> None:
    def read() -> int:
        return environment.number("PORT", 8000, 1, 65535)

    check_setting(monkeypatch, "PORT", value, read, "a whole number from 1 to 65535")


def test_a_right_port_is_accepted_and_8000_is_the_default(monkeypatch) -> None:
    for value in ("1", "8080", "65535"):
        monkeypatch.setenv("PORT", value)
        assert environment.number("PORT", 8000, 1, 65535) == int(value)
    monkeypatch.delenv("PORT")
    assert environment.number("PORT", 8000, 1, 65535) == 8000


WRONG_DATABASES = [
    *("mysql://root@localhost/clusterix", "clusterix.sqlite3", "sqlite://", "sqlite:///", "$OTHER"),
    *("postgres://localhost", "postgres://localhost:port/clusterix", "postgres://[localhost/clusterix"),
]


@pytest.mark.parametrize("value", WRONG_DATABASES)
def test_a_wrong_database_is_refused(monkeypatch, value) -> None:
    right = "host and port" if ":port" in value or "[" in value else "give sqlite:///file or postgres://"
    check_setting(monkeypatch, "DATABASE_URL", value, lambda: environment.database(Path("var")), right)


def test_the_password_of_a_wrong_database_is_not_shown(monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://root:hunter2@localhost/clusterix")
    assert "hunter2" not in refusal(lambda: environment.database(Path("var")))


def test_sqlite_and_postgresql_are_accepted(monkeypatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert environment.database(Path("var"))["NAME"] == "var/clusterix.sqlite3"
    monkeypatch.setenv("DATABASE_URL", "sqlite:////srv/portal.sqlite3")
    assert environment.database(Path("var"))["NAME"] == "/srv/portal.sqlite3"
    for scheme in ("postgres", "postgresql"):
        monkeypatch.setenv("DATABASE_URL", f"{scheme}://editor:p%40ss@db.example:5433/portal")
        found = environment.database(Path("var"))
        assert found["ENGINE"] == "django.db.backends.postgresql"
        assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("editor", "p@ss", "portal")


WRONG_SITES = [
    *("clusterix.example", "ftp://clusterix.example", "https://", "https://clusterix.example/portal"),
    *("https://clusterix.example?a=b", "https://clusterix.example#top", "https://user@clusterix.example"),
    "https://clusterix example",
]


@pytest.mark.parametrize("value", WRONG_SITES)
def test_a_wrong_site_is_refused(monkeypatch, value) -> None:
    check_setting(monkeypatch, "SITE_URL", value, lambda: environment.site_url(False, 80), "and a host name")


def test_a_site_whose_port_is_no_number_is_refused(monkeypatch) -> None:
    def read() -> str:
        return environment.site_url(False, 80)

    check_setting(monkeypatch, "SITE_URL", "https://clusterix.example:port", read, "check its host and port")


def test_a_production_site_needs_an_address_with_https(monkeypatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    assert "such as https://clusterix.example" in refusal(lambda: environment.site_url(True, 80))
    monkeypatch.setenv("SITE_URL", "http://clusterix.example")
    assert "SITE_URL must be https://" in refusal(lambda: environment.site_url(True, 80))
    assert environment.site_url(False, 80) == "http://clusterix.example"
    monkeypatch.setenv("SITE_URL", "https://clusterix.example:8443/")
    assert environment.site_url(True, 80) == "https://clusterix.example:8443"


def test_every_host_is_refused_in_production(monkeypatch) -> None:
    def read() -> list[str]:
        return environment.allowed_hosts(True, "https://clusterix.example")

    check_setting(monkeypatch, "ALLOWED_HOSTS", "*", read, "name the hosts")
    check_setting(monkeypatch, "ALLOWED_HOSTS", "clusterix.example, *", read, "name the hosts")
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example, b.example")
    assert read() == ["a.example", "b.example"]
    monkeypatch.delenv("ALLOWED_HOSTS")
    assert read() == ["clusterix.example"]


@pytest.mark.parametrize("value", ["memcached://localhost", "redis", "redis://localhost:port"])
def test_a_wrong_cache_is_refused(monkeypatch, value) -> None:
    right = "host and port" if ":port" in value else "must begin with locmemcache://"
    check_setting(monkeypatch, "CACHE_URL", value, environment.cache, right)


def test_right_caches_are_accepted(monkeypatch) -> None:
    monkeypatch.delenv("CACHE_URL", raising=False)
    assert environment.cache()["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"
    monkeypatch.setenv("CACHE_URL", "redis://localhost:6379/1")
    assert environment.cache()["BACKEND"] == "django.core.cache.backends.redis.RedisCache"


@pytest.mark.parametrize("value", ["sendgrid://key", "mail.example", "smtp://mail.example:port"])
def test_a_wrong_mail_server_is_refused(monkeypatch, value) -> None:
    right = "host and port" if ":port" in value else "smtp://"
    check_setting(monkeypatch, "EMAIL_URL", value, environment.mail, right)


def test_right_mail_servers_are_accepted(monkeypatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://desk:secret@mail.example:587")
    found = environment.mail()
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == ("mail.example", 587, True)


def test_a_data_folder_that_cannot_be_written_is_refused(monkeypatch, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for wrong in (file, file / "below", Path("/proc/self")):
        check_setting(monkeypatch, "DATA_DIR", str(wrong), environment.data_dir, "name one that can")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "new" / "folder"))
    assert environment.data_dir().is_dir()
    assert list(environment.data_dir().iterdir()) == []


def test_a_production_key_is_long_and_random(monkeypatch, tmp_path: Path) -> None:
    def read() -> str:
        return environment.secret_key(True, tmp_path)

    for wrong in ("short", "ab" * 40, ""):
        check_setting(monkeypatch, "SECRET_KEY", wrong, read, "at least 50 characters drawn at random")
    assert list(tmp_path.iterdir()) == [], "production keeps no key of its own"
    monkeypatch.setenv("SECRET_KEY", LONG_KEY)
    assert read() == LONG_KEY


def test_a_key_that_begins_with_a_dollar_is_taken_as_it_is(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", f"${LONG_KEY}")
    assert environment.secret_key(True, tmp_path) == f"${LONG_KEY}"
    assert environ.Env().str("SECRET_KEY", "") == "", "the control: environ takes it for a variable's name"


@pytest.mark.parametrize("name", ["CACHE_URL", "SITE_URL"])
def test_a_refused_address_is_not_repeated_with_its_password(monkeypatch, name) -> None:
    monkeypatch.setenv(name, "gopher://somebody:hunter2@host:1/0")
    read = environment.cache if name == "CACHE_URL" else lambda: environment.site_url(True, 80)
    assert "hunter2" not in refusal(read)


def test_a_host_with_foreign_letters_is_refused_and_a_number_is_written_in_brackets(monkeypatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://münchen.example")
    assert "xn--" in refusal(lambda: environment.site_url(True, 80))
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)
    assert environment.allowed_hosts(True, "https://[::1]") == ["[::1]"]


def test_the_folder_of_the_data_is_nobody_elses(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    assert environment.data_dir().stat().st_mode & 0o077 == 0
