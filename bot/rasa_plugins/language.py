"""Rasa component: which language a message is in, with a letter model learned from our own lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.languages import table, terms
from bot.languages.detect import Detector, LetterModel
from bot.languages.lines import read_lines
from bot.languages.normalise import normalise
from bot.rasa_plugins import fingerprint
from bot.rasa_plugins.events import last_decision
from bot.rasa_plugins.keys import DATA_DIR, LANGUAGE, NORMALISED

FILE = "letters.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LanguageDetector(GraphComponent):
    """Sets `language` {code, confidence} from script, letters, terms and what the page and conversation show."""

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, letters: LetterModel | None = None
    ) -> None:
        self._storage, self._resource = storage, resource
        self._data = Path(config[DATA_DIR])
        self._detector = Detector(letters, table.scripts(self._data)) if letters else None
        self._matcher = terms.matcher(self._data)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Where the lines and terms stand."""
        return {DATA_DIR: "data"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageDetector:
        """A detector before training."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageDetector:
        """A trained detector; a missing file is an error, never an empty detector."""
        with model_storage.read_from(resource) as folder, np.load(folder / FILE, allow_pickle=False) as data:
            letters = LetterModel([str(code) for code in data["languages"]], data["weights"].astype(np.float32))
        return cls(config, model_storage, resource, letters)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Our modules and terms: Rasa's cache sees only this class."""
        data = Path(config.get(DATA_DIR, "data"))
        return fingerprint.of_code_and_terms(data) + fingerprint.of_files((data / "nlu").rglob("*.yml"))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the letters from data/nlu, where the folder names the language."""
        lines = ((line.language, line.text) for line in read_lines(self._data, table.codes(self._data)))
        letters = LetterModel.train(lines, table.scripts(self._data))
        with self._storage.write_to(self._resource) as folder:
            np.savez_compressed(
                folder / FILE, weights=letters.weights.astype(np.float16), languages=np.array(letters.languages)
            )
        return self._resource

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Detect; the conversation's language counts before the page's."""
        for message in messages:
            if self._detector is None:
                raise RuntimeError("the language detector was not trained")
            text = message.get("text") or ""
            metadata = message.get("metadata") or {}
            before = last_decision(tracker)
            shown = [before.memory.language if before else None, metadata.get("language")]
            context = [code for code in dict.fromkeys(shown) if code in table.codes(self._data)]
            if metadata.get("choice") and context:  # a button has no language of its own
                message.set(LANGUAGE, {"code": context[0], "confidence": 1.0}, add_to_output=True)
                continue
            normalised = message.get(NORMALISED) or normalise(text)
            found = self._detector.detect(text, self._matcher.evidence(normalised), context)
            message.set(LANGUAGE, {"code": found.language, "confidence": round(found.confidence, 3)}, add_to_output=True)
        return messages
