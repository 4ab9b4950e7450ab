"""Rasa tokenizer: a blank spaCy pipeline for all languages; Han, kana and hangul by character, terms kept whole."""

from __future__ import annotations

import re
from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.languages.normalise import normalise
from bot.rasa_plugins.keys import NORMALISED

DENSE = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])")
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class BlankTokenizer(Tokenizer):
    """Tokens of the normalised text; the normalised text itself is kept for the components that follow."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._tokenize = spacy.blank("xx").tokenizer

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own tokenizer options; intents are never split."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> BlankTokenizer:
        """A tokenizer has no state to load."""
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Words of one attribute; positions are those of the normalised text."""
        text = normalise(message.get(attribute) or "")
        if attribute == "text":
            message.set(NORMALISED, text)
        spaced = APOSTROPHE.sub(" ", DENSE.sub(r" \1 ", text))
        words, position = [], 0
        for token in self._tokenize(spaced):
            word = token.text.strip()
            if word:
                found = text.find(word, position)
                position = max(found, position)
                words.append(Token(word, position, position + len(word)))
        return words or [Token("", 0, 0)]
