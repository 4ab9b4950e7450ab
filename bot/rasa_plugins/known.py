"""Known sentences, one a language: chosen when a model is trained, understood again after every load."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.errors import BotError

FILE = "known.json"
CANDIDATES = 40

Rank = Callable[[str, str], list[tuple[str, float]]]


@dataclass(frozen=True)
class Known:
    """A training line and what it means."""

    language: str
    text: str
    intent: str


def choose(lines: Iterable[Known], rank: Rank) -> list[Known]:
    """The line of each language that the model is surest of, among the first `CANDIDATES` it understands rightly.

    rank: (text, language) -> (intent, probability), best first.
    """
    best: dict[str, tuple[float, Known]] = {}
    tried: dict[str, int] = {}
    for line in lines:
        if tried.get(line.language, 0) >= CANDIDATES:
            continue
        tried[line.language] = tried.get(line.language, 0) + 1
        intent, chance = rank(line.text, line.language)[0]
        if intent == line.intent and chance > best.get(line.language, (0.0, line))[0]:
            best[line.language] = (chance, line)
    return [line for _, line in best.values()]


def save(folder: Path, known: Iterable[Known]) -> None:
    """Keep them beside the model."""
    (folder / FILE).write_text(json.dumps([asdict(line) for line in known], ensure_ascii=False), encoding="utf-8")


def verify(folder: Path, rank: Rank) -> None:
    """Understand every known sentence; BotError when one is missing or means something else now."""
    known = [Known(**row) for row in json.loads((folder / FILE).read_text(encoding="utf-8"))]
    if not known:
        raise BotError("model", "The model names no known sentence.", "Train it again: bot train --force.")
    for line in known:
        intent = rank(line.text, line.language)[0][0]
        if intent != line.intent:
            raise BotError(
                "model",
                f"The loaded model takes {line.text!r} for {intent}, not {line.intent}.",
                "The model does not fit this code or these terms. Train it again: bot train --force.",
            )
