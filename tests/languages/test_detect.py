"""Detection: scripts, letters, context; an eleventh language needs lines and a row of the table, no code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pytest

from bot.languages import table
from bot.languages.detect import Detector, LetterModel
from bot.languages.lines import read_lines


@lru_cache(maxsize=1)
def plain(data_dir: Path) -> Detector:
    return detector(data_dir)


def detector(
    data_dir: Path, more: Sequence[tuple[str, str]] = (), scripts: Mapping[str, Sequence[str]] | None = None
) -> Detector:
    known = {**table.scripts(data_dir), **(scripts or {})}
    lines = [(line.language, line.text) for line in read_lines(data_dir, table.codes(data_dir))]
    return Detector(LetterModel.train([*lines, *more], known), known)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("签证延期怎么办", "zh"),
        ("ビザの延長はどこでできますか", "ja"),
        ("비자 연장하고 싶어요", "ko"),
        ("где продлить визу", "ru"),
        ("كيف أمدد التأشيرة", "ar"),
        ("wo kann ich mein Visum verlängern", "de"),
        ("où prolonger mon visa", "fr"),
        ("dónde prorrogo el visado", "es"),
        ("onde prorrogar o visto", "pt"),
        ("where can I extend my visa", "en"),
        ("WeChat Pay 연결이 안 돼요", "ko"),
    ],
)
def test_a_sentence_is_recognised(data_dir: Path, text: str, language: str) -> None:
    assert plain(data_dir).detect(text, {}).language == language


def test_two_han_characters_stay_in_a_japanese_conversation(data_dir: Path) -> None:
    found = plain(data_dir)
    assert found.detect("病院", {}, ["ja"]).language == "ja"
    assert found.detect("病院", {}).language == "zh"
    assert found.detect("我想延长我的签证", {}, ["ja"]).language == "zh"


def test_an_eleventh_language_is_data(data_dir: Path) -> None:
    lines = ["dove posso prorogare il visto", "quanto costa il rinnovo del permesso di soggiorno", "ho perso il passaporto"]
    found = detector(data_dir, [("it", line) for line in lines * 20], {"it": ("latin",)})
    assert found.detect("quanto costa prorogare il permesso", {}).language == "it"
    assert found.detect("how much is the residence permit", {}).language == "en"


def test_an_eleventh_language_may_share_a_script_that_was_alone(data_dir: Path) -> None:
    lines = ["де продовжити візу", "скільки коштує дозвіл на проживання", "я загубив паспорт"]
    found = detector(data_dir, [("uk", line) for line in lines * 20], {"uk": ("cyrillic",)})
    assert found.detect("скільки коштує віза", {}).language == "uk"
    assert found.detect("сколько стоит вид на жительство", {}).language == "ru"
