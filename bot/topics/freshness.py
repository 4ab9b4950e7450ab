"""Which parts of an answer are unverified or overdue on a given day."""

from __future__ import annotations

import datetime as dt

from bot.topics.fill import placeholders
from bot.topics.load import part
from bot.topics.model import SHORT, Source, Topic

UNVERIFIED = "unverified"


def overdue(topic: Topic, on: dt.date) -> bool:
    """Whether the topic should have been checked again before this day."""
    return on > topic.check_by


def unverified_sources(topic: Topic) -> tuple[Source, ...]:
    """The sources nobody has checked."""
    return tuple(source for source in topic.sources if source.status == UNVERIFIED)


def unverified_parts(topic: Topic, language: str) -> tuple[str, ...]:
    """Sections (and `short`) whose text rests on something that nobody has checked."""
    prose = topic.prose[language]
    loose = unverified_sources(topic)
    named = {name for source in loose for name in source.sections}
    facts = {name for source in loose for name in source.facts}
    return tuple(name for name in (SHORT, *prose.sections) if name in named or placeholders(part(prose, name)) & facts)


def sources_for(topic: Topic, language: str, parts: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources that the given parts rest on, verified first; all of the topic's when none is named."""
    used = {fact for name in parts for fact in placeholders(part(topic.prose[language], name))}
    chosen = [source for source in topic.sources if used & set(source.facts) or set(parts) & set(source.sections)]
    return tuple(sorted(chosen or topic.sources, key=lambda source: source.status == UNVERIFIED))
