"""What the start page offers to ask is understood, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.stack import Stack
from bot.files import read_yaml
from tests.conftest import CODES
from tests.model.conftest import Talker

EXPECTED = {
    "example_1": ("stay/extend_visa",),
    "example_2": ("visa_free/visa_need_by_nationality",),
    "example_3": ("health/hospital_english",),
    "example_4": ("housing/register_residence",),
}
KNOWN_MISSES = {("ja", "example_4")}


@pytest.mark.parametrize("language", CODES)
def test_every_example_of_the_start_page_is_answered(stack: Stack, data_dir: Path, language: str) -> None:
    phrases = read_yaml(data_dir / "phrases" / f"{language}.yml")
    got = {key: Talker(stack).say(phrases[key], language=language)["topic"] for key in EXPECTED}
    missed = {(language, key) for key, topic in got.items() if topic not in EXPECTED[key]}
    assert missed == {miss for miss in KNOWN_MISSES if miss[0] == language}, got
