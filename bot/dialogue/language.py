"""Which language the reply is in: the person's, also when they switch in the middle."""

from __future__ import annotations

from bot.dialogue.model import Memory, Understood

SWITCH_CERTAINTY = 0.9


def reply_language(said: Understood, memory: Memory) -> str:
    """The language of the message, unless the person asked for another one and goes on writing as before."""
    if memory.wanted is None or said.language == memory.wanted:
        return said.language
    if said.language == memory.asked_in or said.certainty < SWITCH_CERTAINTY:
        return memory.wanted
    return said.language
