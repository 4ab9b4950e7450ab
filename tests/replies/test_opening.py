"""Opening hours in the reader's words."""

from __future__ import annotations

import pytest

from bot.replies.opening import hours_in_words


@pytest.mark.parametrize(
    ("hours", "locale", "expected"),
    [
        ("Mo-Sa 09:00-17:00; PH off", "en_GB", "Mon–Sat 09:00–17:00; shut"),
        ("Mo-Fr 09:00-12:00,13:30-17:00", "de_DE", "Mo.–Fr. 09:00–12:00, 13:30–17:00"),
        ("Tu-Su 08:30-17:00", "zh_Hans_CN", "周二–周日 08:30–17:00"),
        ("24/7", "fr_FR", "24 h"),
        ("09:00-21:00", "ar_EG", "09:00–21:00"),
        ("Mar-Oct 08:00-18:00", "en_GB", None),
        (None, "en_GB", None),
    ],
)
def test_simple_hours_are_written_in_the_language_and_intricate_ones_are_left(
    hours: str, locale: str, expected: str
) -> None:
    assert hours_in_words(hours, locale, "shut") == expected
