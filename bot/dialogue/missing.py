"""Ask for the one fact that changes an answer, and use it once it is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.dialogue.knowledge import Knowledge
from bot.dialogue.model import Decision

VALUES = {"passport": re.compile(r"[A-Z]{2}"), "visa": re.compile(r"[A-Z][0-9]?")}


def ask_missing(done: Decision, knowledge: Knowledge) -> Decision:
    """The decision, or the question back when its topic depends on a fact that nobody stated."""
    asked = knowledge.asks.get(done.topic or "")
    if asked is None or done.outcome != "answered" or done.section or done.also or asked.fact in done.facts:
        return done
    choices = tuple(f"{asked.fact}:{value}" for value in asked.choices)
    return replace(done, outcome="asking", reason=f"which_{asked.fact}", choices=choices)


def said_fact(base: Decision, knowledge: Knowledge, stated_now: Mapping[str, Any]) -> Decision | None:
    """The topic that asked for a fact just before, when this message states it."""
    topic = base.memory.topic or ""
    asked = knowledge.asks.get(topic)
    if asked is None or base.memory.last != "asking" or asked.fact not in stated_now:
        return None
    return base.answered_with(topic)


def chosen_fact(choice: str, base: Decision, knowledge: Knowledge) -> Decision | None:
    """The last topic with the fact of a button `passport:BR` or `visa:Z`, when it asks for that fact."""
    topic = base.memory.topic or ""
    fact, _, value = choice.partition(":")
    asked = knowledge.asks.get(topic)
    if asked is None or asked.fact != fact or not VALUES[fact].fullmatch(value):
        return None
    facts = {**base.facts, fact: value}
    return replace(base, facts=facts).remembering(facts=facts).answered_with(topic)
