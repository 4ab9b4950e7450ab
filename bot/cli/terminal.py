"""The console that commands print their tables to."""

from __future__ import annotations

from rich.console import Console

WIDTH = 120


def table_console() -> Console:
    """As wide as the terminal; wide enough for our tables where the output is no terminal."""
    return Console(width=None if Console().is_terminal else WIDTH)
