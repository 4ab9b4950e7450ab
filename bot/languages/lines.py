"""The training lines of data/nlu with the language each is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ContentError
from bot.files import read_yaml


@dataclass(frozen=True)
class Line:
    """One way of asking and the intent (`subject/topic` or a task) it belongs to."""

    language: str
    intent: str
    text: str
    file: Path


def read_lines(data_dir: Path, languages: tuple[str, ...]) -> Iterator[Line]:
    """Every line of data/nlu/<language>/*.yml; ContentError on a file in another format."""
    for language in languages:
        for path in sorted((data_dir / "nlu" / language).glob("*.yml")):
            yield from _file_lines(path, language)


def _file_lines(path: Path, language: str) -> Iterator[Line]:
    raw = read_yaml(path)
    for row in raw.get("nlu") or [] if isinstance(raw, dict) else []:
        examples = row.get("examples")
        if "intent" not in row or not isinstance(examples, str):
            raise ContentError(
                "nlu", f"{path}:1: an entry without intent or examples.", "Write - intent: ... examples: | ..."
            )
        for text in examples.splitlines():
            if text.strip():
                yield Line(language, row["intent"], text.strip().removeprefix("- ").strip(), path)
