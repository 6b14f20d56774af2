"""The portal's settings in a temporary data folder of each test process: its own folder is never touched.

A module of its own, because pytest-django reads the settings before any conftest.
"""

import atexit
import os
import shutil
import tempfile

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="clusterix-test-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
os.environ.update(ENVIRONMENT="local", SECRET_KEY="a key for tests only " * 4, SITE_URL="http://testserver")
os.environ.pop("DEBUG", None)
os.environ["KEEP_PAGES"] = "0"  # each test sees pages being made; tests of the keeping switch it on

from clusterix.settings import *  # noqa: E402, F403

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in production: a database in memory has no second process.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405
