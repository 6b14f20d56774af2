"""The portal's own settings of gunicorn, for the bare Django: without reading a catalogue at the start."""

import runpy
from pathlib import Path

portal = runpy.run_path(str(Path(__file__).resolve().parents[2] / "gunicorn.conf.py"))
worker_class, preload_app, keepalive = portal["worker_class"], portal["preload_app"], portal["keepalive"]
timeout, control_socket_disable = portal["timeout"], portal["control_socket_disable"]
