"""Which topic answers for a person depends on lists that are dated."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.topics.ask import case_for
from bot.topics.load import load


@pytest.mark.parametrize(
    ("country", "day", "topic"),
    [
        ("DE", "2026-11-24", "visa_free/unilateral_country_list"),
        ("DE", "2027-01-01", "visa_free/unilateral_expiry"),
        ("TH", "2026-11-24", "visa_free/mutual_exemption_list"),
        ("US", "2026-11-24", "transit/transit_eligibility"),
        ("KE", "2026-11-24", "visas/visa_types_explained"),
    ],
)
def test_a_passport_is_looked_up_in_the_lists_of_the_day(data_dir: Path, country: str, day: str, topic: str) -> None:
    asked = load(data_dir / "topics" / "visa_free" / "visa_need_by_nationality", ("zh",))
    assert case_for(asked, country, dt.date.fromisoformat(day)) == topic
