"""A topic as blocks: title, short answer, sections, documents, notices and sources for one reader on one day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from babel.dates import format_date

from bot.replies.blocks import Block, blocks
from bot.replies.content import Content
from bot.topics.fill import fill
from bot.topics.freshness import overdue, sources_for, unverified_parts, unverified_sources
from bot.topics.load import master_hash, part
from bot.topics.model import SHORT, Source, Topic

MASTER = "zh"


@dataclass
class Told:
    """What a topic contributes to a reply."""

    language: str
    title: str
    blocks: list[Block] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)


def tell(content: Content, topic: Topic, section: str | None, language: str, on: dt.date) -> Told:
    """The whole topic, one section of it or the short answer; in the master language, with a notice, where none is."""
    shown = language if language in topic.prose else MASTER
    prose = topic.prose[shown]
    told = Told(shown, prose.title)
    told.blocks.append({"type": "text", "role": "title", "text": prose.title, "items": []})
    missing = bool(section and section != SHORT and section not in prose.sections)
    parts = (SHORT, *prose.sections) if section is None or missing else (section,)
    if missing:
        heading = content.terms.name("sections", str(section), language)
        told.blocks.append(_notice("section_missing", content.say("section_missing", language, section=heading)))
        parts = (SHORT,)
    for name in parts:
        told.blocks.extend(_part(content, topic, name, shown, on))
    told.blocks.extend(_notices(content, topic, parts, language, shown, on))
    told.sources = [source_json(content, source, language) for source in sources_for(topic, shown, parts)]
    return told


def _part(content: Content, topic: Topic, name: str, language: str, on: dt.date) -> list[Block]:
    """The blocks of one section, each marked with the section's id and heading; the short answer has the id `short`."""
    text = fill(
        part(topic.prose[language], name),
        topic,
        content.languages[language].locale,
        on,
        content.say("value_not_known", language),
    )
    made = blocks(text)
    if name == "documents" and topic.documents:
        items = [
            {
                "id": id_,
                "name": content.terms.name("documents", id_, language),
                "name_zh": content.terms.name("documents", id_, MASTER),
            }
            for id_ in topic.documents
        ]
        made.append({"type": "documents", "items": items})
    heading = content.say("short_answer", language) if name == SHORT else content.terms.name("sections", name, language)
    return [{**block, "section": name, "title": heading} for block in made]


def _notices(content: Content, topic: Topic, parts: tuple[str, ...], language: str, shown: str, on: dt.date) -> list[Block]:
    made: list[Block] = []
    unchecked = [name for name in unverified_parts(topic, shown) if name in parts]
    if unchecked:
        headings = [
            content.say("short_answer", language) if name == SHORT else content.terms.name("sections", name, language)
            for name in unchecked
        ]
        publishers = dict.fromkeys(
            content.terms.name("publishers", source.publisher, language) for source in unverified_sources(topic)
        )
        made.append(
            _notice(
                "unverified",
                content.say("notice_unverified", language, parts=", ".join(headings), publisher=", ".join(publishers)),
            )
        )
    if overdue(topic, on):
        made.append(
            _notice("overdue", content.say("notice_overdue", language, date=long_date(content, topic.check_by, language)))
        )
    if shown != language:
        made.append(_notice("missing_language", content.say("notice_missing_language", language)))
    elif shown != MASTER and topic.prose[shown].source != master_hash(topic.prose[MASTER]):
        made.append(_notice("outdated", content.say("notice_outdated", language)))
    return made


def _notice(kind: str, text: str) -> Block:
    return {"type": "notice", "kind": kind, "text": text}


def long_date(content: Content, day: dt.date, language: str) -> str:
    """A date as the language writes it."""
    return str(format_date(day, "long", locale=content.languages[language].locale))


def source_json(content: Content, source: Source, language: str) -> dict[str, Any]:
    """A source as the chat interface shows it: publisher in the reader's language, link, day of the check, status."""
    return {
        "publisher": content.terms.name("publishers", source.publisher, language),
        "url": source.url,
        "checked": source.checked.isoformat() if source.checked else None,
        "status": source.status,
    }
