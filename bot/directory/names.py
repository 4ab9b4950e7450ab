"""Find a name in Chinese (either script), English or pinyin, typing errors included."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pypinyin import lazy_pinyin
from rapidfuzz import fuzz, process

from bot.directory.model import Place
from bot.languages.normalise import normalise

WORD = re.compile(r"[a-z0-9]+")
HAN = re.compile(r"[\u3400-\u9fff]")
FILLERS = frozenset({"the", "of", "in", "for", "and", "at", "a", "an", "s", "to"})
WORD_CUTOFF = 75.0
PREFIX_SCORE = 92.0
PINYIN_LETTERS = 5
PINYIN_CUTOFF = 88.0
PINYIN_TRUST = 0.95
ACCEPTED = 72.0


@dataclass(frozen=True)
class Name:
    """One place's name in the forms that are compared."""

    han: str
    words: frozenset[str]
    pinyin: str


@dataclass(frozen=True)
class NameIndex:
    """The names, in the order of the places, and how telling each word and each character is."""

    names: tuple[Name, ...]
    words: Mapping[str, float]
    characters: Mapping[str, float]
    rare: float


def index_names(places: Iterable[Place]) -> NameIndex:
    """Prepare the names of `places` for `scores`."""
    names = tuple(
        Name(
            _han(place.name_zh),
            frozenset(_words(place.name_en + " " + _latin(place.name_zh))),
            place.name_pinyin.replace(" ", "").casefold(),
        )
        for place in places
    )
    return NameIndex(
        names,
        _weights([name.words for name in names]),
        _weights([set(name.han) for name in names]),
        math.log(len(names) + 1.0) if names else 1.0,
    )


def scores(index: NameIndex, text: str) -> list[tuple[int, float]]:
    """(position of the place, score up to 100) of every accepted name, best first, shorter names first."""
    han, words = _han(text), _words(text)
    if len(han) > 1:
        found = _han_scores(index, han)
    elif words:
        found = _word_scores(index, words)
    else:
        return []
    accepted = [(position, score) for position, score in enumerate(found) if score >= ACCEPTED]
    return sorted(accepted, key=lambda hit: (-hit[1], len(index.names[hit[0]].words), hit[0]))


def _weights(sets: list[frozenset[str]] | list[set[str]]) -> dict[str, float]:
    """How rare each item is: a word that stands in every second name says little."""
    counts = Counter(item for items in sets for item in items)
    return {item: math.log((len(sets) + 1) / count) for item, count in counts.items()}


def _han_scores(index: NameIndex, han: str) -> list[float]:
    sound = "".join(lazy_pinyin(han))
    total = sum(index.characters.get(character, index.rare) for character in han)
    return [_han_score(index, name, han, sound, total) for name in index.names]


def _han_score(index: NameIndex, name: Name, han: str, sound: str, total: float) -> float:
    """Contained: 100; the same sounds: 94 (a wrong character chosen); otherwise by shared characters and order."""
    if han in name.han:
        return 100.0
    if len(name.han) > 2 and name.han in han:
        return 98.0
    if sound in name.pinyin:
        return 94.0
    shared = sum(index.characters.get(character, index.rare) for character in han if character in name.han)
    if shared * 2 < total:
        return 0.0
    return 50.0 * shared / total + 0.5 * fuzz.partial_ratio(han, name.han)


def _word_scores(index: NameIndex, words: list[str]) -> list[float]:
    hits = [_similar(index, word) for word in words]
    weights = [_weight(index, found) for found in hits]
    joined = "".join(words)
    return [max(_coverage(name, hits, weights), _pinyin_score(joined, name)) for name in index.names]


def _similar(index: NameIndex, word: str) -> dict[str, float]:
    """Indexed words like `word`, each with a score; short words must be exact."""
    if len(word) < 3:
        return {word: 100.0} if word in index.words else {}
    found = {
        known: score
        for known, score, _ in process.extract(
            word, list(index.words), scorer=fuzz.ratio, score_cutoff=WORD_CUTOFF, limit=20
        )
    }
    if len(word) > 3:
        for known in index.words:
            if known.startswith(word):
                found[known] = max(found.get(known, 0.0), PREFIX_SCORE)
    if word in index.words:
        found = {known: score if known == word else min(score, 85.0) for known, score in found.items()}
    return found


def _weight(index: NameIndex, found: Mapping[str, float]) -> float:
    if not found:
        return index.rare
    return index.words[max(found, key=lambda known: (found[known], index.words[known]))]


def _coverage(name: Name, hits: list[dict[str, float]], weights: list[float]) -> float:
    """The weighted share of the asked words that the name holds."""
    gained = sum(
        weight * max((found[word] for word in name.words & found.keys()), default=0.0)
        for found, weight in zip(hits, weights, strict=True)
    )
    return gained / (sum(weights) or 1.0)


def _pinyin_score(joined: str, name: Name) -> float:
    if not PINYIN_LETTERS <= len(joined) <= len(name.pinyin) + 2:
        return 0.0
    return PINYIN_TRUST * fuzz.partial_ratio(joined, name.pinyin, score_cutoff=PINYIN_CUTOFF)


def _han(text: str) -> str:
    return "".join(HAN.findall(normalise(text)))


def _latin(text: str) -> str:
    return " ".join(WORD.findall(normalise(text)))


def _words(text: str) -> list[str]:
    return [word for word in WORD.findall(normalise(text).replace("'s ", " ")) if word not in FILLERS]
