"""bot seed: load the directory's CSV files."""

from __future__ import annotations

from rich.console import Console

from bot.cli.database import reachable
from bot.database import migrate, session
from bot.directory.seed import seed
from bot.settings import Settings


def run(settings: Settings) -> int:
    """Exit code 0; the number of places is printed."""
    engine = reachable(settings)
    migrate(engine)
    with session(engine) as opened:
        count = seed(opened, settings.data_dir / "directory")
    Console().print(f"{count} places are in the directory")
    return 0
