"""Which of the ten languages a text is in: script first, then letters, concepts and the conversation as evidence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import langdetect
import numpy as np
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from numpy.typing import NDArray

from bot.languages.normalise import clean, script_of

SINGLE_SCRIPTS = {"hangul": "ko", "arabic": "ar", "cyrillic": "ru", "kana": "ja"}
LATIN = ("en", "fr", "de", "es", "pt")
BUCKETS = 1 << 15
LONGEST_GRAM = 4
CONTEXT_WEIGHT = 2.5
CONCEPT_WEIGHT = 0.9
LANGDETECT_WEIGHT = 0.35
SURE_LETTERS = 40
CLEAR = 0.999


@dataclass(frozen=True)
class Detected:
    """The language and how sure (0 to 1); `scores` holds the probability of each candidate."""

    language: str
    confidence: float
    scores: Mapping[str, float]


def grams(text: str) -> list[int]:
    """Hashed character n-grams (1 to 4, word edges marked) of a text; the hash is the same in every process."""
    padded = "".join(f" {word} " for word in clean(text).casefold().split())
    values = [_hash(padded[i : i + n]) for n in range(1, LONGEST_GRAM + 1) for i in range(len(padded) - n + 1)]
    return values


def _hash(gram: str) -> int:
    value = 2166136261
    for character in gram:
        value = ((value ^ ord(character)) * 16777619) & 0xFFFFFFFF
    return value % BUCKETS


def _latin_factory() -> DetectorFactory:
    """langdetect with the profiles of our Latin languages only: the other fifty cost memory and confuse."""
    folder = Path(langdetect.__file__).parent / "profiles"
    factory = DetectorFactory()
    factory.seed = 0
    factory.load_json_profile([(folder / language).read_text(encoding="utf-8") for language in LATIN])
    return factory


class LetterModel:
    """Naive Bayes over character n-grams of our own lines for the languages that share the Latin script.

    `weights` has shape (languages, BUCKETS), log probabilities.
    """

    def __init__(self, languages: Sequence[str], weights: NDArray[np.float32]) -> None:
        self.languages = tuple(languages)
        self.weights = weights

    @classmethod
    def train(cls, lines: Iterable[tuple[str, str]]) -> LetterModel:
        """Learn from (language, text) pairs."""
        counts = {language: Counter[int]() for language in LATIN}
        for language, text in lines:
            if language in counts:
                counts[language].update(grams(text))
        weights = np.full((len(LATIN), BUCKETS), 0.5, dtype=np.float32)
        for row, language in enumerate(LATIN):
            for gram, count in counts[language].items():
                weights[row, gram] += count
        return cls(LATIN, np.log(weights / weights.sum(axis=1, keepdims=True)).astype(np.float32))

    def log_scores(self, text: str) -> dict[str, float]:
        """Log likelihood per language, damped because n-grams overlap."""
        found = grams(text)
        if not found:
            return dict.fromkeys(self.languages, 0.0)
        sums = self.weights[:, found].sum(axis=1) / LONGEST_GRAM
        return {language: float(value) for language, value in zip(self.languages, sums, strict=True)}


class Detector:
    """Detects with a letter model; safe for use from several threads because langdetect gets a fresh detector a call."""

    def __init__(self, letters: LetterModel, candidates: Sequence[str]) -> None:
        self._letters = letters
        self._candidates = tuple(candidates)
        self._factory = _latin_factory()

    def detect(self, text: str, concepts: Mapping[str, int], context: Sequence[str] = ()) -> Detected:
        """Detect a text.

        concepts: language -> number of concept forms of it found in the text.
        context: languages the conversation and the page show, the strongest first.
        """
        scripts = Counter(script_of(c) for c in text)
        scripts.pop("other", None)
        if not scripts:
            language = context[0] if context else "en"
            return Detected(language, 0.5 if context else 0.1, {language: 1.0})
        certain = self._by_script(scripts, context)
        if certain:
            return certain
        return self._by_letters(text, concepts, context)

    def _by_script(self, scripts: Counter[str], context: Sequence[str]) -> Detected | None:
        latin = scripts.get("latin", 0)
        own = {name: n for name, n in scripts.items() if name != "latin"}
        if not own:
            return None
        if scripts["hangul"] and scripts["hangul"] * 3 >= scripts["han"] + scripts["kana"]:
            name = "hangul"
        elif scripts["kana"] * 12 >= scripts["han"] and scripts["kana"]:
            name = "kana"
        else:
            name = max(own, key=lambda script: own[script])
        if latin > 8 * own[name] and name != "kana":
            return None
        if name == "han":
            language = "ja" if context and context[0] == "ja" and scripts["han"] <= 4 else "zh"
            return Detected(language, 0.95 if language == "zh" and scripts["han"] > 4 else 0.8, {language: 1.0})
        return Detected(SINGLE_SCRIPTS[name], 0.99, {SINGLE_SCRIPTS[name]: 1.0})

    def _by_letters(self, text: str, concepts: Mapping[str, int], context: Sequence[str]) -> Detected:
        logs = self._letters.log_scores(text)
        for language in logs:
            logs[language] += CONCEPT_WEIGHT * math.log1p(concepts.get(language, 0))
        clear = _softmax(logs)
        if clear.confidence < CLEAR:
            for language, probability in self._langdetect(text).items():
                logs[language] += LANGDETECT_WEIGHT * math.log(max(probability, 1e-3))
        length = sum(c.isalpha() for c in text)
        for rank, language in enumerate(code for code in context if code in logs):
            logs[language] += CONTEXT_WEIGHT * max(0.0, 1 - length / SURE_LETTERS) / (1 + rank)
        return _softmax(logs)

    def _langdetect(self, text: str) -> dict[str, float]:
        detector = self._factory.create()
        detector.set_prior_map({language: 1.0 for language in LATIN})
        detector.seed = 0
        detector.append(text[:400])
        try:
            found = {row.lang: row.prob for row in detector.get_probabilities()}
        except LangDetectException:
            return {}
        return {language: found.get(language, 0.0) for language in LATIN}


def _softmax(logs: Mapping[str, float]) -> Detected:
    top = max(logs.values())
    raised = {language: math.exp(value - top) for language, value in logs.items()}
    total = sum(raised.values())
    scores = {language: value / total for language, value in raised.items()}
    best = max(scores, key=lambda language: scores[language])
    return Detected(best, scores[best], scores)
