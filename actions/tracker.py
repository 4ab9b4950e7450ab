"""Read a Rasa SDK tracker: the decision of the latest message and of the last answer."""

from __future__ import annotations

from rasa_sdk import Tracker

from bot.dialogue.model import Decision


def latest_decision(tracker: Tracker) -> Decision:
    """The decision that understanding attached to the latest message; LookupError when there is none."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            raw = (event.get("parse_data") or {}).get("decision")
            if raw:
                return Decision.from_json(raw)
            break
    raise LookupError("the latest message carries no decision")
