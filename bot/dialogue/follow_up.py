"""A message that only makes sense after the last one: a section, a place, another person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.dialogue.model import Decision, Understood
from bot.dialogue.query import stated

PLACE_KINDS = ("district", "language", "open", "category")
SHORT_FOLLOW_UP = 40
MOSTLY = 0.45


def follow_up(said: Understood, base: Decision, sure: float, topics: frozenset[str]) -> Decision | None:
    """The decision if the message continues the last answer, else None."""
    unsure = said.confidence < sure
    brief = len(said.text) <= SHORT_FOLLOW_UP
    if base.memory.last == "places" and brief and _names_a_place(said) and (unsure or said.covered >= MOSTLY):
        return _same_search(said, base)
    if base.memory.topic is None or base.memory.topic not in topics:
        return None
    section = next(iter(said.ids("section")), None)
    if section and brief and (unsure or said.covered >= MOSTLY) and not said.ids("category"):
        return _same_topic(base, section)
    if _another_person(said) and brief and unsure:
        return _same_topic(base, None)
    return None


def _names_a_place(said: Understood) -> bool:
    return any(said.ids(kind) for kind in PLACE_KINDS)


def _another_person(said: Understood) -> bool:
    return bool(said.ids("nationality") or said.ids("country") or said.ids("relation"))


def _same_search(said: Understood, base: Decision) -> Decision:
    query: dict[str, Any] = {**base.query, **base.memory.query, **stated(base.query)}
    return replace(base, intent="find_place", outcome="places", query=query, confidence=1.0)


def _same_topic(base: Decision, section: str | None) -> Decision:
    return base.answered_with(base.memory.topic or "", section)
