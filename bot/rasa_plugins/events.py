"""Read the last decision out of a tracker's events."""

from __future__ import annotations

from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.model import Decision


def last_decision(tracker: DialogueStateTracker | None) -> Decision | None:
    """The decision in the newest bot message; None in a new conversation."""
    if tracker is None:
        return None
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered) and event.data.get("custom"):
            return Decision.from_json(event.data["custom"])
    return None
