"""Everything a reply is composed from, read once from data/."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.files import read_yaml
from bot.languages import table, terms
from bot.languages.table import Language
from bot.languages.terms import Terms
from bot.replies import phrases
from bot.replies.phrases import Phrases
from bot.topics.load import load_all
from bot.topics.model import Topic


@dataclass(frozen=True)
class Content:
    """Languages, terms, phrases, topics and the emergency numbers. Immutable: a release is one Content."""

    languages: dict[str, Language]
    terms: Terms
    phrases: Phrases
    topics: dict[str, Topic]
    emergency: dict[str, list[str]]

    def say(self, key: str, language: str, /, **values: object) -> str:
        """A phrase in a language."""
        return self.phrases.say(key, language, **values)


def load(data_dir: Path) -> Content:
    """Read all of data/; ContentError on the first file that cannot be read."""
    languages = table.load(data_dir)
    return Content(
        languages,
        terms.load(data_dir),
        phrases.load(data_dir),
        load_all(data_dir, tuple(languages)),
        read_yaml(data_dir / "emergency.yml"),
    )
