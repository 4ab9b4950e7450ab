"""Action that finds places in the service directory."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.tracker import latest_decision
from bot import settings
from bot.database import make_engine, session
from bot.dialogue.model import Decision
from bot.dialogue.places import find_places
from bot.directory.model import BEIJING


class ActionFindPlaces(Action):
    """Searches in a thread, so that the action server keeps answering while the database is slow."""

    def __init__(self) -> None:
        self._engine: Any = None

    def name(self) -> str:
        """The name in the domain."""
        return "action_find_places"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Dispatch the decision with the places found, or with the question for the missing category."""
        if self._engine is None:
            self._engine = make_engine(settings.load().database)
        decision, text = latest_decision(tracker), tracker.latest_message.get("text") or ""
        found = await asyncio.to_thread(self._search, decision, text)
        dispatcher.utter_message(json_message=found.to_json())
        return []

    def _search(self, decision: Decision, text: str) -> Decision:
        with session(self._engine) as opened:
            return find_places(opened, decision, text, dt.datetime.now(BEIJING))
