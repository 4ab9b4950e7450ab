"""Rasa component: the last step of understanding, where a message meets what was said before and gets its decision."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.decide import Bands, decide
from bot.dialogue.knowledge import load as load_knowledge
from bot.dialogue.model import Memory, Understood, as_names
from bot.languages.matcher import Hit
from bot.rasa_plugins import fingerprint
from bot.rasa_plugins.events import last_decision
from bot.rasa_plugins.keys import CLAUSES, DATA_DIR, DECISION, HITS, LANGUAGE, NORMALISED


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DialogueDecision(GraphComponent):
    """Sets `decision` and the intent whose rule carries it out."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._bands = Bands(**config["bands"])
        self._knowledge = load_knowledge(Path(config[DATA_DIR]))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The probabilities that separate the bands (see Bands)."""
        return {DATA_DIR: "data", "bands": {}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DialogueDecision:
        """Nothing is learned here."""
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Our modules and terms: Rasa's cache sees only this class."""
        return fingerprint.of_code_and_terms(Path(config.get(DATA_DIR, "data")))

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Decide on each message."""
        for message in messages:
            before = last_decision(tracker)
            decision = decide(understood(message), before.memory if before else Memory(), self._bands, self._knowledge)
            message.set(DECISION, decision.to_json(), add_to_output=True)
            message.set("intent", {"name": decision.intent, "confidence": decision.confidence}, add_to_output=True)
        return messages


def understood(message: Message) -> Understood:
    """What the components before found, as a frozen value."""
    language = message.get(LANGUAGE) or {"code": "en", "confidence": 0.0}
    hits: list[Hit] = message.get(HITS) or []
    text = message.get(NORMALISED) or ""
    return Understood(
        text=text,
        language=language["code"],
        certainty=language["confidence"],
        ranking=tuple((row["name"], row["confidence"]) for row in message.get("intent_ranking") or ()),
        names=as_names(hits),
        concepts=tuple(hit.id for hit in hits if hit.kind == "concept"),
        choice=(message.get("metadata") or {}).get("choice"),
        covered=_covered(hits, len(text)),
        clauses=tuple(message.get(CLAUSES) or ()),
    )


def _covered(hits: list[Hit], length: int) -> float:
    """Share of the text that names (not concepts) explain."""
    places = {i for hit in hits if hit.kind != "concept" for i in range(hit.start, hit.end)}
    return len(places) / length if length else 0.0
