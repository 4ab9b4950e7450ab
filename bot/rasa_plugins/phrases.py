"""Rasa response generator: hands the decision of the turn to the web tier, which puts it into words."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.rasa_plugins.keys import DECISION


class DecisionGenerator(NaturalLanguageGenerator):
    """Every `utter_...` of the domain is answered with the decision as custom payload: no hop to another process."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        self.responses = domain.responses

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The payload of the last message's decision; LookupError if a rule fired without one."""
        message = tracker.latest_message
        decision = message.parse_data.get(DECISION) if message and message.parse_data else None
        if decision is None:
            raise LookupError(f"{utter_action}: the message carries no decision")
        return {"custom": decision}
