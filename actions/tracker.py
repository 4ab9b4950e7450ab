"""Read a Rasa SDK tracker: the decision of the latest message."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from bot.dialogue.decide import Bands, decide
from bot.dialogue.knowledge import Knowledge
from bot.dialogue.model import Decision, Memory, Understood


def latest_decision(tracker: Tracker) -> Decision:
    """The decision that understanding attached to the latest message.

    A pipeline without our decision component (the stock one of `bot bench`) gets one made from its intents.
    """
    message: dict[str, Any] = tracker.latest_message or {}
    raw = (message.get("parse_data") or message).get("decision") or _attached(tracker)
    return Decision.from_json(raw) if raw else _from_intents(message)


def _attached(tracker: Tracker) -> dict[str, Any] | None:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return (event.get("parse_data") or {}).get("decision")
    return None


def _from_intents(message: dict[str, Any]) -> Decision:
    ranking = tuple((row["name"], row["confidence"]) for row in message.get("intent_ranking") or ())
    said = Understood(message.get("text") or "", "en", 0.0, ranking)
    return decide(said, Memory(), Bands(), Knowledge())
