"""Unverified and overdue facts are listed by topic, the most asked first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

from bot.cli.truth import report
from bot.topics.load import load_all


def test_the_most_asked_unverified_topic_comes_first(data_dir: Path) -> None:
    topics = list(load_all(data_dir, ("zh",)).values())
    shown = report(topics, Counter({"transport/subway_fare": 1, "stay/extend_visa": 9}), dt.date(2026, 11, 24))
    ids = list(shown.columns[1].cells)
    assert ids[0] == "stay/extend_visa" and "fee_cny" in list(shown.columns[2].cells)[0]


def test_after_its_day_every_topic_is_overdue(data_dir: Path) -> None:
    topics = list(load_all(data_dir, ("zh",)).values())
    shown = report(topics, Counter(), dt.date(2028, 1, 1))
    assert shown.row_count == len(topics)
    assert all("overdue" in str(cell) for cell in shown.columns[4].cells)
