"""Settings from the environment. A wrong one stops the portal with a sentence that says what is right."""

import fcntl
import os
import re
import secrets
import tempfile
from functools import partial
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import environ

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ("local", "production")
DATABASES = {
    "sqlite": "django.db.backends.sqlite3",
    "postgres": "django.db.backends.postgresql",
    "postgresql": "django.db.backends.postgresql",
}
CACHES = ("locmemcache", "dummycache", "redis", "rediss")
MAILS = ("consolemail", "smtp", "smtp+tls", "smtp+ssl", "dummymail")


def refuse(sentence: str) -> NoReturn:
    """Stop the programme with exit code 1 and the sentence on standard error."""
    raise SystemExit(f"Clusterix cannot start: {sentence}")


def text(name: str, default: str = "") -> str:
    """Return the setting as it is given. environ would take one that begins with $ for another's name."""
    return os.environ.get(name, default)


def environment() -> str:
    name = text("ENVIRONMENT", "local")
    if name not in ENVIRONMENTS:
        refuse(f"ENVIRONMENT is “{name}”; it must be one of {', '.join(ENVIRONMENTS)}.")
    return name


def number(name: str, default: int, lowest: int, highest: int) -> int:
    given = text(name, str(default))
    if not (re.fullmatch("[0-9]{1,9}", given) and lowest <= int(given) <= highest):
        refuse(f"{name} is “{given}”; it must be a whole number from {lowest} to {highest}.")
    return int(given)


def workers() -> int:
    return number("WEB_CONCURRENCY", 2, 1, 64)


def data_dir() -> Path:
    """Return the folder of all that changes: database, secret key, uploads, collected static files."""
    folder = ROOT / text("DATA_DIR", "var")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # password hashes and drafts are nobody else's
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        refuse(f"the folder DATA_DIR, {folder}, cannot be written ({error.strerror}); name one that can.")
    return folder


def secret_key(production: bool, folder: Path) -> str:
    key = text("SECRET_KEY")
    if key and production and (len(key) < 50 or len(set(key)) < 5):
        refuse("SECRET_KEY is too short or too plain; give at least 50 characters drawn at random.")
    if key:
        return key
    if production:
        refuse("SECRET_KEY is not set; in production give at least 50 characters drawn at random.")
    return _kept_key(folder / "secret_key")


def _kept_key(file: Path) -> str:
    """Return the key kept in the file, made at the first start, the same for all who start together."""
    try:
        with open(file, "a+", opener=partial(os.open, mode=0o600)) as kept:
            fcntl.flock(kept, fcntl.LOCK_EX)  # until the file is closed: nobody reads a key half written
            kept.seek(0)
            key = kept.read().strip()
            if not key:
                key = secrets.token_urlsafe(64)
                kept.write(key)
    except OSError as error:
        refuse(
            f"the secret key in the folder DATA_DIR, {file}, cannot be read and written ({error.strerror})."
        )
    return key


def site_url(production: bool, port: int) -> str:
    url = text("SITE_URL").rstrip("/")
    if not url:
        if production:
            refuse(
                "SITE_URL is not set; in production give the public address, such as https://clusterix.example."
            )
        return f"http://127.0.0.1:{port}"
    parts = _split("SITE_URL", url)
    schemes = ("https",) if production else ("http", "https")
    bare = url == f"{parts.scheme}://{parts.netloc}" and re.fullmatch(r"[A-Za-z0-9.:\[\]-]+", parts.netloc)
    if parts.scheme not in schemes or not parts.hostname or not bare:
        refuse(
            f"SITE_URL must be {' or '.join(schemes)}:// and a host name, nothing before or behind it; "
            "write letters beyond a to z as xn--…"
        )
    return url


def allowed_hosts(production: bool, site: str) -> list[str]:
    hosts = [host.strip() for host in text("ALLOWED_HOSTS").split(",") if host.strip()]
    if "*" in hosts and production:
        refuse("ALLOWED_HOSTS is “*”; in production name the hosts that the portal answers for.")
    own = urlsplit(site).hostname or ""
    own = f"[{own}]" if ":" in own else own
    if production:
        return hosts or [own]
    return [*hosts, own, "localhost", "127.0.0.1", "[::1]"]


