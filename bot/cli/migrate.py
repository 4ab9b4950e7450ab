"""bot migrate: bring the schema to the newest version."""

from __future__ import annotations

from rich.console import Console

from bot.cli.database import reachable
from bot.database import migrate
from bot.settings import Settings


def run(settings: Settings) -> int:
    """Exit code 0."""
    engine = reachable(settings)
    migrate(engine)
    Console().print(f"schema is up to date: {engine.url!r}", highlight=False)
    return 0
