"""The portal's settings in a temporary data folder of each test process: its own folder is never touched.

A module of its own, because pytest-django reads the settings before any conftest.
"""

import os
import tempfile

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="clusterix-test-")
os.environ.update(ENVIRONMENT="local", SECRET_KEY="a key for tests only " * 4, SITE_URL="http://testserver")
os.environ.pop("DEBUG", None)

from clusterix.settings import *  # noqa: F403
