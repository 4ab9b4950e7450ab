"""The table of the languages, read from data/languages.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.files import read_yaml

MASTER = "zh"


@dataclass(frozen=True)
class Language:
    """One language: its code, own name, writing direction (ltr or rtl), scripts and CLDR locale."""

    code: str
    own_name: str
    direction: str
    scripts: tuple[str, ...]
    locale: str


@lru_cache(maxsize=4)
def load(data_dir: Path) -> dict[str, Language]:
    """All languages by code, in the order of the file."""
    raw = read_yaml(data_dir / "languages.yml")
    return {
        code: Language(code, row["own_name"], row["direction"], tuple(row["scripts"]), row["locale"])
        for code, row in raw.items()
    }


def scripts(data_dir: Path) -> dict[str, tuple[str, ...]]:
    """Language -> its scripts, the own one last."""
    return {code: language.scripts for code, language in load(data_dir).items()}


def codes(data_dir: Path) -> tuple[str, ...]:
    """The codes of all languages, in the order of the file."""
    return tuple(load(data_dir))
