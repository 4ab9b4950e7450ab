"""Facts of a day in the reader's writing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.topics.fill import fill, shown
from bot.topics.load import load

DAY = dt.date


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (DAY(2019, 12, 31), "?"),
        (DAY(2020, 1, 1), "100"),
        (DAY(2025, 12, 31), "100"),
        (DAY(2026, 1, 1), "160"),
        (DAY(2027, 1, 1), "?"),
    ],
)
def test_the_value_in_force_is_shown_and_an_ended_rule_is_not_known(folder: Path, on: dt.date, expected: str) -> None:
    assert fill("{fee_cny}", load(folder, ("zh",)), "en_GB", on, "?") == expected


def test_a_country_list_is_named_in_the_language(folder: Path) -> None:
    topic = load(folder, ("zh",))
    assert fill("{list_countries}", topic, "de_DE", DAY(2026, 1, 1), "?") == "Frankreich und Norwegen"
    assert fill("{list_countries}", topic, "zh_Hans_CN", DAY(2026, 1, 1), "?") == "法国和挪威"


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en_GB", "31 December 2026"),
        ("zh_Hans_CN", "2026年12月31日"),
        ("pt_BR", "31 de dezembro de 2026"),
        ("ar_EG", "31 ديسمبر 2026"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(locale: str, expected: str) -> None:
    assert shown("policy_until", DAY(2026, 12, 31), locale) == expected


def test_an_unknown_placeholder_is_an_error(folder: Path) -> None:
    with pytest.raises(ContentError, match="nothing_such"):
        fill("{nothing_such}", load(folder, ("zh",)), "en_GB", DAY(2026, 1, 1), "?")
