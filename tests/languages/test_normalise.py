"""One spelling for matching."""

from __future__ import annotations

import pytest

from bot.languages.normalise import clean, normalise


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Visa  RENEWAL", "visa renewal"),
        ("prórroga", "prorroga"),
        ("ＶＩＳＡ", "visa"),
        ("簽證延期", "签证延期"),
        ("أُريد تأشيرة", "اريد تاشيره"),
        ("ещё", "еще"),
        ("мой", "мой"),
        ("비자 연장", "비자 연장"),
        ("l’hôtel", "l'hotel"),
    ],
)
def test_spellings_of_the_same_word_fold_together(written: str, folded: str) -> None:
    assert normalise(written) == folded


def test_invisible_characters_do_not_survive_cleaning() -> None:
    assert clean("a\u202eb\u0000c\ud800d\u2066 e") == "abcd e"


def test_line_breaks_become_spaces() -> None:
    assert clean("one\n\ntwo\tthree") == "one two three"
