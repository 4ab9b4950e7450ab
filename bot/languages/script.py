"""What the script alone says about the language: enough to apologise in when nothing else is known."""

from __future__ import annotations

from collections import Counter

from bot.languages.normalise import script_of

ONE_LANGUAGE = {"kana": "ja", "hangul": "ko", "arabic": "ar", "cyrillic": "ru", "han": "zh"}


def language_by_script(text: str) -> str | None:
    """The language of a script that one of the ten has to itself (Han without kana is Chinese); None for Latin letters."""
    counts = Counter(script_of(character) for character in text)
    return next((language for script, language in ONE_LANGUAGE.items() if counts[script]), None)
