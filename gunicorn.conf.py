"""How gunicorn serves the portal: `gunicorn clusterix.wsgi`."""

import os
from importlib import import_module

from gunicorn.http import message

from clusterix import environment

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{environment.number('PORT', 8000, 1, 65535)}"
workers = environment.workers()
worker_class = "gthread"
threads = 4
# The settings are read once, before any worker: a wrong one stops the start instead of restarting workers.
preload_app = True
# A request under way at a stop may finish; only then is the worker ended.
graceful_timeout = 30
timeout = 60
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
accesslog = None
# No header of a client changes address or scheme behind Django's back; X-Forwarded-Proto Django reads itself.
forwarded_allow_ips = ""
control_socket_disable = True
# A filtered list's address may be long. gunicorn caps the line at 8,190 bytes whatever is asked; a longer one
# would be answered 400 before the portal could answer properly. 128 KB stays bounded.
message.MAX_REQUEST_LINE = limit_request_line = 128 * 1024


def post_worker_init(worker: object) -> None:
    """Let each worker read the catalogue before its first visitor comes."""
    import_module("clusterix.wsgi").warm_up()