def database(folder: Path) -> dict[str, Any]:
    """Return Django's settings of the database at DATABASE_URL, an SQLite file in the folder by default."""
    url = text("DATABASE_URL") or f"sqlite:///{folder / 'clusterix.sqlite3'}"
    scheme = _split("DATABASE_URL", url).scheme
    if scheme not in DATABASES:
        refuse(
            "DATABASE_URL begins with neither sqlite:// nor postgres://; "
            "give sqlite:///file or postgres://user:password@host/name."
        )
    try:
        config = dict(environ.Env.db_url_config(url))
    except (ValueError, KeyError):
        refuse("DATABASE_URL cannot be read; give sqlite:///file or postgres://user:password@host/name.")
    if config.get("NAME") in (None, "", ":memory:"):  # each thread would have a database of its own in memory
        refuse("DATABASE_URL names no database; give sqlite:///file or postgres://user:password@host/name.")
    config["ENGINE"] = DATABASES[scheme]
    own = SQLITE if scheme == "sqlite" else POSTGRESQL
    return config | own | {"OPTIONS": own["OPTIONS"] | config.get("OPTIONS", {})}


SQLITE: dict[str, Any] = {
    "CONN_MAX_AGE": 60,  # opening the file takes longer than most questions
    "OPTIONS": {
        # A writer asks for the lock at the start of its transaction and waits, where the default
        # mode would fail with "database is locked" as soon as two readers turn writers.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Readers and a writer do not wait for each other; a power cut may cost the last commit, no more.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}
POSTGRESQL: dict[str, Any] = {
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
    # Compiling a question takes PostgreSQL seconds where answering it takes a tenth of one: the
    # portal's questions have many parts and few rows.
    "OPTIONS": {"options": "-c jit=off"},
}


def cache() -> dict[str, Any]:
    url = text("CACHE_URL", "locmemcache://")
    if _split("CACHE_URL", url).scheme not in CACHES:
        refuse(f"CACHE_URL must begin with {':// or '.join(CACHES)}://.")
    config = dict(environ.Env.cache_url_config(url))
    if "redis" in url.split("://")[0]:
        config["BACKEND"] = "django.core.cache.backends.redis.RedisCache"
    return config


def mail() -> dict[str, Any]:
    url = text("EMAIL_URL", "consolemail://")
    if _split("EMAIL_URL", url).scheme not in MAILS:
        refuse(f"EMAIL_URL begins with none of {'://, '.join(MAILS)}://.")
    return dict(environ.Env.email_url_config(url))


def single_sign_on(production: bool) -> list[dict[str, Any]]:
    """Return the provider of single sign-on as allauth reads it; none where nothing of it is set."""
    names = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    given = {name: text(name).strip() for name in names}
    if not any(given.values()):
        return []
    if missing := [name for name in names if not given[name]]:
        refuse(f"{' and '.join(missing)} must be set too, or none of {', '.join(names)}.")
    issuer = given["OIDC_ISSUER"].rstrip("/")
    parts = _split("OIDC_ISSUER", issuer)
    schemes = ("https",) if production else ("http", "https")
    if parts.scheme not in schemes or not parts.hostname or parts.query or parts.fragment:
        refuse(f"OIDC_ISSUER must be the provider’s address, beginning with {' or '.join(schemes)}://.")
    return [
        {
            "provider_id": "sso",
            "name": text("OIDC_NAME") or parts.hostname,
            "client_id": given["OIDC_CLIENT_ID"],
            "secret": given["OIDC_CLIENT_SECRET"],
            "settings": {"server_url": issuer},
        }
    ]


def _split(name: str, url: str) -> Any:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        refuse(f"{name} is not an address that can be read; check its host and port.")
    return parts
