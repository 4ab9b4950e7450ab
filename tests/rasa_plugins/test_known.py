"""A model is asked known sentences after every load, and one that does not fit is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BotError
from bot.rasa_plugins import known

LINES = [known.Known("en", "extend my visa", "stay/extend_visa"), known.Known("de", "Visum verlängern", "stay/extend_visa")]


def rank(text: str, language: str) -> list[tuple[str, float]]:
    return [("stay/extend_visa", 0.9 if language == "en" else 0.8)]


def test_one_line_of_each_language_is_kept_and_understood_again(tmp_path: Path) -> None:
    assert known.choose(LINES, rank) == LINES
    known.save(tmp_path, LINES)
    known.verify(tmp_path, rank)


def test_a_line_that_is_not_understood_in_training_is_not_chosen() -> None:
    assert known.choose(LINES, lambda text, language: [("money/pay_limits_fees", 0.9)]) == []


def test_a_model_that_takes_a_known_sentence_for_something_else_is_refused(tmp_path: Path) -> None:
    known.save(tmp_path, LINES)
    with pytest.raises(BotError, match="takes 'extend my visa' for"):
        known.verify(tmp_path, lambda text, language: [("out_of_scope", 0.9)])


def test_a_model_without_known_sentences_is_refused(tmp_path: Path) -> None:
    known.save(tmp_path, [])
    with pytest.raises(BotError, match="no known sentence"):
        known.verify(tmp_path, rank)
