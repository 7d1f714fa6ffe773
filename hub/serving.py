"""The production server: gunicorn's arbiter with web workers, and one background worker beside them."""

import errno
import gc
import os
import signal
import socket
import time
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from jinja2 import FileSystemBytecodeCache

from hub import logs
from hub.assistant.lexicon import lexicon
from hub.db import db
from hub.errors import Conflict
from hub.jobs.process import work

GRACEFUL_SECONDS = 30
RESTART_SECONDS = 0.5
PATIENCE_SECONDS = 5
MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory: gunicorn's heartbeat must not wait for a disk


class Background:
    """The background worker, a child of the arbiter that is started again when it dies."""

    def __init__(self, app: Flask) -> None:
        self.app, self.pid, self.started = app, 0, 0.0

    def keep(self, listeners: list[Any]) -> None:
        """Start it unless it runs. Called once a second and whenever a child dies."""
        if not self.is_alive() and time.monotonic() - self.started > RESTART_SECONDS:
            self.started = time.monotonic()
            parent = os.getpid()
            self.pid = os.fork()
            if self.pid == 0:
                self._be(listeners, parent)

    def is_alive(self) -> bool:
        """Whether it runs; the arbiter may have taken note of its death before us."""
        try:
            return self.pid != 0 and os.waitpid(self.pid, os.WNOHANG) == (0, 0)
        except ChildProcessError:
            return False

    def tell(self, number: signal.Signals) -> None:
        if self.is_alive():
            os.kill(self.pid, number)

    def wait(self, seconds: float) -> None:
        """Let it finish the job in hand, but not longer than this."""
        end = time.monotonic() + seconds
        while self.is_alive() and time.monotonic() < end:
            time.sleep(0.05)
        self.tell(signal.SIGKILL)

    def _be(self, listeners: list[Any], parent: int) -> None:
        """The child's life. It must not keep the sockets open, or nobody could listen after a kill."""
        status = 1
        try:
            for number in [*Arbiter.SIGNALS, signal.SIGCHLD]:
                signal.signal(number, signal.SIG_DFL)
            for listener in listeners:
                listener.close()
            work(self.app, parent=parent)
            status = 0
        finally:
            os._exit(status)


class HubArbiter(Arbiter):
    """gunicorn's arbiter, which also looks after the background worker."""

    def __init__(self, server: "Server", background: Background | None) -> None:
        self.background = background
        super().__init__(server)

    def manage_workers(self) -> None:
        super().manage_workers()
        if self.background:
            self.background.keep([listener.sock for listener in self.LISTENERS])

    def stop(self, graceful: bool = True) -> None:
        if self.background:
            self.background.tell(signal.SIGTERM)
        super().stop(graceful)
        if self.background:
            self.background.wait(GRACEFUL_SECONDS if graceful else 2)


class Server(BaseApplication):
    """gunicorn serving an application that is loaded once, before the workers are forked from it."""

    def __init__(self, app: Flask, options: dict[str, Any], *, with_worker: bool) -> None:
        self.app, self.options, self.with_worker = app, options, with_worker
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app

    def run(self) -> None:
        HubArbiter(self, Background(self.app) if self.with_worker else None).run()


def options(host: str, port: int, workers: int, threads: int) -> dict[str, Any]:
    """gunicorn's settings."""
    return {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": threads,
        "preload_app": True,
        "timeout": 60,
        "graceful_timeout": GRACEFUL_SECONDS,
        "keepalive": 10,
        "max_requests": 0,
        "limit_request_line": 8190,
        "forwarded_allow_ips": "",  # whom to believe is HUB_PROXIES' to say (see hub.security), and
        "forwarder_headers": "",  # nobody says from outside under which path the hub stands
        "loglevel": "warning",
        "worker_tmp_dir": str(MEMORY) if MEMORY.is_dir() else None,
        "control_socket_disable": True,
        "proc_name": "hub",
        "pre_fork": lambda _arbiter, _worker: gc.freeze(),
    }


def wait_for_address(host: str, port: int) -> None:
    """Wait a little for the workers of a server that was killed to let go of it. Raises Conflict."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
            return
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise Conflict(f"{host}:{port}: {error.strerror or error}") from error
            if time.monotonic() > end:
                raise Conflict(f"{host}:{port} is in use. Choose another with --port or HUB_PORT.") from error
            time.sleep(0.1)


def compile_templates(app: Flask) -> None:
    """Have all templates ready before the workers are forked; the next start finds them compiled."""
    folder = Path(app.config["HUB_DATA_DIR"]) / "templates"
    folder.mkdir(exist_ok=True)
    app.jinja_env.auto_reload = False
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def serve(app: Flask, *, host: str, port: int, workers: int, threads: int, with_worker: bool) -> None:
    """Serve until a signal ends it."""
    logs.to_stderr()
    compile_templates(app)
    lexicon()  # the workers are forked from here and share it
    with app.app_context():
        db.engine.dispose()  # a connection must not be shared with the forked workers
    Server(app, options(host, port, workers, threads), with_worker=with_worker).run()
