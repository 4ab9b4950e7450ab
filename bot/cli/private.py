"""A stack of one's own on free ports with a throw-away database, for measuring and for tests."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from bot.cli.model import train
from bot.cli.seed import prepare
from bot.cli.stack import Stack, free_port
from bot.database import make_engine
from bot.settings import Settings


def private_settings(settings: Settings, folder: Path, reply_seconds: float = 20.0) -> Settings:
    """The same installation with its own ports, database and logs, without rate limits."""
    ports = [free_port() for _ in range(3)]
    return replace(
        settings,
        host="127.0.0.1",
        port=ports[0],
        rasa_port=ports[1],
        actions_port=ports[2],
        rate_limit="off",
        database_url="",
        var_dir=folder,
        redis_url="",
        reply_seconds=reply_seconds,
    )


def prepared_settings(settings: Settings, folder: Path, reply_seconds: float = 20.0) -> Settings:
    """Private settings whose database is migrated and seeded."""
    own = private_settings(settings, folder, reply_seconds)
    engine = make_engine(own.database)
    prepare(engine, own)
    engine.dispose()
    return own


@contextmanager
def private_stack(
    settings: Settings, console: Console, model: Path | None = None, reply_seconds: float = 20.0
) -> Iterator[Stack]:
    """A started stack that answers; stopped and removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="bot-") as name:
        own = prepared_settings(settings, Path(name), reply_seconds)
        console.print("training if needed, then starting", style="dim")
        stack = Stack(own, model or train(settings, lambda seconds, line: None))
        try:
            stack.start()
            stack.wait_ready()
            yield stack
        finally:
            stack.stop()
