"""The short sentences of bot and pages, from data/phrases: one closed set of keys in every language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.files import read_yaml
from bot.languages import table


@dataclass(frozen=True)
class Phrases:
    """All phrases: language -> key -> text with {placeholders}."""

    texts: dict[str, dict[str, str]]

    def say(self, key: str, language: str, /, **values: Any) -> str:
        """The sentence in a language; KeyError on an unknown key is a defect that `bot check` finds."""
        text = self.texts[language][key]
        return text.format(**values) if values else text


@lru_cache(maxsize=4)
def load(data_dir: Path) -> Phrases:
    """Read the phrases of every language."""
    return Phrases(
        {
            code: {str(key): str(text) for key, text in read_yaml(data_dir / "phrases" / f"{code}.yml").items()}
            for code in table.load(data_dir)
        }
    )
