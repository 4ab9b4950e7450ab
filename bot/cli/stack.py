"""Start, watch and stop the three processes: action server, Rasa, web."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import IO

import httpx

from bot.errors import BotError
from bot.security import channel_key
from bot.settings import ROOT, Settings

READY_SECONDS = 120
STOP_SECONDS = 5
RESTART_PAUSES = (0.5, 1, 2, 5, 10)
STEADY_SECONDS = 30


@dataclass
class Child:
    """One process: its command, its log, how often it was restarted in a row."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    log: IO[bytes] | None = None
    started: float = 0.0
    deaths: int = 0
    again_at: float = 0.0


@dataclass
class Stack:
    """The processes of one installation. `say` is told what happens, for a terminal."""

    settings: Settings
    model: Path
    say: Callable[[str], None] = lambda text: None
    endpoints: str = "endpoints.yml"
    children: list[Child] = field(default_factory=list)

    def __post_init__(self) -> None:
        python, config = sys.executable, self.settings
        rasa = [
            python,
            "-m",
            "bot.rasa_plugins.server",
            "run",
            "--model",
            str(self.model),
            "--port",
            str(config.rasa_port),
            "--interface",
            "127.0.0.1",
            "--endpoints",
            self.endpoints,
            "--credentials",
            "credentials.yml",
        ]
        web = [
            python,
            "-m",
            "uvicorn",
            "bot.web.main:create",
            "--factory",
            "--ws",
            "wsproto",
            "--host",
            config.host,
            "--port",
            str(config.port),
            "--log-level",
            config.log_level.lower(),
            "--no-access-log",
            "--no-server-header",
        ]
        self.children = [Child("actions", [python, "-m", "actions"]), Child("rasa", rasa), Child("web", web)]

    def start(self) -> None:
        """Start all three; BotError names a port that is taken."""
        for port in (self.settings.port, self.settings.rasa_port, self.settings.actions_port):
            _need_free(self.settings.host if port == self.settings.port else "127.0.0.1", port)
        for child in self.children:
            self._launch(child)

    def _launch(self, child: Child) -> None:
        folder = self.settings.var_dir / "log"
        folder.mkdir(parents=True, exist_ok=True)
        child.log = (folder / f"{child.name}.log").open("ab")
        child.process = subprocess.Popen(
            child.command,
            cwd=ROOT,
            env=self._environment(),
            stdout=child.log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        child.started = time.monotonic()
        child.again_at = 0.0

    def _environment(self) -> dict[str, str]:
        given = {field.name.upper(): str(getattr(self.settings, field.name)) for field in fields(self.settings)}
        quiet = {
            "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "SANIC_WORKERS": "1",
            "SANIC_ACCESS_LOG": "false",
            "PYTHONUNBUFFERED": "1",
            "CHANNEL_KEY": channel_key(self.settings.secret_key),
            "PYTHONWARNINGS": "ignore",
            "PYTHONPATH": str(ROOT),
            "OMP_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "2",
        }
        return {**os.environ, **given, **quiet}

    def watch(self) -> None:
        """Restart children that died, after a pause that grows while they keep dying."""
        now = time.monotonic()
        for child in self.children:
            if child.again_at:
                if now >= child.again_at:
                    self.say(f"{child.name} is started again")
                    self._launch(child)
            elif child.process and child.process.poll() is not None:
                child.deaths = child.deaths + 1 if now - child.started < STEADY_SECONDS else 1
                pause = RESTART_PAUSES[min(child.deaths, len(RESTART_PAUSES)) - 1]
                self.say(
                    f"{child.name} stopped with code {child.process.returncode}; again in {pause} s "
                    f"(log: {self.settings.var_dir / 'log' / (child.name + '.log')})"
                )
                child.again_at = now + pause

    def ready(self) -> bool:
        """Whether every part answers."""
        return self.state() == "ok"

    def state(self) -> str:
        """`ok`, or the parts that do not answer yet."""
        host = "127.0.0.1" if self.settings.host in ("0.0.0.0", "::") else self.settings.host
        try:
            body = httpx.get(f"http://{host}:{self.settings.port}/healthz", timeout=5).json()
        except (httpx.HTTPError, ValueError):
            return "web"
        return (
            "ok" if body.get("status") == "ok" else ", ".join(name for name, up in body.get("parts", {}).items() if not up)
        )

    def wait_ready(self, seconds: float = READY_SECONDS, progress: Callable[[str], None] = lambda text: None) -> None:
        """Wait until every part answers; BotError tells which did not and where its log is."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            missing = self.state()
            if missing == "ok":
                return
            progress(missing)
            self.watch()
            time.sleep(0.3)
        raise BotError(
            "not_ready",
            f"After {seconds:.0f} s these parts do not answer: {self.state()}.",
            f"Read the logs in {self.settings.var_dir / 'log'}.",
        )

    def stop(self) -> None:
        """Stop all; kill what does not stop in time."""
        for child in reversed(self.children):
            _signal(child, signal.SIGTERM)
        end = time.monotonic() + STOP_SECONDS
        for child in self.children:
            if child.process:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.1, end - time.monotonic()))
                _signal(child, signal.SIGKILL)
                child.process.wait()
            if child.log:
                child.log.close()

    def child(self, name: str) -> Child:
        """A child by name: actions, rasa or web."""
        return next(child for child in self.children if child.name == name)


def _signal(child: Child, number: int) -> None:
    if child.process:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.process.pid, number)


def _need_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise BotError(
                "port_taken",
                f"Port {port} on {host} is in use.",
                "Stop the other program or set PORT, RASA_PORT, ACTIONS_PORT.",
            ) from None


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
