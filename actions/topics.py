"""Action that hands on the decision of a turn, for set-ups whose rules answer through the action server."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.tracker import latest_decision


class ActionAnswer(Action):
    """The same payload that our response generator makes without the hop (stock pipeline, `bot bench`)."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_answer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Dispatch the decision."""
        dispatcher.utter_message(json_message=latest_decision(tracker).to_json())
        return []
