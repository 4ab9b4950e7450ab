"""Ask for the one fact that changes an answer, and use it once it is said."""

from __future__ import annotations

import re
from dataclasses import replace

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


def chosen_fact(choice: str, base: Decision, knowledge: Knowledge) -> tuple[str, str] | None:
    """(fact, value) of a button `passport:BR` or `visa:Z` when the last topic asked for that fact."""
    fact, _, value = choice.partition(":")
    asked = knowledge.asks.get(base.memory.topic or "")
    if asked is None or asked.fact != fact or not VALUES[fact].fullmatch(value):
        return None
    return fact, value
