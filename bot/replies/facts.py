"""The facts of a traveller in words."""

from __future__ import annotations

from typing import Any

from bot.replies.content import Content
from bot.replies.reply import Reply

SHOWN = ("passport", "purpose", "days", "from", "to")
GROUPS = {"passport": "countries", "from": "countries", "to": "countries", "purpose": "purposes", "visa": "visa_classes"}


def fact_name(content: Content, key: str, value: Any, language: str) -> str:
    """A fact's value in the reader's language: a country, a purpose, a class of visa, or the number."""
    group = content.terms.names[language].get(GROUPS.get(key, ""), {})
    return str(group.get(value, value))


def facts_read(content: Content, reply: Reply) -> None:
    """Blocks that say what was read of the traveller, and that the case is not decided."""
    said = [
        content.say(f"fact_{key}", reply.language, value=fact_name(content, key, value, reply.language))
        for key, value in reply.facts.items()
        if key in SHOWN
    ]
    if said:
        text = content.say("eligibility_read", reply.language, facts=", ".join(said))
        reply.blocks.append({"type": "text", "text": text, "items": []})
    general = content.say("eligibility_general", reply.language)
    reply.blocks.append({"type": "notice", "kind": "not_decided", "text": general})
