"""bot bench: speed and memory of one Rasa process, and the same of the stock pipeline in the same run."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import statistics
import tempfile
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.table import Table

from bot.cli.model import train
from bot.cli.private import prepared_settings
from bot.cli.stack import Stack
from bot.cli.stock import cores, processor, resident_mb, stock_stack, train_stock, write_stock
from bot.errors import BotError
from bot.languages import table
from bot.languages.lines import read_lines
from bot.security import CHANNEL_HEADER, channel_key
from bot.settings import Settings

CLIENTS = 8
FIRST_MESSAGES = 60
LONG_TURNS = 205
TURNS_A_CONVERSATION = 10
SEED = 11


@dataclass(frozen=True)
class Figures:
    """One measurement. Times in milliseconds, memory in MB."""

    per_second: float
    first_p50: float
    turn_2: float
    turn_200: float
    overlap: float
    memory: float


class Caller:
    """Sends messages to one Rasa process through its channel."""

    def __init__(self, settings: Settings, channel: str) -> None:
        self._address = f"{settings.rasa_url}/webhooks/{channel}/webhook"
        self._client = httpx.AsyncClient(timeout=60, headers={CHANNEL_HEADER: channel_key(settings.secret_key)})

    async def say(self, sender: str, text: str) -> float:
        """Milliseconds until the answer; BotError when there is none."""
        began = time.perf_counter()
        body: dict[str, Any] = {
            "sender": sender,
            "text": text,
            "message": text,
            "metadata": {"language": None, "choice": None},
        }
        answer = await self._client.post(self._address, json=body)
        if answer.status_code != 200 or not answer.json():
            raise BotError(
                "bench", f"Rasa answered {answer.status_code} to {text!r}.", "Read the log of the private stack."
            )
        return (time.perf_counter() - began) * 1000


def _sender() -> str:
    return uuid.uuid4().hex[:24]


async def measure(caller: Caller, texts: list[str], seconds: float, pid: int) -> Figures:
    """All figures of one process."""
    for text in texts[:20]:
        await caller.say(_sender(), text)
    firsts = [await caller.say(_sender(), text) for text in texts[:FIRST_MESSAGES]]
    per_second = await _throughput(caller, texts, seconds)
    turns = [await _long(caller, texts) for _ in range(2)]
    overlap = max([await _overlap(caller, texts[i], texts[i + 1]) for i in range(5)])
    early = statistics.median(value for row in turns for value in row[1:6])
    late = statistics.median(value for row in turns for value in row[196:205])
    return Figures(per_second, statistics.median(firsts), early, late, overlap, resident_mb(pid))


async def _throughput(caller: Caller, texts: list[str], seconds: float) -> float:
    end = time.perf_counter() + seconds
    counts = [0] * CLIENTS

    async def client(number: int) -> None:
        chosen = random.Random(SEED + number)
        while time.perf_counter() < end:
            sender = _sender()
            for _ in range(TURNS_A_CONVERSATION):
                await caller.say(sender, chosen.choice(texts))
                counts[number] += 1

    began = time.perf_counter()
    await asyncio.gather(*(client(number) for number in range(CLIENTS)))
    return sum(counts) / (time.perf_counter() - began)


async def _long(caller: Caller, texts: list[str]) -> list[float]:
    sender = _sender()
    return [await caller.say(sender, texts[turn % len(texts)]) for turn in range(LONG_TURNS)]


async def _overlap(caller: Caller, first: str, second: str) -> float:
    """Milliseconds until both of two messages sent at once in one conversation are answered."""
    sender = _sender()
    await caller.say(sender, first)
    return max(await asyncio.gather(caller.say(sender, first), caller.say(sender, second)))


def run(settings: Settings, against: str | None, seconds: float) -> int:
    """Exit code 0; prints the figures, and ratios when the stock pipeline is measured too."""
    if against not in (None, "stock"):
        raise BotError("bench", f"Cannot measure against {against!r}.", "Write --against stock.")
    console = Console(width=None if Console().is_terminal else 110)
    console.print(f"{dt.date.today()}, {cores()} cores, {processor()}")
    began = time.monotonic()
    model = train(settings, lambda gone, line: None, force=True)
    training = time.monotonic() - began
    lines = [line.text for line in read_lines(settings.data_dir, table.codes(settings.data_dir))]
    texts = random.Random(SEED).sample(lines, 200)
    ours = _measure_ours(settings, model, texts, seconds)
    stock = _measure_stock(settings, texts, seconds, console) if against else None
    _print(console, ours, stock, training, len(lines), model)
    return 0


def _measure_ours(settings: Settings, model: Path, texts: list[str], seconds: float) -> Figures:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        own = prepared_settings(settings, Path(name))
        return _with(Stack(own, model), "assistant", texts, seconds, wait_web=True)


def _measure_stock(settings: Settings, texts: list[str], seconds: float, console: Console) -> Figures:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        own = prepared_settings(settings, folder)
        write_stock(own, folder)
        console.print("training the stock pipeline if needed", style="dim")
        model = train_stock(own, folder, lambda gone, line: None)
        return _with(stock_stack(own, folder, model), "rest", texts, seconds, wait_web=False)


def _with(stack: Stack, channel: str, texts: list[str], seconds: float, wait_web: bool) -> Figures:
    try:
        stack.start()
        if wait_web:
            stack.wait_ready()
        else:
            _wait_rasa(stack, channel)
        process = stack.child("rasa").process
        assert process is not None
        return asyncio.run(measure(Caller(stack.settings, channel), texts, seconds, process.pid))
    finally:
        stack.stop()


def _wait_rasa(stack: Stack, channel: str) -> None:
    end = time.monotonic() + 180
    while time.monotonic() < end:
        try:
            if httpx.get(f"{stack.settings.rasa_url}/webhooks/{channel}/", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    raise BotError("bench", "The stock Rasa does not start.", "Read its log.")


def _print(console: Console, ours: Figures, stock: Figures | None, training: float, lines: int, model: Path) -> None:
    shown = Table("figure", "ours", "stock", "ratio", title="one Rasa process, SQLite")
    rows = (
        ("messages per second, 8 clients", "per_second", ""),
        ("first message p50, 1 client", "first_p50", " ms"),
        ("turn 2", "turn_2", " ms"),
        ("turn 200", "turn_200", " ms"),
        ("two overlapping messages, the slower", "overlap", " ms"),
        ("memory of the Rasa process", "memory", " MB"),
    )
    for label, key, unit in rows:
        mine, other = getattr(ours, key), getattr(stock, key) if stock else None
        ratio = f"{mine / other:.2f}" if other else "-"
        shown.add_row(label, f"{mine:.1f}{unit}", f"{other:.1f}{unit}" if other else "-", ratio)
    turns = f"{stock.turn_200 / stock.turn_2:.2f}" if stock else "-"
    shown.add_row("turn 200 / turn 2", f"{ours.turn_200 / ours.turn_2:.2f}", turns, "-")
    shown.add_row(f"training on {lines} lines", f"{training:.0f} s", "-", "-")
    shown.add_row("model file", f"{model.stat().st_size / 1e6:.1f} MB", "-", "-")
    console.print(shown)
