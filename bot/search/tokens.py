"""The tokens of a text for searching: stems, pairs of characters, pinyin and concepts, the same for both databases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer
from pypinyin import lazy_pinyin

from bot.languages.matcher import Matcher
from bot.languages.normalise import normalise, script_of

STEMMERS = {
    "latin": {"en": "english", "fr": "french", "de": "german", "es": "spanish", "pt": "portuguese"},
    "cyrillic": {"ru": "russian"},
    "arabic": {"ar": "arabic"},
}
DENSE = ("han", "kana", "hangul")
PINYIN_SYLLABLES = (1, 2, 3, 4)
CONCEPT = "c_"
DENSE_LETTERS = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
RUN = re.compile(rf"[{DENSE_LETTERS}]+|[^\W_{DENSE_LETTERS}]+")
SHORTEST = 2


def tokens(text: str, matcher: Matcher, language: str | None = None) -> list[str]:
    """The tokens of a text, letters and digits and `_` only: words with their stem in `language`.

    Without a language, as for a question, words come with their stems in every language of their script.
    """
    folded = normalise(text)
    found = [token for run in RUN.findall(folded) for token in _of_run(run, language)]
    concepts = {hit.id for hit in matcher.find(folded, language) if hit.kind == "concept"}
    return [*found, *(CONCEPT + concept for concept in sorted(concepts))]


def pinyin_tokens(text: str) -> list[str]:
    """One to four neighbouring syllables of the Han in a text written together, as people type them."""
    syllables = [syllable for syllable in lazy_pinyin(text) if syllable.isascii() and syllable.isalpha()]
    return ["".join(syllables[i : i + n]).casefold() for n in PINYIN_SYLLABLES for i in range(len(syllables) - n + 1)]


def _of_run(run: str, language: str | None) -> Sequence[str]:
    """Pairs of neighbouring characters in a dense script; a word and its stems in any other."""
    if script_of(run[0]) in DENSE:
        return tuple(run[i : i + 2] for i in range(len(run) - 1)) or (run,)
    return _stems(run, language)


@lru_cache(maxsize=100_000)
def _stems(word: str, language: str | None) -> tuple[str, ...]:
    if len(word) < SHORTEST:
        return ()
    stemmers = STEMMERS.get(script_of(word[0]), {})
    names = list(stemmers.values()) if language is None else [stemmers[language]] if language in stemmers else []
    return tuple(dict.fromkeys([word, *(_stemmer(name).stemWord(word) for name in names)]))


@lru_cache(maxsize=16)
def _stemmer(name: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(name)
