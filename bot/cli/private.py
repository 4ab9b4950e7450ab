"""A stack of one's own on free ports with a throw-away database, for measuring and for tests."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.cli.model import train
from bot.cli.seed import prepare
from bot.cli.stack import Stack, free_port
from bot.database import make_engine
from bot.settings import Settings

PATIENT_SECONDS = 20.0


def private_settings(settings: Settings, folder: Path, **changes: Any) -> Settings:
    """The same installation with its own ports, database and logs, without rate limits, patient; then the changes."""
    ports = [free_port() for _ in range(3)]
    own: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": ports[0],
        "rasa_port": ports[1],
        "actions_port": ports[2],
        "rate_limit": "off",
        "database_url": "",
        "var_dir": folder,
        "redis_url": "",
        "reply_seconds": PATIENT_SECONDS,
    }
    return replace(settings, **{**own, **changes})


def prepared_settings(settings: Settings, folder: Path, **changes: Any) -> Settings:
    """Private settings whose database is migrated, seeded and indexed."""
    own = private_settings(settings, folder, **changes)
    engine = make_engine(own.database)
    prepare(engine, own)
    engine.dispose()
    return own


@contextmanager
def private_stack(settings: Settings, console: Console, **changes: Any) -> Iterator[Stack]:
    """A started stack that answers; stopped and removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="bot-") as name:
        own = prepared_settings(settings, Path(name), **changes)
        console.print("training if needed, then starting", style="dim")
        stack = Stack(own, train(settings, lambda seconds, line: None))
        try:
            stack.start()
            stack.wait_ready()
            yield stack
        finally:
            stack.stop()
