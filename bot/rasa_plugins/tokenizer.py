"""Rasa tokenizer: a blank spaCy pipeline for all languages; Han, kana and hangul by character, terms kept whole."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.languages.normalise import normalise
from bot.languages.words import placed_words
from bot.rasa_plugins.keys import NORMALISED


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class BlankTokenizer(Tokenizer):
    """Tokens of the normalised text; the normalised text itself is kept for the components that follow."""

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
        tokens = [Token(word, start, start + len(word)) for word, start in placed_words(text)]
        return tokens or [Token("", 0, 0)]
