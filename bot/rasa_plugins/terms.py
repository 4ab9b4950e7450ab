"""Rasa component: names of the field as entities and concepts as features, found by one automaton."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.languages import terms
from bot.rasa_plugins import fingerprint
from bot.rasa_plugins.keys import DATA_DIR, EXTRACTOR, HITS, LANGUAGE, NORMALISED


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TermsExtractor(GraphComponent):
    """Entities carry the id as value; positions are those of the normalised text."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._matcher = terms.matcher(Path(config[DATA_DIR]))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Where data/terms stands."""
        return {DATA_DIR: "data"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TermsExtractor:
        """The terms are data, not learned."""
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Our modules and terms: Rasa's cache sees only this class."""
        return fingerprint.of_code_and_terms(Path(config.get(DATA_DIR, "data")))

    def process(self, messages: list[Message]) -> list[Message]:
        """Find all terms once; the classifier and the dialogue read them from the message."""
        for message in messages:
            language = (message.get(LANGUAGE) or {}).get("code")
            hits = self._matcher.find(message.get(NORMALISED) or "", language)
            message.set(HITS, hits)
            entities = [
                {"entity": hit.kind, "value": hit.id, "start": hit.start, "end": hit.end, "extractor": EXTRACTOR}
                for hit in hits
                if hit.kind != "concept"
            ]
            unique = {(row["entity"], row["value"], row["start"]): row for row in entities}
            message.set("entities", list(unique.values()), add_to_output=True)
        return messages
