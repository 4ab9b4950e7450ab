"""A calibrated linear classifier over hashed sparse features, kept as arrays (no pickle)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.rasa_plugins.features import Recipe, Weighting

HELD_OUT_FOLDS = 5
SEED = 7
WORKERS = 2


class LinearModel:
    """`weights` has shape (buckets used + 1, classes), the last row being the intercepts; `rows` maps bucket -> row."""

    def __init__(self, labels: Sequence[str], weighting: Weighting, weights: np.ndarray, temperature: float) -> None:
        self.labels = tuple(labels)
        self.weighting = weighting
        self.weights = weights
        self.temperature = temperature

    @classmethod
    def train(
        cls,
        rows: Sequence[list[Counter[int]]],
        intents: Sequence[str],
        recipe: Recipe,
        strength: float = 0.5,
        calibrate: bool = True,
    ) -> LinearModel:
        """Fit one-against-rest support vectors; the temperature is fitted on a held-out fifth.

        strength: the SVM's C. Raises ValueError when fewer than two intents are given.
        """
        weighting = Weighting.learn(recipe, rows)
        matrix = weighting.matrix(rows)
        labels = sorted(set(intents))
        if len(labels) < 2:
            raise ValueError("at least two intents are needed")
        target = np.array([labels.index(intent) for intent in intents])
        temperature = _temperature(matrix, target, len(labels), strength) if calibrate else 1.0
        return cls(labels, weighting, _fit(matrix, target, len(labels), strength), temperature)

    def rank(self, groups: list[Counter[int]], most: int = 6) -> list[tuple[str, float]]:
        """The most probable intents with their probabilities."""
        buckets, values = self.weighting.vector(groups)
        margins = values @ self.weights[buckets].astype(np.float32) + self.weights[-1]
        chances = softmax(margins[None, :] * self.temperature)[0]
        best = np.argsort(chances)[::-1][:most]
        return [(self.labels[i], float(chances[i])) for i in best]

    def save(self, path: Path) -> None:
        """Write everything as one npz file."""
        recipe = self.weighting.recipe
        np.savez_compressed(
            path,
            weights=self.weights,
            idf=self.weighting.idf.astype(np.float16),
            labels=np.array(self.labels),
            temperature=np.array(self.temperature),
            recipe_names=np.array(list(vars(recipe))),
            recipe_values=np.array([float(v) for v in vars(recipe).values()]),
        )

    @classmethod
    def load(cls, path: Path) -> LinearModel:
        """Read what `save` wrote; ValueError on anything that would need pickle."""
        with np.load(path, allow_pickle=False) as data:
            types = {name: type(value) for name, value in vars(Recipe()).items()}
            values = {
                str(name): types[str(name)](value)
                for name, value in zip(data["recipe_names"], data["recipe_values"], strict=True)
            }
            weighting = Weighting(Recipe(**values), data["idf"].astype(np.float32))
            return cls([str(label) for label in data["labels"]], weighting, data["weights"], float(data["temperature"]))


def softmax(margins: np.ndarray) -> np.ndarray:
    """Rows of probabilities from rows of margins."""
    raised = np.exp(margins - margins.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def _fit(matrix: csr_matrix, target: np.ndarray, classes: int, strength: float) -> np.ndarray:
    """Weights (buckets + 1, classes) in half precision; the classes are fitted in parallel threads."""
    used = np.unique(matrix.indices)
    narrow = matrix[:, used].astype(np.float64)
    narrow.sum_duplicates()  # canonical before the threads share it: scikit-learn would sort it in place
    result = np.zeros((matrix.shape[1] + 1, classes), dtype=np.float16)

    def one(label: int) -> None:
        svm = LinearSVC(C=strength, random_state=SEED, class_weight=None, max_iter=2000, dual=True, tol=1e-3)
        svm.fit(narrow, (target == label).astype(np.int8))
        result[used, label] = svm.coef_[0]
        result[-1, label] = svm.intercept_[0]

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(one, range(classes)))
    return result


def _temperature(matrix: csr_matrix, target: np.ndarray, classes: int, strength: float) -> float:
    """The factor on the margins that makes held-out probabilities honest (lowest log loss)."""
    folds = StratifiedKFold(HELD_OUT_FOLDS, shuffle=True, random_state=SEED)
    known, held = next(iter(folds.split(matrix, target)))
    weights = _fit(matrix[known], target[known], classes, strength).astype(np.float32)
    margins = np.asarray(matrix[held] @ weights[:-1] + weights[-1])

    def loss(log_factor: float) -> float:
        chances = softmax(margins * np.exp(log_factor))
        return float(-np.log(chances[np.arange(len(held)), target[held]] + 1e-9).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-1.0, 4.0), method="bounded").x))
