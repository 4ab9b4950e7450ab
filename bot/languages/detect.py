"""Which of our languages a text is in: script first, then letters, concepts and the conversation as evidence."""

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

BUCKETS = 1 << 15
LONGEST_GRAM = 4
CONTEXT_WEIGHT = 2.5
CONCEPT_WEIGHT = 0.9
LANGDETECT_WEIGHT = 0.35
SURE_LETTERS = 40
CLEAR = 0.999
BRIEF_HAN = 4


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


def _factory(languages: Sequence[str]) -> DetectorFactory:
    """langdetect with the profiles of the given languages only: the other fifty cost memory and confuse."""
    folder = Path(langdetect.__file__).parent / "profiles"
    factory = DetectorFactory()
    factory.seed = 0
    known = [folder / language for language in languages if (folder / language).exists()]
    factory.load_json_profile([path.read_text(encoding="utf-8") for path in known])
    return factory


def candidates(script: str, scripts: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The languages a text mainly in this script may be in: `scripts` gives each language its scripts, the own one last."""
    return tuple(language for language, used in scripts.items() if used[-1] == script)


def contested(scripts: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The languages that share their script, so that letters must decide."""
    return tuple(language for language, used in scripts.items() if len(candidates(used[-1], scripts)) > 1)


class LetterModel:
    """Naive Bayes over character n-grams of our own lines for the languages that share a script.

    `weights` has shape (languages, BUCKETS), log probabilities.
    """

    def __init__(self, languages: Sequence[str], weights: NDArray[np.float32]) -> None:
        self.languages = tuple(languages)
        self.weights = weights

    @classmethod
    def train(cls, lines: Iterable[tuple[str, str]], scripts: Mapping[str, Sequence[str]]) -> LetterModel:
        """Learn from (language, text) pairs; `scripts` is the table's language -> scripts."""
        languages = contested(scripts)
        counts = {language: Counter[int]() for language in languages}
        for language, text in lines:
            if language in counts:
                counts[language].update(grams(text))
        weights = np.full((len(languages), BUCKETS), 0.5, dtype=np.float32)
        for row, language in enumerate(languages):
            for gram, count in counts[language].items():
                weights[row, gram] += count
        return cls(languages, np.log(weights / weights.sum(axis=1, keepdims=True)).astype(np.float32))

    def log_scores(self, text: str) -> dict[str, float]:
        """Log likelihood per language, damped because n-grams overlap."""
        found = grams(text)
        if not found:
            return dict.fromkeys(self.languages, 0.0)
        sums = self.weights[:, found].sum(axis=1) / LONGEST_GRAM
        return {language: float(value) for language, value in zip(self.languages, sums, strict=True)}


class Detector:
    """Detects with a letter model; safe for use from several threads because langdetect gets a fresh detector a call."""

    def __init__(self, letters: LetterModel, scripts: Mapping[str, Sequence[str]]) -> None:
        self._letters, self._scripts = letters, scripts
        self._factory = _factory(letters.languages)

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
        script = _main_script(scripts)
        possible = candidates(script, self._scripts) or self._letters.languages
        if script == "han":
            return self._han(scripts["han"], context)
        if len(possible) == 1:
            return Detected(possible[0], 0.99, {possible[0]: 1.0})
        return self._by_letters(text, concepts, context, possible)

    def _han(self, length: int, context: Sequence[str]) -> Detected:
        """Han alone is Chinese, unless it is a word or two in a conversation of another language that writes Han."""
        own = candidates("han", self._scripts)
        writers = [language for language, used in self._scripts.items() if "han" in used]
        brief = length <= BRIEF_HAN
        language = context[0] if brief and context and context[0] in writers else own[0]
        return Detected(language, 0.95 if language in own and not brief else 0.8, {language: 1.0})

    def _by_letters(
        self, text: str, concepts: Mapping[str, int], context: Sequence[str], possible: Sequence[str]
    ) -> Detected:
        logs = {language: value for language, value in self._letters.log_scores(text).items() if language in possible}
        for language in logs:
            logs[language] += CONCEPT_WEIGHT * math.log1p(concepts.get(language, 0))
        clear = _softmax(logs)
        if clear.confidence < CLEAR:
            for language, probability in self._langdetect(text, possible).items():
                logs[language] += LANGDETECT_WEIGHT * math.log(max(probability, 1e-3))
        length = sum(c.isalpha() for c in text)
        for rank, language in enumerate(code for code in context if code in logs):
            logs[language] += CONTEXT_WEIGHT * max(0.0, 1 - length / SURE_LETTERS) / (1 + rank)
        return _softmax(logs)

    def _langdetect(self, text: str, possible: Sequence[str]) -> dict[str, float]:
        detector = self._factory.create()
        detector.set_prior_map({language: 1.0 for language in possible})
        detector.seed = 0
        detector.append(text[:400])
        try:
            found = {row.lang: row.prob for row in detector.get_probabilities()}
        except LangDetectException:
            return {}
        return {language: found.get(language, 0.0) for language in possible}


def _main_script(scripts: Counter[str]) -> str:
    """The script that decides: a little kana makes Japanese, a third of hangul Korean, Latin words inside are loans."""
    latin = scripts.get("latin", 0)
    own = {name: n for name, n in scripts.items() if name != "latin"}
    if not own:
        return "latin"
    if scripts["hangul"] and scripts["hangul"] * 3 >= scripts["han"] + scripts["kana"]:
        name = "hangul"
    elif scripts["kana"] * 12 >= scripts["han"] and scripts["kana"]:
        name = "kana"
    else:
        name = max(own, key=lambda script: own[script])
    return "latin" if latin > 8 * own[name] and name != "kana" else name


def _softmax(logs: Mapping[str, float]) -> Detected:
    top = max(logs.values())
    raised = {language: math.exp(value - top) for language, value in logs.items()}
    total = sum(raised.values())
    scores = {language: value / total for language, value in raised.items()}
    best = max(scores, key=lambda language: scores[language])
    return Detected(best, scores[best], scores)
