"""Split a normalised text into words: a blank spaCy tokenizer for all languages; Han, kana and hangul by character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import spacy
from spacy.tokenizer import Tokenizer

DENSE = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])")
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    return spacy.blank("xx").tokenizer


def words(text: str) -> list[str]:
    """The words of a normalised text."""
    spaced = APOSTROPHE.sub(" ", DENSE.sub(r" \1 ", text))
    return [word for word in (token.text.strip() for token in _tokenizer()(spaced)) if word]


def placed_words(text: str) -> Iterator[tuple[str, int]]:
    """The words of a normalised text with the place where each starts."""
    position = 0
    for word in words(text):
        position = max(text.find(word, position), position)
        yield word, position
        position += len(word)
