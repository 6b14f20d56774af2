import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clusterix.settings")

django = get_wsgi_application()

from clusterix.ops.kept_pages import KeptPages  # noqa: E402 - models are there only now
from clusterix.ops.only_utf8 import OnlyUtf8  # noqa: E402
from clusterix.ops.start import warm_up  # noqa: E402

application = OnlyUtf8(KeptPages(django))

__all__ = ["application", "warm_up"]
