"""bot serve: everything on this machine with one command, stopped by Ctrl-C."""

from __future__ import annotations

import signal
import time
from types import FrameType

from rich.console import Console

from bot.cli import check, seed, train
from bot.cli.model import model_path
from bot.cli.stack import Stack
from bot.settings import Settings


def run(settings: Settings, check_first: bool = False) -> int:
    """Prepare, start, watch until stopped. Exit code 0 after Ctrl-C."""
    console = Console()
    if check_first and check.run(settings, release=False):
        return 1
    console.print("[bold]1/3[/] database")
    seed.run(settings)
    console.print("[bold]2/3[/] model")
    train.run(settings)
    console.print("[bold]3/3[/] starting the action server, Rasa and the web tier (usually 15 to 25 s)")
    stack = Stack(settings, model_path(settings), say=console.print)
    for number in (signal.SIGTERM, signal.SIGINT):  # a shell's background job starts with SIGINT ignored
        signal.signal(number, _as_interrupt)
    began = time.monotonic()
    try:
        stack.start()
        with console.status("waiting") as status:
            stack.wait_ready(
                progress=lambda missing: status.update(f"waiting for {missing} ({time.monotonic() - began:.0f} s)")
            )
        console.print(
            f"[bold green]ready[/] after {time.monotonic() - began:.0f} s: "
            f"[link]http://{settings.host}:{settings.port}/chat[/link]   (Ctrl-C stops everything)",
            highlight=False,
        )
        while True:
            time.sleep(0.5)
            stack.watch()
    except KeyboardInterrupt:
        console.print("stopping")
        return 0
    finally:
        stack.stop()


def _as_interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
