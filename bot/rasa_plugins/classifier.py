"""Rasa component: the topic or task of a message, by one calibrated linear model for all languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.clauses import asks, clauses
from bot.dialogue.model import Clause
from bot.languages import table, terms
from bot.languages.lines import read_lines
from bot.languages.matcher import Hit, Matcher
from bot.languages.normalise import normalise
from bot.languages.words import words
from bot.rasa_plugins import fingerprint, known
from bot.rasa_plugins.features import Recipe, raw_features
from bot.rasa_plugins.keys import CLAUSES, DATA_DIR, HITS, NORMALISED, TOKENS
from bot.rasa_plugins.linear import LinearModel

FILE = "topics.npz"
HOME = "CN"
NAME_FEATURES = (
    "category",
    "nationality",
    "country",
    "city",
    "district",
    "open",
    "language",
    "purpose",
    "visa",
    "unit",
)


def feature_names(hits: list[Hit]) -> list[str]:
    """Concepts, and for names their kind (categories, openings, visa classes by id): what is said, not about whom."""
    names = [hit.id for hit in hits if hit.kind == "concept"]
    names += [f"{hit.kind}={hit.id}" for hit in hits if hit.kind in ("category", "visa", "open", "purpose")]
    names += ["country=home" for hit in hits if hit.kind in ("country", "nationality") and hit.id == HOME]
    return names + [f"{hit.kind}=*" for hit in hits if hit.kind in NAME_FEATURES]


def features_of(text: str, language: str | None, matcher: Matcher, recipe: Recipe) -> list[Counter[int]]:
    """The features of a text that did not pass through the pipeline."""
    normalised = normalise(text)
    return raw_features(normalised, words(normalised), feature_names(matcher.find(normalised, language)), recipe)


def ranker(model: LinearModel, matcher: Matcher) -> known.Rank:
    """Ranks a text and its language outside the pipeline."""
    return lambda text, language: model.rank(features_of(text, language, matcher, model.weighting.recipe))


def _known_lines(training_data: TrainingData, languages: dict[str, str]) -> Iterator[known.Known]:
    for message in training_data.intent_examples:
        text = message.get("text")
        if text in languages:
            yield known.Known(languages[text], text, message.get_full_intent())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """Sets intent and intent_ranking; retrieval intents keep their full name in the ranking."""

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: LinearModel | None = None
    ) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._model = model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Feature recipe (see features.Recipe) and the SVM's C."""
        return {DATA_DIR: "data", "strength": 0.5, "recipe": {}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        """A classifier before training."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """A trained classifier; a missing file is an error, never an empty classifier."""
        with model_storage.read_from(resource) as folder:
            model = LinearModel.load(folder / FILE)
            known.verify(folder, ranker(model, terms.matcher(Path(config[DATA_DIR]))))
            return cls(config, model_storage, resource, model)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Our modules and terms: Rasa's cache sees only this class."""
        return fingerprint.of_code_and_terms(Path(config.get(DATA_DIR, "data")))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all examples; the folder of a line names its language."""
        data = Path(self._config[DATA_DIR])
        languages = {line.text: line.language for line in read_lines(data, table.codes(data))}
        matcher, recipe = terms.matcher(data), Recipe(**self._config["recipe"])
        rows, intents = [], []
        for message in training_data.intent_examples:
            text = message.get("text")
            rows.append(features_of(text, languages.get(text), matcher, recipe))
            intents.append(message.get_full_intent())
        model = LinearModel.train(rows, intents, recipe, self._config["strength"])
        with self._storage.write_to(self._resource) as folder:
            model.save(folder / FILE)
            known.save(folder, known.choose(_known_lines(training_data, languages), ranker(model, matcher)))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the intents of each message."""
        for message in messages:
            ranking = self._rank(message)
            message.set("intent", {"name": ranking[0][0].split("/")[0], "confidence": ranking[0][1]}, add_to_output=True)
            rows = [{"name": name, "confidence": round(chance, 4)} for name, chance in ranking]
            message.set("intent_ranking", rows, add_to_output=True)
            message.set(CLAUSES, self._clauses(message))
        return messages

    def _clauses(self, message: Message) -> list[Clause]:
        """The clauses that ask something, each understood by itself; none when the message is a single clause."""
        text, hits = message.get(NORMALISED) or "", message.get(HITS) or []
        parts = clauses(text, hits)
        if len(parts) < 2 or self._model is None:
            return []
        made = []
        for start, end in parts:
            own = [hit for hit in hits if start <= hit.start and hit.end <= end]
            if asks(text, hits, start, end):
                groups = raw_features(
                    text[start:end], words(text[start:end]), feature_names(own), self._model.weighting.recipe
                )
                intent, confidence = self._model.rank(groups)[0]
                made.append(Clause(intent, confidence))
        return made

    def _rank(self, message: Message) -> list[tuple[str, float]]:
        if self._model is None:
            raise RuntimeError("the topic classifier was not trained")
        tokens = [token.text for token in message.get(TOKENS) or []]
        names = feature_names(message.get(HITS) or [])
        return self._model.rank(raw_features(message.get(NORMALISED) or "", tokens, names, self._model.weighting.recipe))
