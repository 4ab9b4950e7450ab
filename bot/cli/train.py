"""bot train: train the model for the present content, with progress."""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.cli.model import model_path, train
from bot.settings import Settings

USUAL_SECONDS = 75.0


def run(settings: Settings, force: bool = False) -> int:
    """Exit code 0; the model's path is printed."""
    console = Console()
    if model_path(settings).exists() and not force:
        console.print(f"model is up to date: {model_path(settings).name}")
        return 0
    began = time.monotonic()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("training", total=USUAL_SECONDS)
        path = train(settings, lambda gone, line: bar.update(task, completed=min(gone, USUAL_SECONDS * 0.98)), force)
    console.print(f"trained {path.name} in {time.monotonic() - began:.0f} s ({path.stat().st_size / 1e6:.1f} MB)")
    return 0
