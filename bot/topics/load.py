"""Read topics from data/topics; raises ContentError on the first thing that cannot be read."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.errors import ContentError
from bot.files import read_text, read_yaml, split_front_matter
from bot.topics.model import SECTIONS, SHORT, Ask, Case, Prose, Source, Topic

HEADING = re.compile(r"^## +(\S+) *$", re.MULTILINE)
KEYS = {"facts", "documents", "places", "related", "sources", "check_by", "ask"}
HASH_LENGTH = 12


def load_all(data_dir: Path, languages: tuple[str, ...]) -> dict[str, Topic]:
    """Every topic by id, with the prose of each language whose file exists."""
    folders = sorted(path.parent for path in (data_dir / "topics").glob("*/*/topic.yml"))
    return {topic.id: topic for topic in (load(folder, languages) for folder in folders)}


def load(folder: Path, languages: tuple[str, ...]) -> Topic:
    """One topic from its folder."""
    path = folder / "topic.yml"
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise ContentError("topic", f"{path}:1: not a mapping.", "Write facts:, sources:, check_by:.")
    if unknown := set(raw) - KEYS:
        raise ContentError("topic", f"{path}:1: unknown key {sorted(unknown)[0]!r}.", f"Use one of {sorted(KEYS)}.")
    try:
        return _topic(folder, raw, languages)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ContentError(
            "topic", f"{path}:1: {type(error).__name__} {error}.", "See README, How to add a topic."
        ) from error


def _topic(folder: Path, raw: dict[str, Any], languages: tuple[str, ...]) -> Topic:
    files = {language: folder / f"{language}.md" for language in languages}
    places = raw.get("places") or {}
    return Topic(
        id=f"{folder.parent.name}/{folder.name}",
        facts={name: _dated(name, values) for name, values in (raw.get("facts") or {}).items()},
        documents=tuple(raw.get("documents") or ()),
        places={"category": places} if isinstance(places, str) else dict(places),
        related=tuple(raw.get("related") or ()),
        sources=tuple(_source(row) for row in raw["sources"]),
        check_by=_date(raw["check_by"]),
        prose={language: read_prose(path) for language, path in files.items() if path.exists()},
        ask=_ask(raw["ask"]) if raw.get("ask") else None,
    )


def _ask(raw: dict[str, Any]) -> Ask:
    cases = tuple(Case(row["topic"], tuple(row.get("is") or ()), row.get("in")) for row in raw["cases"])
    return Ask(raw["fact"], tuple(raw["choices"]), cases, raw.get("otherwise"), raw.get("ended"))


def _dated(name: str, values: Any) -> Mapping[dt.date, Any]:
    if not isinstance(values, dict) or not values:
        raise ValueError(f"fact {name}: write {{YYYY-MM-DD: value}}")
    return {_date(day): value for day, value in values.items()}


def _date(value: Any) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))


def _source(row: dict[str, Any]) -> Source:
    checked = row.get("checked")
    return Source(
        row["id"],
        row["publisher"],
        row["url"],
        _date(checked) if checked else None,
        row["status"],
        tuple(row.get("facts") or ()),
        tuple(row.get("sections") or ()),
    )


def read_prose(path: Path) -> Prose:
    """A page of prose: front matter, the short answer, then sections under their fixed ids."""
    head, body = split_front_matter(read_text(path), str(path))
    pieces = HEADING.split(body)
    sections = {pieces[i]: pieces[i + 1].strip() for i in range(1, len(pieces), 2)}
    for name in sections:
        if name not in SECTIONS:
            line = read_text(path)[: read_text(path).index(f"## {name}")].count("\n") + 1
            raise ContentError("section", f"{path}:{line}: unknown section {name!r}.", f"Use one of {', '.join(SECTIONS)}.")
    return Prose(
        str(head.get("title", "")), pieces[0].strip(), sections, str(head.get("by", "")), str(head.get("source", ""))
    )


def master_hash(prose: Prose) -> str:
    """Hash of the master's words: a translation carries it in `source` and is outdated when it changes."""
    words = "\n".join([prose.title, prose.short, *(f"{name}\n{text}" for name, text in prose.sections.items())])
    return hashlib.sha256(words.encode()).hexdigest()[:HASH_LENGTH]


def part(prose: Prose, name: str) -> str:
    """The text of a section or of the short answer; empty when the topic has no such part."""
    return prose.short if name == SHORT else prose.sections.get(name, "")
