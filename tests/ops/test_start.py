"""The portal's programs with wrong settings: no start, exit code 1, and one line on standard error."""

from pathlib import Path

from tests.ops.programs import PRODUCTION, run

GUNICORN = ("-m", "gunicorn", "--check-config", "clusterix.wsgi")


def test_manage_stops_at_a_wrong_database_with_one_line(tmp_path: Path) -> None:
    ended = run("manage.py", "check", folder=tmp_path, DATABASE_URL="mysql://localhost/clusterix")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "DATABASE_URL begins with neither sqlite:// nor postgres://" in ended.stderr


def test_production_does_not_start_without_a_key_of_its_own(tmp_path: Path) -> None:
    ended = run("manage.py", "check", folder=tmp_path, **PRODUCTION | {"SECRET_KEY": ""})
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "SECRET_KEY is not set; in production give at least 50 characters" in ended.stderr


def test_a_wrong_number_of_workers_stops_the_set_up_and_gunicorn_with_one_line(tmp_path: Path) -> None:
    """A word in place of a number is met by the set-up, which comes first: gunicorn has no sentence."""
    for program, wrong in ((("manage.py", "setup"), "many"), (GUNICORN, "65")):
        ended = run(*program, folder=tmp_path, WEB_CONCURRENCY=wrong)
        assert ended.returncode == 1
        assert ended.stderr.count("\n") == 1
        assert f"WEB_CONCURRENCY is “{wrong}”; it must be a whole number from 1 to 64" in ended.stderr


def test_gunicorn_stops_at_a_wrong_setting_before_any_worker(tmp_path: Path) -> None:
    ended = run(*GUNICORN, folder=tmp_path, SITE_URL="clusterix.example")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "SITE_URL must be http or https://" in ended.stderr


def test_gunicorn_starts_with_right_settings(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    ended = run(*GUNICORN, folder=tmp_path, WEB_CONCURRENCY="3")
    assert (ended.returncode, ended.stderr) == (0, "")


CHECK = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")


def test_production_settings_pass_the_deployment_checks_without_a_warning(tmp_path: Path) -> None:
    ended = run(*CHECK, folder=tmp_path, **PRODUCTION)
    assert ended.returncode == 0, ended.stderr
    assert "no issues (0 silenced)" in ended.stdout


def test_the_deployment_checks_do_find_something_in_a_laptops_settings(tmp_path: Path) -> None:
    """The control of the test above."""
    ended = run(*CHECK, folder=tmp_path)
    assert ended.returncode == 1
    assert "security.W004" in ended.stderr
