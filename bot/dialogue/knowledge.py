"""What the dialogue knows of the content: which topics exist, which of them list places, what words hint at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.files import read_yaml
from bot.languages import table


@dataclass(frozen=True)
class Asked:
    """The fact a topic needs to know of a person, and the values offered as buttons."""

    fact: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Knowledge:
    """`lists`: topic -> the category it lists; `hints`: concept -> category; `places`: topic -> the category it needs."""

    topics: frozenset[str] = frozenset()
    lists: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    asks: Mapping[str, Asked] = field(default_factory=dict)

    def list_of(self, category: str | None) -> str | None:
        """The topic that lists a category, if one does."""
        return next((topic for topic, listed in self.lists.items() if listed == category), None)


def load(data_dir: Path) -> Knowledge:
    """Read it from data/topics and data/directory/categories.yml."""
    lists: dict[str, str] = {}
    needs: dict[str, str] = {}
    asks: dict[str, Asked] = {}
    topics = []
    for path in sorted((data_dir / "topics").glob("*/*/topic.yml")):
        topics.append(f"{path.parent.parent.name}/{path.parent.name}")
        raw = read_yaml(path)
        if raw.get("ask"):
            asks[topics[-1]] = Asked(raw["ask"]["fact"], tuple(raw["ask"]["choices"]))
        places = raw.get("places")
        if not places:
            continue
        needs[topics[-1]] = places if isinstance(places, str) else places["category"]
        if isinstance(places, dict) and places.get("list"):
            lists[topics[-1]] = places["category"]
    categories = read_yaml(data_dir / "directory" / "categories.yml")
    hints = {concept: category for category, concepts in categories.items() for concept in concepts}
    return Knowledge(frozenset(topics), lists, hints, table.codes(data_dir), needs, asks)
